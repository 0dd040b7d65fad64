// Workflow commands of GitHub Actions: each finding becomes a remark beside its line.
#include "gateway/command/validation_run.hpp"

namespace schakel::command {

namespace {

// Workflow commands end at a line end, their properties also at a comma or colon.
std::string escaped(std::string_view text, bool property) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '%': out += "%25"; break;
        case '\r': out += "%0D"; break;
        case '\n': out += "%0A"; break;
        case ':': out += property ? "%3A" : ":"; break;
        case ',': out += property ? "%2C" : ","; break;
        default: out += c;
        }
    }
    return out;
}

std::string_view command_of(severity level) {
    switch (level) {
    case severity::error: return "error";
    case severity::warning: return "warning";
    case severity::info: return "notice";
    }
    return "notice";
}

void write_finding(std::string& out, const checked_file& file, const finding& what, language lang) {
    out += "::" + std::string(command_of(what.broken->level)) + " file=" + escaped(file.file, true);
    if (what.where.line)
        out += ",line=" + std::to_string(what.where.line) + ",col=" + std::to_string(what.where.column);
    out += ",title=" + escaped(what.broken->id, true) + "::" + escaped(what.text(lang), false);
    if (!what.where.path.empty()) out += escaped(" (" + what.where.path + ")", false);
    out += "\n";
}

} // namespace

std::string write_github(const validation_run& run) {
    std::string out;
    for (const checked_file& file : run.files) {
        for (const placed_finding& one : findings_of(file)) write_finding(out, file, *one.what, run.lang);
        out += file.file + ": " + std::string(verdict_word(file.outcome(), run.lang)) + ", " +
               counts_text(file, run.lang) + "\n";
    }
    return out;
}

} // namespace schakel::command
