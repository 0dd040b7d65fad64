#include "adapters/xapi_1_0_3/decode.hpp"
#include "adapters/xapi_1_0_3/identity.hpp"
#include "adapters/xapi_1_0_3/reply.hpp"
#include "adapters/xapi_1_0_3/request.hpp"
#include "adapters/xapi_1_0_3/values.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/id.hpp"

#include <array>

namespace schakel::xapi_1_0_3 {

namespace {

constexpr std::string_view by_id_only =
    "Dit eindpunt geeft statements op id: gebruik alleen statementId, of alleen voidedStatementId, met ten hoogste "
    "format=exact en attachments=false. / This end point gives statements by id: use statementId alone, or "
    "voidedStatementId alone, with at most format=exact and attachments=false.";
constexpr std::string_view not_found = "Er is geen statement met deze id. / There is no statement with this id.";
constexpr std::string_view no_version =
    "Stuur de header X-Experience-API-Version: 1.0.3 mee. / Send the header X-Experience-API-Version: 1.0.3.";
constexpr std::string_view no_such_place = "Dit adres bestaat niet. / This address does not exist.";

// The day of HTTP dates, RFC 9110 5.6.7.
std::string http_date(instant when) {
    using namespace std::chrono;
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<std::chrono::days>(when);
    const year_month_day date(day);
    const std::string text = to_rfc3339(when); // YYYY-MM-DDThh:mm:ssZ
    return std::string(days[weekday(day).c_encoding()]) + ", " + text.substr(8, 2) + " " +
           months[unsigned(date.month()) - 1] + " " + text.substr(0, 4) + " " + text.substr(11, 8) + " GMT";
}

// With what a store adds: id, stored, timestamp, authority, version.
std::string completed(json::value statement, std::string_view id, const stored_message& message) {
    const std::string stored = to_rfc3339_milliseconds(message.stored_at);
    json::writer out;
    out.begin_object().member("id", id);
    for (json::value one = statement.first_child(); one; one = one.next_sibling()) {
        const std::string_view name = one.name();
        if (name != "id" && name != "stored" && name != "authority") out.name(name).copy(one);
    }
    if (!statement.member("timestamp")) out.member("timestamp", stored);
    out.member("stored", stored).name("authority").begin_object().member("objectType", "Agent");
    out.name("account").begin_object().member("homePage", "https://schakel.example");
    out.member("name", message.received.sender).end_object().end_object();
    if (!statement.member("version")) out.member("version", "1.0.0");
    return out.end_object().finish();
}

// The statement with this id in a stored request. In one that was PUT it is the only one.
std::optional<std::string> statement_in(const stored_message& message, const std::string& id) {
    findings ignored;
    exchange file = message.received;
    file.method.clear(); // the headers of the request were judged when it came
    const opened_request opened = open_request(file, ignored);
    const auto document = json::document::parse(opened.json, {}, ignored);
    if (!document) return std::nullopt;
    const json::value root = document->root();
    if (root.is(json::kind::object)) return completed(root, id, message);
    std::size_t position = 0;
    for (json::value one = root.first_child(); one; one = one.next_sibling(), ++position) {
        if (id_at(one, {}, message.received, position) == id) return completed(one, id, message);
    }
    return std::nullopt;
}

reply found(const exchange& asked, std::string body, instant stored_at) {
    reply out{200, standard_headers(asked), std::move(body)};
    out.headers.add("Content-Type", "application/json");
    out.headers.add("Last-Modified", http_date(stored_at));
    if (asked.method == "HEAD") out.body.clear();
    return out;
}

bool allowed(const std::pair<std::string, std::string>& parameter, std::string_view wanted) {
    const auto& [name, value] = parameter;
    if (name == wanted) return is_uuid(value);
    return (name == "format" && value == "exact") || (name == "attachments" && value == "false");
}

reply statement_by_id(const exchange& asked, const message_lookup& lookup) {
    const bool voided = !asked.query_value("voidedStatementId").empty();
    const std::string_view wanted = voided ? "voidedStatementId" : "statementId";
    const std::string id = lower(asked.query_value(wanted));
    bool good = !id.empty();
    for (const auto& parameter : asked.query) good = good && allowed(parameter, wanted);
    if (!good) return explained(asked, 400, by_id_only);
    const auto message = voided || !lookup ? std::nullopt : lookup(id);
    auto statement = message ? statement_in(*message, id) : std::nullopt;
    if (!statement) return explained(asked, 404, not_found);
    return found(asked, *std::move(statement), message->stored_at);
}

reply about(const exchange& asked) {
    reply out{200, standard_headers(asked), R"({"version":["1.0.3"],"extensions":{}})"};
    out.headers.add("Content-Type", "application/json");
    if (asked.method == "HEAD") out.body.clear();
    return out;
}

} // namespace

reply answer_question(const exchange& asked, const message_lookup& lookup) {
    if (asked.path == "/about") return about(asked);
    if (asked.path != "/statements") return explained(asked, 404, no_such_place);
    if (!speaks_version(asked.headers.find("x-experience-api-version"))) return explained(asked, 400, no_version);
    return statement_by_id(asked, lookup);
}

} // namespace schakel::xapi_1_0_3
