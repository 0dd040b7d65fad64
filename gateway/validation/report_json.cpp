#include "gateway/validation/report_json.hpp"

namespace schakel::validation {

namespace {

void write_finding(json::writer& out, const finding& one, language lang) {
    out.begin_object()
        .member("rule", one.broken->id)
        .member("severity", to_string(one.broken->level))
        .member("clause", one.effective_clause())
        .member("line", std::int64_t{one.where.line})
        .member("column", std::int64_t{one.where.column})
        .member("path", one.where.path)
        .member("expected", one.expected)
        .member("got", one.got)
        .member("text", one.text(lang))
        .end_object();
}

} // namespace

void write_layers(json::writer& out, const report& about, language lang) {
    out.begin_array();
    for (const layer which : all_layers) {
        const layer_result& result = about.at(which);
        if (which == layer::transport && result.findings.empty()) continue;
        out.begin_object().member("layer", to_string(which)).member("verdict", to_string(result.outcome));
        out.name("findings").begin_array();
        for (const finding& one : result.findings) write_finding(out, one, lang);
        out.end_array().end_object();
    }
    out.end_array();
}

void write_findings(json::writer& out, std::span<const finding> found) {
    out.name("findings").begin_array();
    for (const finding& one : found) {
        out.begin_object().member("rule", one.broken->id).member("severity", to_string(one.broken->level));
        out.member("pointer", one.where.path).member("line", std::int64_t{one.where.line});
        out.member("column", std::int64_t{one.where.column}).member("expected", one.expected).member("got", one.got);
        out.member("clause", one.effective_clause()).member("text", one.text(language::en)).end_object();
    }
    out.end_array();
}

std::string layers_json(const report& about, language lang) {
    json::writer out;
    write_layers(out, about, lang);
    return out.finish();
}

} // namespace schakel::validation
