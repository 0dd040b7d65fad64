// Markdown for merge requests and wikis: a table of files, then a table of findings for each.
#include "gateway/command/validation_run.hpp"

namespace schakel::command {

namespace {

// Cells hold no line breaks, and pipes do not end them.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '|')
            out += "\\|";
        else if (c == '\n' || c == '\r')
            out += ' ';
        else if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
    return out;
}

} // namespace

std::string write_markdown(const validation_run& run) {
    const bool dutch = run.lang == language::nl;
    std::string out = dutch ? "# Validatierapport\n\n| bestand | standaard | oordeel | bevindingen |\n"
                            : "# Validation report\n\n| file | standard | verdict | findings |\n";
    out += "| --- | --- | --- | --- |\n";
    for (const checked_file& file : run.files) {
        out += "| " + cell(file.file) + " | " + cell(file.standard) + " | " +
               std::string(verdict_word(file.outcome(), run.lang)) + " | " + counts_text(file, run.lang) + " |\n";
    }
    for (const checked_file& file : run.files) {
        const auto list = findings_of(file);
        if (list.empty()) continue;
        out += "\n## " + cell(file.file) + "\n\n";
        out += dutch ? "| plaats | ernst | regel | wat | gevonden | verwacht |\n"
                     : "| where | severity | rule | what | found | expected |\n";
        out += "| --- | --- | --- | --- | --- | --- |\n";
        for (const placed_finding& one : list) {
            const finding& what = *one.what;
            out += "| " + std::to_string(what.where.line) + ":" + std::to_string(what.where.column) + " `" +
                   cell(what.where.path) + "` | " + std::string(severity_word(what.broken->level, run.lang)) + " | `" +
                   std::string(what.broken->id) + "` | " + cell(what.text(run.lang)) + " | " + cell(what.got) + " | " +
                   cell(what.expected) + " |\n";
        }
    }
    out += "\n" + run.tool + ", " + run.rule_set + "\n";
    return out;
}

} // namespace schakel::command
