#include "adapters/lti_1_1/names.hpp"
#include "adapters/lti_1_1/outcomes.hpp"
#include "adapters/lti_1_1/rule_catalogue.hpp"
#include "gateway/crypto/name_uuid.hpp"

namespace schakel::lti_1_1 {

namespace {

using outcome = disposition::outcome;

// Faults of the message are told with status 200, as the standard has it; a sender that looks at nothing else must
// still see that it may not come in, or should come again.
struct said {
    int status;
    std::string_view minor, nl, en;
};

said words_for(outcome what) {
    switch (what) {
    case outcome::accepted:
    case outcome::repeated: return {200, "fullsuccess", "De score is aangenomen.", "The score was accepted."};
    case outcome::invalid: return {200, "invaliddata", "Het bericht is ongeldig.", "The message is invalid."};
    case outcome::conflict:
        return {200, "invaliddata", "Er is al een nieuwere score.", "There is a newer score already."};
    case outcome::unauthenticated:
    case outcome::unknown_client:
        return {
            401, "unauthorizedrequest", "De handtekening ontbreekt of klopt niet.",
            "The signature is missing or wrong."};
    case outcome::forbidden:
    case outcome::insufficient_scope:
    case outcome::unknown_school:
        return {
            200, "unauthorizedrequest", "Met deze sleutel is er geen toegang tot dit resultaat.",
            "This key gives no access to this result."};
    case outcome::unroutable:
        return {
            200, "unknownobject", "Voor dit resultaat is geen ontvanger ingesteld.",
            "No receiver is configured for this result."};
    case outcome::unsupported_media:
        return {200, "invaliddata", "Stuur application/xml, zonder compressie.", "Send application/xml, uncompressed."};
    case outcome::too_large: return {413, "invaliddata", "Het bericht is te groot.", "The message is too large."};
    case outcome::not_found: return {404, "unknownobject", "Dit adres bestaat niet.", "This address does not exist."};
    case outcome::method_not_allowed:
        return {405, "unsupported", "Stuur het bericht met POST.", "Send the message with POST."};
    case outcome::overloaded:
    case outcome::unavailable:
        return {
            503, "targetisbusy", "De score kan nu niet worden aangenomen. Probeer het later opnieuw.",
            "The score cannot be accepted now. Try again later."};
    case outcome::internal: break;
    }
    return {
        500, "targetisbusy", "Er ging hier iets mis. Probeer het later opnieuw.",
        "Something went wrong here. Try again later."};
}

request_head head_of(const exchange& received) {
    findings ignored;
    const auto document = xml::document::parse(received.body, {}, ignored);
    return document ? lti_1_1::head_of(document->root()) : request_head{};
}

std::string place_of(const finding& one, language lang) {
    if (one.where.line == 0) return {};
    const std::string line = std::to_string(one.where.line), column = std::to_string(one.where.column);
    return lang == language::nl ? " (regel " + line + ", kolom " + column + ")"
                                : " (line " + line + ", column " + column + ")";
}

// Rule, place and what was expected of the first thing that is wrong.
std::string description_of(const finding& one, language lang) {
    return "[" + std::string(one.broken->id) + "] " + one.text(lang) + place_of(one, lang);
}

wire::status status_of(const disposition& decided, const said& words) {
    const bool good = decided.what == outcome::accepted || decided.what == outcome::repeated;
    wire::status out{good ? "success" : "failure", good ? "status" : "error", std::string(words.minor), {}};
    out.description = decided.lang == language::nl ? words.nl : words.en;
    const finding* first = decided.report ? decided.report->first_error() : nullptr;
    if (decided.what != outcome::invalid || !first) return out;
    out.description = description_of(*first, decided.lang);
    if (first->broken->id == fault::operation.id) out.major = out.minor = "unsupported";
    if (first->broken->id == fault::unknown_result.id) out.minor = "unknownobject";
    return out;
}

reply as_reply(int status, const wire::response& message) {
    return {
        status, {{"Content-Type", "application/xml; charset=utf-8"}, {"Cache-Control", "no-store"}}, write(message)};
}

std::string operation_of(const request_head& head) {
    if (head.what) return std::string(wire::word_of(*head.what));
    return head.operation_name;
}

// The same answer to the same message, so that a repeated one can be recognised by its sender.
std::string answer_id(std::string_view to) {
    return crypto::name_uuid(crypto::url_namespace, "answer\n" + std::string(to)).value_or("");
}

} // namespace

reply acknowledge_outcome(const exchange& received, const disposition& decided) {
    const said words = words_for(decided.what);
    const request_head head = head_of(received);
    wire::response out;
    out.message_id = answer_id(received.id.empty() ? head.message_id : received.id);
    out.answers = head.message_id;
    out.operation_name = operation_of(head);
    out.how = status_of(decided, words);
    if (out.how.major == "success") out.what = head.what;
    reply answer = as_reply(words.status, out);
    if (words.status == 401) answer.headers.add("WWW-Authenticate", "OAuth");
    if (words.status == 503)
        answer.headers.add(
            "Retry-After", std::to_string(decided.retry_after.value_or(std::chrono::seconds(30)).count())
        );
    return answer;
}

reply answer_read(const wire::request& asked, const std::string& score) {
    wire::response out;
    out.message_id = answer_id(asked.message_id);
    out.answers = asked.message_id;
    out.operation_name = wire::word_of(asked.what);
    out.how = {"success", "status", "fullsuccess", {}};
    out.what = asked.what;
    out.score = score;
    return as_reply(200, out);
}

} // namespace schakel::lti_1_1
