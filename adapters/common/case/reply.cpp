#include "adapters/common/case/reply.hpp"

#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <array>

namespace schakel::cf {

namespace {

using outcome = disposition::outcome;

struct answer_row {
    outcome what;
    int status;
    std::string_view minor; // of 1.1
    std::string_view text;
};
constexpr std::array rows{
    answer_row{outcome::invalid, 400, "invalid_selection_field", "the request is not understood"},
    answer_row{outcome::unauthenticated, 401, "unauthorised_request", "a valid token is needed"},
    answer_row{outcome::unknown_client, 401, "unauthorised_request", "a valid token is needed"},
    answer_row{outcome::forbidden, 403, "forbidden", "this is not open to you"},
    answer_row{outcome::insufficient_scope, 403, "forbidden", "the token was not granted the scope that this asks for"},
    answer_row{outcome::unknown_school, 404, "unknownobject", "there is nothing here"},
    answer_row{outcome::unroutable, 404, "unknownobject", "there is nothing here"},
    answer_row{outcome::not_found, 404, "unknownobject", "there is nothing here"},
    answer_row{outcome::method_not_allowed, 405, "forbidden", "frameworks can be read here, with GET"},
    answer_row{outcome::too_large, 413, "forbidden", "the request is too large"},
    answer_row{outcome::unsupported_media, 415, "forbidden", "this media type is not taken"},
    answer_row{outcome::overloaded, 429, "server_busy", "too many requests: try again later"},
    answer_row{outcome::conflict, 400, "invalid_selection_field", "the request cannot be answered"},
    answer_row{outcome::unavailable, 503, "server_busy", "the frameworks cannot be had at the moment"},
    answer_row{outcome::internal, 500, "internal_server_error", "a fault of ours"}};

// Outcomes that a question never has (a message was accepted, or known already) are a fault of ours.
const answer_row& row_of(outcome what) {
    const auto found = std::ranges::find(rows, what, &answer_row::what);
    return found == rows.end() ? rows.back() : *found;
}

// 1.0 spells two codes otherwise.
std::string_view minor_of(version which, std::string_view minor) {
    if (which == version::v1_1) return minor;
    if (minor == "unauthorised_request") return "unauthorisedrequest";
    return minor == "invalid_uuid" ? "invaliduuid" : minor;
}

std::string body_of(std::string_view major, std::string_view minor, std::string_view text) {
    json::writer out;
    out.begin_object().member("imsx_codeMajor", major).member("imsx_severity", "error");
    out.member("imsx_description", text).name("imsx_codeMinor").begin_object();
    out.name("imsx_codeMinorField").begin_array().begin_object();
    out.member("imsx_codeMinorFieldName", "TargetEndSystem").member("imsx_codeMinorFieldValue", minor);
    return out.end_object().end_array().end_object().end_object().finish();
}

// What the report says first, with its rule and place; else our own words.
std::string words_for(std::string_view otherwise, const disposition& decided) {
    const finding* first = decided.report != nullptr ? decided.report->first_error() : nullptr;
    if (decided.what != outcome::invalid || first == nullptr)
        return decided.detail.empty() ? std::string(otherwise) : decided.detail;
    return std::string(first->broken->id) + " " + first->where.path + ": " + first->text(decided.lang);
}

} // namespace

reply refusal(version which, int status, std::string_view minor, std::string_view description) {
    reply made;
    made.status = status;
    made.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    made.body = body_of(status == 405 ? "unsupported" : "failure", minor_of(which, minor), description);
    return made;
}

// CASE has no code for a wrong limit or offset; that of a wrong selection comes nearest.
reply refusal(version which, const one_edtech::query_fault& fault) {
    using one_edtech::query_error;
    const bool coded = fault.what != query_error::invalid_data;
    return refusal(which, 400, coded ? to_string(fault.what) : "invalid_selection_field", fault.reason);
}

reply acknowledge(version which, const disposition& decided) {
    const answer_row& row = row_of(decided.what);
    reply made = refusal(which, row.status, row.minor, words_for(row.text, decided));
    if (row.status == 401) made.headers.add("WWW-Authenticate", "Bearer");
    if (row.status == 405) made.headers.add("Allow", "GET");
    if (decided.retry_after) made.headers.add("Retry-After", std::to_string(decided.retry_after->count()));
    return made;
}

} // namespace schakel::cf
