#include "adapters/lti_1_1/outcomes.hpp"

#include <array>

namespace schakel::lti_1_1 {

namespace {

using outcome = receipt::outcome;

constexpr std::array table{
    outcome_row{"200, codeMajor success or processing", outcome::delivered},
    outcome_row{"200, failure with targetisbusy, savepointerror or linkfailure", outcome::retry},
    outcome_row{"200, failure with unauthorizedrequest", outcome::hold},
    outcome_row{"200, any other failure", outcome::rejected},
    outcome_row{"200, codeMajor unsupported", outcome::rejected},
    outcome_row{"2xx that is no answer of this standard", outcome::hold},
    outcome_row{"400, 404, 405, 410, 413, 415", outcome::rejected},
    outcome_row{"401, 403, 407, 3xx", outcome::hold},
    outcome_row{"408, 425, 429, 5xx", outcome::retry},
    outcome_row{"other 4xx", outcome::rejected},
    outcome_row{"no answer", outcome::retry},
};

receipt means(outcome what, std::string reason) {
    return {what, std::move(reason), std::nullopt, {}};
}

// Codes of the standard only: a peer's own words may hold anything.
std::string_view known_minor(std::string_view word) {
    constexpr std::array codes{"nosourcedids",  "invaliddata",      "incompletedata", "unknownobject",
                               "deletefailure", "targetisbusy",     "savepointerror", "savepointsyncerror",
                               "linkfailure",   "unknownextension", "unsupported",    "unauthorizedrequest"};
    for (const std::string_view code : codes) {
        if (code == word) return code;
    }
    return {};
}

receipt judge_failure(const wire::response& answer) {
    const std::string_view minor = known_minor(answer.how.minor);
    const std::string reason = "failure" + (minor.empty() ? std::string() : ", " + std::string(minor));
    for (const std::string_view later : {"targetisbusy", "savepointerror", "savepointsyncerror", "linkfailure"}) {
        if (minor == later) return means(outcome::retry, reason);
    }
    return means(minor == "unauthorizedrequest" ? outcome::hold : outcome::rejected, reason);
}

} // namespace

std::span<const outcome_row> outcome_rows() {
    return table;
}

receipt interpret_outcome(const outgoing&, const received_answer& answer) {
    if (const auto common = interpret_common(answer)) return *common;
    const std::string code = "HTTP " + std::to_string(answer.status);
    if (answer.status >= 400) return means(outcome::rejected, code);
    const wire::response told = parse_response(answer.body);
    if (told.how.major == "success" || told.how.major == "processing") return means(outcome::delivered, {});
    if (told.how.major == "failure") return judge_failure(told);
    if (told.how.major == "unsupported") return means(outcome::rejected, "unsupported");
    return means(outcome::hold, code + " without an answer of Basic Outcomes: check the address");
}

} // namespace schakel::lti_1_1
