#include "gateway/command/validation_run.hpp"

#include <algorithm>

namespace schakel::command {

bool validation_run::valid() const {
    return std::ranges::none_of(files, [](const checked_file& one) { return one.outcome() == verdict::invalid; });
}

std::optional<report_format> parse_report_format(std::string_view name) {
    if (name == "human") return report_format::human;
    if (name == "json") return report_format::json;
    if (name == "junit") return report_format::junit;
    if (name == "sarif") return report_format::sarif;
    if (name == "html") return report_format::html;
    if (name == "markdown") return report_format::markdown;
    if (name == "github-actions") return report_format::github_actions;
    return std::nullopt;
}

std::string write_report(const validation_run& run, report_format form, bool colour) {
    switch (form) {
    case report_format::human: return write_human(run, colour);
    case report_format::json: return write_json(run);
    case report_format::junit: return write_junit(run);
    case report_format::sarif: return write_sarif(run);
    case report_format::html: return write_html(run);
    case report_format::markdown: return write_markdown(run);
    case report_format::github_actions: return write_github(run);
    }
    return {};
}

std::vector<placed_finding> findings_of(const checked_file& file) {
    std::vector<placed_finding> list;
    for (const layer which : all_layers) {
        for (const finding& one : file.report.at(which).findings) list.push_back({which, &one});
    }
    return list;
}

std::string counts_text(const checked_file& file, language lang) {
    const bool dutch = lang == language::nl;
    const auto part = [](std::size_t count, std::string_view one, std::string_view more) {
        return std::to_string(count) + " " + std::string(count == 1 ? one : more);
    };
    const std::size_t errors = file.report.count(severity::error), warnings = file.report.count(severity::warning);
    std::string text = dutch ? part(errors, "fout", "fouten") : part(errors, "error", "errors");
    text += ", " + (dutch ? part(warnings, "waarschuwing", "waarschuwingen") : part(warnings, "warning", "warnings"));
    return text;
}

std::string_view verdict_word(verdict outcome, language lang) {
    const bool dutch = lang == language::nl;
    switch (outcome) {
    case verdict::valid: return dutch ? "geldig" : "valid";
    case verdict::invalid: return dutch ? "ongeldig" : "invalid";
    case verdict::skipped: return dutch ? "overgeslagen" : "skipped";
    }
    return {};
}

std::string_view severity_word(severity level, language lang) {
    const bool dutch = lang == language::nl;
    switch (level) {
    case severity::info: return dutch ? "opmerking" : "note";
    case severity::warning: return dutch ? "waarschuwing" : "warning";
    case severity::error: return dutch ? "fout" : "error";
    }
    return {};
}

} // namespace schakel::command
