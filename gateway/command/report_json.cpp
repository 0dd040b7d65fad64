// The form for programs, fixed in design.md 6.
#include "gateway/command/validation_run.hpp"

#include "gateway/validation/report_json.hpp"

namespace schakel::command {

std::string write_json(const validation_run& run) {
    json::writer out(true);
    out.begin_object().member("tool", run.tool).member("rule_set", run.rule_set);
    out.member("lang", run.lang == language::nl ? "nl" : "en").name("files").begin_array();
    for (const checked_file& file : run.files) {
        out.begin_object().member("file", file.file).member("standard", file.standard).member("profile", file.profile);
        out.member("verdict", to_string(file.outcome())).name("layers");
        validation::write_layers(out, file.report, run.lang);
        out.end_object();
    }
    out.end_array().end_object();
    return out.finish() + "\n";
}

} // namespace schakel::command
