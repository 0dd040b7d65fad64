#include "adapters/edu_v_results_2_1/reply.hpp"

#include "gateway/adapter/html_page.hpp"
#include "gateway/codec/json_document.hpp"

#include <array>
#include <set>

namespace schakel::edu_v_results_2_1 {

namespace {

using enum receipt::outcome;

constexpr std::array outcome_list{
    outcome_row{"201, 202 (also 200, 204)", delivered},
    outcome_row{"2xx with an HTML page", hold},
    outcome_row{"400 or 422, message with several pupils", split},
    outcome_row{"400 or 422, message with one pupil", rejected},
    outcome_row{"400, status 12 (version) or 23 (school unknown)", hold},
    outcome_row{"400, status 21 or 22 (scope, consent)", hold},
    outcome_row{"401, 403", hold},
    outcome_row{"404, 405, 406, 410, 415 and redirects", hold},
    outcome_row{"413, message with several pupils", split},
    outcome_row{"413, message with one pupil", rejected},
    outcome_row{"408, 425, 429, 5xx, no answer", retry},
    outcome_row{"any other 4xx", rejected},
};

receipt make(receipt::outcome what, std::string reason) {
    return {what, std::move(reason), std::nullopt, {}};
}

// The functional codes of an answer: an array here, one object in older receivers and the other services of Edu-V.
std::set<std::int64_t> codes_of(const std::string& body) {
    std::set<std::int64_t> codes;
    findings unread;
    const document_limits limits{.bytes = 1u << 20, .depth = 20, .nodes = 100'000};
    const auto answer = json::document::parse(body, limits, unread);
    if (!answer) return codes;
    const auto note = [&](json::value one) {
        if (const auto code = one.member("status").integer()) codes.insert(*code);
    };
    const json::value root = answer->root();
    if (root.is(json::kind::object)) note(root);
    if (!root.is(json::kind::array)) return codes;
    for (json::value one = root.first_child(); one; one = one.next_sibling()) {
        if (one.is(json::kind::object)) note(one);
    }
    return codes;
}

std::string described(int http, const std::set<std::int64_t>& codes) {
    std::string text = "HTTP " + std::to_string(http);
    for (const std::int64_t code : codes) text += ", status " + std::to_string(code);
    return text;
}

receipt refused(const outgoing& sent, const received_answer& answer) {
    if (is_html(answer)) return make(hold, "an HTML page instead of an answer of Edu-V; check the receiver's address");
    const auto codes = codes_of(answer.body);
    const std::string reason = described(answer.status, codes);
    if (codes.contains(23)) return make(hold, reason + ": the receiver does not know the school");
    if (codes.contains(21) || codes.contains(22)) return make(hold, reason + ": scope or consent is missing");
    if (codes.contains(12)) return make(hold, reason + ": the receiver does not support this version");
    return make(sent.records > 1 ? split : rejected, reason);
}

} // namespace

std::span<const outcome_row> outcomes() {
    return outcome_list;
}

receipt interpret(const outgoing& sent, const received_answer& answer) {
    if (auto judged = interpret_common(answer)) return *judged;
    const std::string code = "HTTP " + std::to_string(answer.status);
    switch (answer.status) {
    case 200:
    case 201:
    case 202:
    case 204:
        return is_html(answer) ? make(hold, code + " with an HTML page; check the receiver's address")
                               : make(delivered, code);
    case 400:
    case 422: return refused(sent, answer);
    case 404:
    case 405:
    case 406:
    case 410:
    case 415: return make(hold, code + ": check the receiver's address and version");
    case 413: return make(sent.records > 1 ? split : rejected, code);
    default: break;
    }
    return answer.status < 300 ? make(hold, code + " is not an answer of Edu-V") : make(rejected, code);
}

} // namespace schakel::edu_v_results_2_1
