#include "adapters/common/oneroster/reply.hpp"

#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <array>

namespace schakel::oneroster {

namespace {

struct answer_row {
    disposition::outcome what;
    int status;
    std::string_view minor; // of 1.2
    std::string_view text;
};
using outcome = disposition::outcome;
constexpr std::array rows{
    answer_row{outcome::invalid, 400, "invaliddata", "the request is not understood"},
    answer_row{outcome::unauthenticated, 401, "unauthorisedrequest", "a valid token or signature is needed"},
    answer_row{outcome::unknown_client, 401, "unauthorisedrequest", "a valid token or signature is needed"},
    answer_row{outcome::forbidden, 403, "forbidden", "this is not open to you"},
    answer_row{outcome::insufficient_scope, 403, "forbidden", "the token was not granted the scope that this asks for"},
    answer_row{outcome::unknown_school, 404, "unknownobject", "there is no roster of that school here"},
    answer_row{outcome::not_found, 404, "unknownobject", "there is nothing here"},
    answer_row{outcome::method_not_allowed, 405, "invaliddata", "rosters can be read here, with GET"},
    answer_row{outcome::too_large, 413, "invaliddata", "the request is too large"},
    answer_row{outcome::unsupported_media, 415, "invaliddata", "this media type is not taken"},
    answer_row{outcome::overloaded, 429, "server_busy", "too many requests: try again later"},
    answer_row{outcome::conflict, 400, "invaliddata", "the request cannot be answered"},
    answer_row{outcome::unroutable, 404, "unknownobject", "there is no roster of that school here"},
    answer_row{outcome::unavailable, 503, "server_busy", "the roster cannot be had at the moment"},
    answer_row{outcome::internal, 500, "internal_server_error", "a fault of ours"}};

// Outcomes that a question never has (a message was accepted, or known already) are a fault of ours.
const answer_row& row_of(outcome what) {
    const auto found = std::ranges::find(rows, what, &answer_row::what);
    return found == rows.end() ? rows.back() : *found;
}

// 1.1's list of codes has other words for two of them.
std::string_view minor_of(version which, std::string_view minor) {
    if (which == version::v1_2) return minor == "invalid_sort_field" ? "invaliddata" : minor;
    if (minor == "forbidden") return "unauthorisedrequest";
    return minor == "internal_server_error" ? "targetreadfailure" : minor;
}

void write_1_1(
    json::writer& out, std::string_view major, std::string_view severity, std::string_view minor, std::string_view text
) {
    out.begin_object().member("imsx_codeMajor", major).member("imsx_severity", severity);
    out.member("imsx_description", text).member("imsx_codeMinor", minor).end_object();
}

std::string body_1_1(std::string_view minor, std::string_view text) {
    json::writer out;
    out.begin_object().name("statusInfoSet").begin_array();
    write_1_1(out, "failure", "error", minor, text);
    return out.end_array().end_object().finish();
}

std::string body_1_2(std::string_view minor, std::string_view text) {
    json::writer out;
    out.begin_object().member("imsx_codeMajor", "failure").member("imsx_severity", "error");
    out.member("imsx_description", text).name("imsx_CodeMinor").begin_object();
    out.name("imsx_codeMinorField").begin_array().begin_object();
    out.member("imsx_codeMinorFieldName", "TargetEndSystem").member("imsx_codeMinorFieldValue", minor);
    return out.end_object().end_array().end_object().end_object().finish();
}

// What the report says first, with its rule and place; else our own words.
std::string words_for(std::string_view otherwise, const disposition& decided) {
    const finding* first = decided.report ? decided.report->first_error() : nullptr;
    if (decided.what != outcome::invalid || !first)
        return decided.detail.empty() ? std::string(otherwise) : decided.detail;
    return std::string(first->broken->id) + " " + first->where.path + ": " + first->text(decided.lang);
}

} // namespace

reply refusal(version which, int status, std::string_view minor, std::string_view description) {
    const std::string_view code = minor_of(which, minor);
    reply made;
    made.status = status;
    made.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    made.body = which == version::v1_1 ? body_1_1(code, description) : body_1_2(code, description);
    return made;
}

reply refusal(version which, const query_fault& fault) {
    return refusal(which, 400, to_string(fault.what), fault.reason);
}

std::string warning_member(const std::vector<query_fault>& warnings) {
    json::writer out;
    out.begin_array();
    for (const query_fault& one : warnings) write_1_1(out, "success", "warning", to_string(one.what), one.reason);
    return "\"statusInfoSet\":" + out.end_array().finish();
}

reply acknowledge(version which, const disposition& decided) {
    const answer_row& row = row_of(decided.what);
    reply made = refusal(which, row.status, row.minor, words_for(row.text, decided));
    if (row.status == 401) made.headers.add("WWW-Authenticate", "Bearer");
    if (row.status == 401 && which == version::v1_1) made.headers.add("WWW-Authenticate", "OAuth");
    if (row.status == 405) made.headers.add("Allow", "GET");
    if (decided.retry_after) made.headers.add("Retry-After", std::to_string(decided.retry_after->count()));
    return made;
}

} // namespace schakel::oneroster
