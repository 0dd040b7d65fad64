#include "adapters/xapi_1_0_3/reply.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/validation/report_json.hpp"

namespace schakel::xapi_1_0_3 {

namespace {

using outcome = disposition::outcome;

struct said {
    int status;
    std::string_view nl, en;
};

said words_for(outcome what) {
    switch (what) {
    case outcome::invalid:
        return {
            400, "Het bericht is ongeldig; geen enkel statement eruit is opgeslagen.",
            "The message is invalid; no statement of it is stored."};
    case outcome::conflict:
        return {
            409, "Een statement met deze id is al met een andere inhoud ontvangen.",
            "A statement with this id was received before with other content."};
    case outcome::unauthenticated:
    case outcome::unknown_client:
        return {
            401, "Gebruikersnaam of wachtwoord ontbreekt of is niet geldig.",
            "User name or password is missing or not valid."};
    case outcome::forbidden:
    case outcome::insufficient_scope:
    case outcome::unknown_school:
        return {
            403, "Met deze gegevens is er geen toegang tot deze school.",
            "These credentials give no access to this school."};
    case outcome::unroutable:
        return {
            403, "Voor deze statements is geen ontvanger ingesteld.",
            "No receiver is configured for these statements."};
    case outcome::unsupported_media:
        return {
            400, "Stuur application/json of multipart/mixed, zonder compressie.",
            "Send application/json or multipart/mixed, without compression."};
    case outcome::too_large: return {413, "Het bericht is te groot.", "The message is too large."};
    case outcome::not_found: return {404, "Hier is niets gevonden.", "Nothing was found here."};
    case outcome::method_not_allowed:
        return {405, "Deze methode wordt hier niet ondersteund.", "This method is not supported here."};
    case outcome::overloaded:
        return {429, "Het is nu te druk. Probeer het later opnieuw.", "Too busy now. Try again later."};
    case outcome::unavailable:
        return {
            503, "Het bericht kan nu niet worden aangenomen. Probeer het later opnieuw.",
            "The message cannot be accepted now. Try again later."};
    case outcome::accepted:
    case outcome::repeated:
    case outcome::internal: break;
    }
    return {500, "Er ging hier iets mis. Probeer het later opnieuw.", "Something went wrong here. Try again later."};
}

reply confirmed(const exchange& received, const disposition& decided) {
    if (received.method == "PUT") return {204, standard_headers(received), {}};
    reply out{200, standard_headers(received), {}};
    out.headers.add("Content-Type", "application/json");
    json::writer ids;
    ids.begin_array();
    for (const std::string& id : decided.record_ids) ids.text(id);
    out.body = ids.end_array().finish();
    return out;
}

std::string problem(int status, std::string_view text, const disposition* decided) {
    json::writer out;
    out.begin_object().member("status", status).member("text", text);
    if (decided) out.member_if_present("detail", decided->detail);
    if (decided && decided->report) {
        out.name("layers");
        validation::write_layers(out, *decided->report, decided->lang);
    }
    return out.end_object().finish();
}

} // namespace

header_fields standard_headers(const exchange& asked) {
    header_fields headers{{"X-Experience-API-Version", "1.0.3"}};
    if (asked.path == "/statements")
        headers.add("X-Experience-API-Consistent-Through", to_rfc3339_milliseconds(asked.received_at));
    return headers;
}

reply explained(const exchange& asked, int status, std::string_view text) {
    reply out{status, standard_headers(asked), problem(status, text, nullptr)};
    out.headers.add("Content-Type", "application/json");
    if (asked.method == "HEAD") out.body.clear();
    return out;
}

reply acknowledge(const exchange& received, const disposition& decided) {
    if (decided.what == outcome::accepted || decided.what == outcome::repeated) return confirmed(received, decided);
    const said words = words_for(decided.what);
    const std::string_view text = decided.lang == language::nl ? words.nl : words.en;
    reply out{words.status, standard_headers(received), problem(words.status, text, &decided)};
    out.headers.add("Content-Type", "application/json");
    if (words.status == 401) out.headers.add("WWW-Authenticate", "Basic realm=\"xAPI\", charset=\"UTF-8\"");
    if (words.status == 405) out.headers.add("Allow", "GET, HEAD, POST, PUT");
    if (decided.retry_after) out.headers.add("Retry-After", std::to_string(decided.retry_after->count()));
    return out;
}

} // namespace schakel::xapi_1_0_3
