// The report for a terminal: a verdict per file, then each finding with its place, what was found, what was expected
// and how to repair it.
#include "gateway/command/validation_run.hpp"

namespace schakel::command {

namespace {

struct painter {
    bool colour;
    std::string operator()(std::string_view code, std::string_view text) const {
        if (!colour) return std::string(text);
        return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
    }
};

std::string_view colour_of(severity level) {
    switch (level) {
    case severity::error: return "31";
    case severity::warning: return "33";
    case severity::info: return "36";
    }
    return "0";
}

void write_finding(std::string& out, const placed_finding& one, language lang, const painter& paint) {
    const finding& what = *one.what;
    const bool dutch = lang == language::nl;
    out += "  ";
    if (what.where.line) out += std::to_string(what.where.line) + ":" + std::to_string(what.where.column) + "  ";
    out += paint(colour_of(what.broken->level), severity_word(what.broken->level, lang)) + "  ";
    out += std::string(what.broken->id) + "  (" + std::string(to_string(one.in)) + ")\n";
    out += "      " + what.text(lang) + "\n";
    if (!what.where.path.empty())
        out += std::string("      ") + (dutch ? "plaats:   " : "where:    ") + what.where.path + "\n";
    if (!what.got.empty()) out += std::string("      ") + (dutch ? "gevonden: " : "found:    ") + what.got + "\n";
    if (!what.expected.empty())
        out += std::string("      ") + (dutch ? "verwacht: " : "expected: ") + what.expected + "\n";
    if (!what.effective_clause().empty())
        out +=
            std::string("      ") + (dutch ? "bron:     " : "clause:   ") + std::string(what.effective_clause()) + "\n";
    const std::string_view repair = dutch ? what.broken->repair_nl : what.broken->repair_en;
    if (!repair.empty())
        out += std::string("      ") + (dutch ? "herstel:  " : "repair:   ") + std::string(repair) + "\n";
}

} // namespace

std::string write_human(const validation_run& run, bool colour) {
    const painter paint{colour};
    std::string out;
    for (const checked_file& file : run.files) {
        const bool good = file.outcome() != verdict::invalid;
        out += file.file + ": " + paint(good ? "32" : "31", verdict_word(file.outcome(), run.lang));
        if (!file.standard.empty()) out += " (" + file.standard + ")";
        const auto list = findings_of(file);
        if (!list.empty()) out += ", " + counts_text(file, run.lang);
        out += "\n";
        for (const placed_finding& one : list) write_finding(out, one, run.lang, paint);
    }
    return out;
}

} // namespace schakel::command
