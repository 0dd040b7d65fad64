// SARIF 2.1.0 for code hosts and editors: each rule once, each finding as a result with its region.
#include "gateway/command/validation_run.hpp"

#include "gateway/codec/json_writer.hpp"

#include <map>

namespace schakel::command {

namespace {

std::string_view level_of(severity level) {
    switch (level) {
    case severity::error: return "error";
    case severity::warning: return "warning";
    case severity::info: return "note";
    }
    return "none";
}

std::map<std::string_view, const rule*> rules_of(const validation_run& run) {
    std::map<std::string_view, const rule*> rules;
    for (const checked_file& file : run.files) {
        for (const placed_finding& one : findings_of(file)) rules.emplace(one.what->broken->id, one.what->broken);
    }
    return rules;
}

void write_rules(json::writer& out, const validation_run& run) {
    const bool dutch = run.lang == language::nl;
    out.name("rules").begin_array();
    for (const auto& [id, one] : rules_of(run)) {
        out.begin_object().member("id", id);
        out.name("shortDescription").begin_object().member("text", dutch ? one->text_nl : one->text_en).end_object();
        const std::string_view repair = dutch ? one->repair_nl : one->repair_en;
        if (!repair.empty()) out.name("help").begin_object().member("text", repair).end_object();
        out.name("properties").begin_object().member("clause", one->clause).end_object();
        out.end_object();
    }
    out.end_array();
}

void write_result(json::writer& out, const checked_file& file, const placed_finding& one, language lang) {
    const finding& what = *one.what;
    out.begin_object().member("ruleId", what.broken->id).member("level", level_of(what.broken->level));
    out.name("message").begin_object().member("text", what.text(lang)).end_object();
    out.name("locations").begin_array().begin_object();
    out.name("physicalLocation").begin_object();
    out.name("artifactLocation").begin_object().member("uri", file.file).end_object();
    if (what.where.line) {
        out.name("region").begin_object();
        out.member("startLine", std::int64_t{what.where.line})
            .member("startColumn", std::int64_t{what.where.column})
            .end_object();
    }
    out.end_object();
    if (!what.where.path.empty()) {
        out.name("logicalLocations").begin_array().begin_object();
        out.member("fullyQualifiedName", what.where.path).end_object().end_array();
    }
    out.end_object().end_array();
    out.name("properties").begin_object().member("layer", to_string(one.in));
    out.member("expected", what.expected).member("got", what.got).end_object();
    out.end_object();
}

} // namespace

std::string write_sarif(const validation_run& run) {
    json::writer out(true);
    out.begin_object().member("version", "2.1.0");
    out.member("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
    out.name("runs").begin_array().begin_object();
    out.name("tool").begin_object().name("driver").begin_object();
    out.member("name", "schakel").member("version", run.tool.substr(run.tool.find(' ') + 1));
    write_rules(out, run);
    out.end_object().end_object();
    out.name("results").begin_array();
    for (const checked_file& file : run.files) {
        for (const placed_finding& one : findings_of(file)) write_result(out, file, one, run.lang);
    }
    out.end_array().end_object().end_array().end_object();
    return out.finish() + "\n";
}

} // namespace schakel::command
