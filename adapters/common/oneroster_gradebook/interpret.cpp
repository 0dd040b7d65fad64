#include "adapters/common/oneroster_gradebook/answers.hpp"

#include "gateway/adapter/html_page.hpp"
#include "gateway/codec/json_document.hpp"

#include <array>

namespace schakel::oneroster_gradebook {

namespace {

using enum receipt::outcome;

constexpr std::array outcome_list{
    outcome_row{"200, 201, 204", delivered},
    outcome_row{"2xx with an HTML page", hold},
    outcome_row{"2xx with a failure in the status payload", rejected},
    outcome_row{"any other 2xx", hold},
    outcome_row{"400, 409, 422", rejected},
    outcome_row{"400 or 422, server_busy", retry},
    outcome_row{"401, 403", hold},
    outcome_row{"404 (the path, or an object that is referred to), 405, 406, 410, 415 and redirects", hold},
    outcome_row{"413", rejected},
    outcome_row{"408, 425, 429, 5xx, no answer", retry},
    outcome_row{"any other 4xx", rejected},
};

receipt make(receipt::outcome what, std::string reason) {
    return {what, std::move(reason), std::nullopt, {}};
}

constexpr std::array<std::string_view, 12> minor_words{
    "fullsuccess",          "invalid_filter_field", "invalid_selection_field", "invaliddata",   "forbidden",
    "unauthorisedrequest",  "server_busy",          "unknownobject",           "deletefailure", "linkfailure",
    "unsupportedoperation", "internal_server_error"};

struct status_payload {
    bool failure = false;
    std::string minor; // one of minor_words, "" for none and for a word that the standard does not have
};

void note_minor(std::string_view word, status_payload& to) {
    for (const std::string_view known : minor_words) {
        if (word == known) to.minor = known;
    }
}

void read_status(json::value at, status_payload& to) {
    if (!at.is(json::kind::object)) return;
    const std::string_view major = at.member("imsx_codeMajor").text();
    if (major == "failure" || major == "unsupported") to.failure = true;
    for (const std::string_view name : {"imsx_CodeMinor", "imsx_codeMinor"}) {
        const json::value minor = at.member(name);
        note_minor(minor.text(), to);
        note_minor(minor.find("/imsx_codeMinorField/0/imsx_codeMinorFieldValue").text(), to);
    }
}

// Bare as in 1.2, in a list as in 1.1, or in a wrapper as some products have it.
status_payload status_of(const std::string& body) {
    status_payload found;
    findings unread;
    const document_limits limits{.bytes = 1u << 20, .depth = 20, .nodes = 100'000};
    const auto answer = json::document::parse(body, limits, unread);
    if (!answer) return found;
    const json::value root = answer->root();
    read_status(root, found);
    for (const std::string_view wrapper : {"imsx_StatusInfo", "imsx_statusInfo"})
        read_status(root.member(wrapper), found);
    read_status(root.find("/statusInfoSet/0"), found);
    return found;
}

receipt taken(const received_answer& answer, const std::string& code) {
    if (is_html(answer)) return make(hold, code + " with an HTML page; check the receiver's address");
    const status_payload status = status_of(answer.body);
    if (status.failure) return make(rejected, code + ", yet a failure: " + status.minor);
    const bool known = answer.status == 200 || answer.status == 201 || answer.status == 204;
    return known ? make(delivered, code) : make(hold, code + " is not an answer of OneRoster");
}

receipt refused(const received_answer& answer, std::string reason) {
    const status_payload status = status_of(answer.body);
    if (!status.minor.empty()) reason += ", " + status.minor;
    return make(status.minor == "server_busy" ? retry : rejected, std::move(reason));
}

receipt not_there(const received_answer& answer, const std::string& code) {
    if (status_of(answer.body).minor == "unknownobject")
        return make(hold, code + ", unknownobject: the receiver does not know what the object refers to");
    return make(hold, code + ": check the receiver's address and version");
}

} // namespace

std::span<const outcome_row> outcomes() {
    return outcome_list;
}

receipt interpret(const outgoing&, const received_answer& answer) {
    if (auto judged = interpret_common(answer)) return *judged;
    const std::string code = "HTTP " + std::to_string(answer.status);
    if (answer.status < 300) return taken(answer, code);
    switch (answer.status) {
    case 404: return not_there(answer, code);
    case 405:
    case 406:
    case 410:
    case 415: return make(hold, code + ": check the receiver's address and version");
    default: return refused(answer, code);
    }
}

} // namespace schakel::oneroster_gradebook
