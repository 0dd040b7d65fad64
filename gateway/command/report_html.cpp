// One self-contained page: works from disk, prints well, fetches nothing, readable by keyboard and screen reader.
#include "gateway/command/validation_run.hpp"

#include <map>

namespace schakel::command {

namespace {

constexpr std::string_view style = R"(
body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{margin:0 0 .5rem}h2{margin-top:2.5rem;border-bottom:2px solid #154273;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #b4b4b4;vertical-align:top}
th{background:#f3f3f3}code{font-size:.9em;overflow-wrap:anywhere}
.good{color:#205c1e;font-weight:700}.bad{color:#a90e19;font-weight:700}
.finding{border-left:.4rem solid #b4b4b4;padding:.2rem 1rem;margin:1rem 0;break-inside:avoid}
.error{border-color:#a90e19}.warning{border-color:#a06400}.info{border-color:#154273}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.4rem 0}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
a{color:#154273}a:focus{outline:3px solid #ffb612}footer{margin-top:3rem;color:#595959}
@media print{body{margin:0;max-width:none}a{color:inherit}}
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

struct words {
    bool dutch;
    std::string_view operator()(std::string_view nl, std::string_view en) const { return dutch ? nl : en; }
};

void row(std::string& out, std::string_view name, std::string_view value, bool code = false) {
    if (value.empty()) return;
    out += "<dt>" + std::string(name) + "</dt><dd>" + (code ? "<code>" : "") + escaped(value) +
           (code ? "</code>" : "") + "</dd>";
}

void write_finding(std::string& out, const placed_finding& one, language lang, const words& say) {
    const finding& what = *one.what;
    out += "<section class=\"finding " + std::string(to_string(what.broken->level)) + "\"><h3>" +
           std::string(severity_word(what.broken->level, lang)) + ": <code>" + escaped(what.broken->id) +
           "</code></h3><p>" + escaped(what.text(lang)) + "</p><dl>";
    if (what.where.line)
        row(out, say("regel:kolom", "line:column"),
            std::to_string(what.where.line) + ":" + std::to_string(what.where.column));
    row(out, say("plaats", "where"), what.where.path, true);
    row(out, say("gevonden", "found"), what.got, true);
    row(out, say("verwacht", "expected"), what.expected, true);
    row(out, say("laag", "layer"), to_string(one.in));
    row(out, say("bron", "clause"), what.effective_clause());
    row(out, say("herstel", "repair"), say(what.broken->repair_nl, what.broken->repair_en));
    out += "</dl></section>\n";
}

void write_kinds(std::string& out, const checked_file& file, const words& say) {
    std::map<std::string_view, std::size_t> kinds;
    for (const placed_finding& one : findings_of(file)) ++kinds[one.what->broken->id];
    out += "<table><thead><tr><th scope=\"col\">" + std::string(say("soort", "kind")) + "</th><th scope=\"col\">" +
           std::string(say("aantal", "count")) + "</th></tr></thead><tbody>";
    for (const auto& [id, count] : kinds)
        out += "<tr><td><code>" + escaped(id) + "</code></td><td>" + std::to_string(count) + "</td></tr>";
    out += "</tbody></table>\n";
}

void write_summary(std::string& out, const validation_run& run, const words& say) {
    out += "<table><thead><tr>";
    for (const std::string_view head :
         {say("bestand", "file"), say("standaard", "standard"), say("oordeel", "verdict"),
          say("bevindingen", "findings")}) {
        out += "<th scope=\"col\">" + std::string(head) + "</th>";
    }
    out += "</tr></thead><tbody>";
    for (std::size_t i = 0; i < run.files.size(); ++i) {
        const checked_file& file = run.files[i];
        const bool good = file.outcome() != verdict::invalid;
        out += "<tr><td><a href=\"#f" + std::to_string(i) + "\">" + escaped(file.file) + "</a></td><td>" +
               escaped(file.standard) + "</td><td class=\"" + (good ? "good" : "bad") + "\">" +
               std::string(verdict_word(file.outcome(), run.lang)) + "</td><td>" + counts_text(file, run.lang) +
               "</td></tr>";
    }
    out += "</tbody></table>\n";
}

} // namespace

std::string write_html(const validation_run& run) {
    const words say{run.lang == language::nl};
    const std::string title(say("Validatierapport", "Validation report"));
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(say("nl", "en")) +
                      "\"><head><meta charset=\"utf-8\"><title>" + title +
                      "</title><meta name=\"viewport\" content=\"width=device-width\"><style>" + std::string(style) +
                      "</style></head>\n<body><main><h1>" + title + "</h1>\n";
    const std::string_view verdict_text = run.valid()
                                              ? say("Alle bestanden zijn geldig.", "All files are valid.")
                                              : say("Niet alle bestanden zijn geldig.", "Not all files are valid.");
    out += "<p class=\"" + std::string(run.valid() ? "good" : "bad") + "\">" + std::string(verdict_text) + "</p>\n";
    write_summary(out, run, say);
    for (std::size_t i = 0; i < run.files.size(); ++i) {
        const checked_file& file = run.files[i];
        out += "<h2 id=\"f" + std::to_string(i) + "\">" + escaped(file.file) + "</h2>\n<p>" +
               std::string(verdict_word(file.outcome(), run.lang)) + ", " + counts_text(file, run.lang) + "</p>\n";
        const auto list = findings_of(file);
        if (!list.empty()) write_kinds(out, file, say);
        for (const placed_finding& one : list) write_finding(out, one, run.lang, say);
    }
    out += "<footer>" + escaped(run.tool) + ", " + escaped(run.rule_set) + "</footer></main></body></html>\n";
    return out;
}

} // namespace schakel::command
