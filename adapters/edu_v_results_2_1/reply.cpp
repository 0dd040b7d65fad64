#include "adapters/edu_v_results_2_1/reply.hpp"

#include "adapters/common/edu_v/status.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <charconv>
#include <map>

namespace schakel::edu_v_results_2_1 {

namespace {

using outcome = disposition::outcome;

constexpr std::string_view api_version = "2.1.0";

struct status {
    std::string id;
    int code = edu_v::code::other;
    std::string text;
};

std::string to_json(const std::vector<status>& list) {
    json::writer out;
    out.begin_array();
    for (const status& one : list) {
        out.begin_object().member_if_present("id", one.id).member("status", one.code);
        out.member("statusMessage", one.text).end_object();
    }
    out.end_array();
    return out.finish();
}

reply with_body(int code, const std::vector<status>& list) {
    reply out = edu_v::answer_head(code, api_version);
    out.headers.set("Content-Type", "application/json");
    out.body = to_json(list);
    return out;
}

reply refusal(int http, int code, std::string text) {
    return with_body(http, {{{}, code, std::move(text)}});
}

// ---------------------------------------------------------------- invalid messages

// The number of the pupil's record that a JSON pointer leads into; none for the message itself.
std::optional<std::size_t> record_of(std::string_view pointer) {
    constexpr std::string_view list = "/studentScoresAndResults/";
    if (!pointer.starts_with(list)) return std::nullopt;
    pointer.remove_prefix(list.size());
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(pointer.data(), pointer.data() + pointer.size(), number);
    const bool whole = end == pointer.data() + pointer.size() || *end == '/';
    return error == std::errc{} && whole ? std::optional(number) : std::nullopt;
}

// Message first, then the records by number.
std::map<std::optional<std::size_t>, edu_v::told_faults> faults_by_record(const report& checked, language lang) {
    std::map<std::optional<std::size_t>, edu_v::told_faults> groups;
    for (const layer which : all_layers) {
        const bool of_schema = which <= layer::schema;
        for (const finding& one : checked.at(which).findings) {
            if (one.broken->level == severity::error) groups[record_of(one.where.path)].add(one, of_schema, lang);
        }
    }
    return groups;
}

// The ids that the findings belong to, as far as the message can be read.
std::string id_at(const std::optional<json::document>& message, std::optional<std::size_t> record) {
    if (!message) return {};
    const std::string pointer = record ? "/studentScoresAndResults/" + std::to_string(*record) + "/id" : "/id";
    return std::string(message->root().find(pointer).text());
}

reply invalid(const exchange& received, const disposition& decided) {
    if (decided.report && decided.report->at(layer::transport).outcome == verdict::invalid) {
        const finding& cause = *decided.report->first_error();
        return refusal(415, edu_v::code::other, cause.text(decided.lang) + " [" + std::string(cause.broken->id) + "]");
    }
    findings unread;
    const auto message = json::document::parse(received.body, {}, unread);
    std::vector<status> list;
    if (decided.report) {
        for (const auto& [record, found] : faults_by_record(*decided.report, decided.lang))
            list.push_back({id_at(message, record), found.code(), found.text(decided.lang)});
    }
    if (list.empty()) list.push_back({id_at(message, {}), edu_v::code::schema, "Schema incorrect."});
    return with_body(400, list);
}

// ---------------------------------------------------------------- all other answers

reply taken(const disposition& decided) {
    std::vector<status> list;
    for (const std::string& id : decided.record_ids) list.push_back({id, edu_v::code::accepted, "Accepted"});
    return with_body(202, list);
}

reply later(const disposition& decided) {
    const bool nl = decided.lang == language::nl;
    reply out = refusal(
        503, edu_v::code::other,
        nl ? "Nu niet beschikbaar; probeer het later opnieuw." : "Not available now; try again later."
    );
    out.headers.set("Retry-After", edu_v::retry_after(decided));
    return out;
}

reply wrong_method() {
    reply out = refusal(405, edu_v::code::other, "Method not allowed: POST /results");
    out.headers.set("Allow", "POST");
    return out;
}

} // namespace

reply acknowledge(const exchange& received, const disposition& decided) {
    const bool nl = decided.lang == language::nl;
    switch (decided.what) {
    case outcome::accepted:
    case outcome::repeated: return taken(decided);
    case outcome::invalid: return invalid(received, decided);
    case outcome::unauthenticated:
    case outcome::unknown_client: return edu_v::no_token(api_version);
    case outcome::insufficient_scope: return refusal(403, edu_v::code::scope, "scope required");
    case outcome::forbidden: return refusal(403, edu_v::code::consent, "consent required");
    case outcome::unknown_school: return refusal(400, edu_v::code::school, "edu_org_id unknown");
    case outcome::conflict:
        return refusal(
            400, edu_v::code::other,
            nl ? "Een id is al gebruikt voor andere inhoud." : "An id was used for other content."
        );
    case outcome::unroutable:
        return refusal(
            400, edu_v::code::other,
            nl ? "Voor deze school is geen ontvanger van resultaten ingesteld."
               : "No receiver of results has been set up for this school."
        );
    case outcome::unsupported_media: return refusal(415, edu_v::code::other, "Content-Type: application/json");
    case outcome::too_large:
        return refusal(413, edu_v::code::other, nl ? "Het bericht is te groot." : "The message is too large.");
    case outcome::not_found: return refusal(404, edu_v::code::other, "POST /results");
    case outcome::method_not_allowed: return wrong_method();
    case outcome::overloaded:
    case outcome::unavailable: return later(decided);
    case outcome::internal: break;
    }
    return refusal(
        500, edu_v::code::other,
        nl ? "Er ging iets mis; het bericht is niet aangenomen." : "Something went wrong; the message was not accepted."
    );
}

} // namespace schakel::edu_v_results_2_1
