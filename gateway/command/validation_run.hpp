// What one call of `schakel validate` found, and the forms it can be written in.
#pragma once

#include "gateway/core/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::command {

struct checked_file {
    std::string file;
    std::string standard; // empty with --schema
    std::string profile;
    schakel::report report;

    verdict outcome() const { return report.outcome(); }
};

struct validation_run {
    std::string tool;     // program_and_version
    std::string rule_set; // of which date or schema
    language lang = language::nl;
    std::vector<checked_file> files;

    bool valid() const;
};

enum class report_format { human, json, junit, sarif, html, markdown, github_actions };
std::optional<report_format> parse_report_format(std::string_view name);

// The whole report as one text. `colour` only matters for human.
std::string write_report(const validation_run& run, report_format form, bool colour);

// One function for each form, each in a file of its own.
std::string write_human(const validation_run& run, bool colour);
std::string write_json(const validation_run& run);
std::string write_junit(const validation_run& run);
std::string write_sarif(const validation_run& run);
std::string write_html(const validation_run& run);
std::string write_markdown(const validation_run& run);
std::string write_github(const validation_run& run);

// A finding with the layer it belongs to; what the forms walk over.
struct placed_finding {
    layer in;
    const finding* what;
};
std::vector<placed_finding> findings_of(const checked_file& file);

// "2 errors, 1 warning" in the run's language.
std::string counts_text(const checked_file& file, language lang);
std::string_view verdict_word(verdict outcome, language lang);
std::string_view severity_word(severity level, language lang);

} // namespace schakel::command
