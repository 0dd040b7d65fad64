// What each adapter answers to each decision, and what it makes of receivers' answers.
#include "tests/contract/adapters/subjects.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/xml_document.hpp"

#include <algorithm>

using namespace schakel;
using namespace schakel::test;
using outcome = disposition::outcome;

namespace {

constexpr std::array every_outcome{
    outcome::accepted,        outcome::repeated,           outcome::invalid,           outcome::conflict,
    outcome::unauthenticated, outcome::unknown_client,     outcome::forbidden,         outcome::insufficient_scope,
    outcome::unknown_school,  outcome::unroutable,         outcome::unsupported_media, outcome::too_large,
    outcome::not_found,       outcome::method_not_allowed, outcome::overloaded,        outcome::unavailable,
    outcome::internal};

bool is_soap(const adapter& by) {
    return !by.info().media_types.empty() && by.info().media_types.front() == "text/xml";
}

// Who is only asked never accepts a message: to be told so is a fault of ours.
bool takes_messages(const adapter& by) {
    return std::ranges::any_of(by.info().endpoints, [](const endpoint& one) {
        return one.use == endpoint::purpose::message;
    });
}

// Browsers are shown pages and services get their own answers: what is decided of a message is told to nobody.
bool acknowledges(const adapter& by) {
    return std::ranges::any_of(by.info().endpoints, [](const endpoint& one) {
        return one.use != endpoint::purpose::browser && one.use != endpoint::purpose::service;
    });
}

// Statuses that mean to a sender what was decided. SOAP 1.1 6.2 has 500 for every fault.
std::set<int> fitting(outcome what) {
    switch (what) {
    case outcome::accepted:
    case outcome::repeated: return {200, 201, 202, 204};
    case outcome::invalid: return {400, 422};
    case outcome::conflict: return {400, 409};
    case outcome::unauthenticated:
    case outcome::unknown_client: return {401};
    case outcome::forbidden:
    case outcome::insufficient_scope: return {403};
    case outcome::unknown_school:
    case outcome::unroutable: return {400, 403, 404};
    case outcome::unsupported_media: return {400, 415};
    case outcome::too_large: return {413};
    case outcome::not_found: return {404};
    case outcome::method_not_allowed: return {405};
    case outcome::overloaded: return {429, 503};
    case outcome::unavailable: return {503};
    case outcome::internal: return {500};
    }
    return {};
}

void check_body(const reply& answer) {
    const std::string_view type = answer.headers.find("content-type");
    findings found;
    if (type.find("json") != std::string_view::npos)
        CHECK(json::document::parse(answer.body, {}, found).has_value());
    else if (type.find("xml") != std::string_view::npos)
        CHECK(xml::document::parse(answer.body, {}, found).has_value());
    else
        CHECK(answer.body.empty());
}

const tried_case& refused_case(const adapter& by) {
    for (const tried_case& one : cases_of(by))
        if (!one.good() && one.what.name.find("several") != std::string::npos) return one;
    for (const tried_case& one : cases_of(by))
        if (!one.good()) return one;
    throw std::runtime_error("no refused case");
}

} // namespace

TEST_CASE("Every decision has a fitting status and a body that parses, in both languages") {
    for (const auto& by : registry()) {
        if (!acknowledges(*by)) continue;
        CAPTURE(by->info().standard);
        const tried_case& refused = refused_case(*by);
        for (const outcome what : every_outcome) {
            CAPTURE(static_cast<int>(what));
            for (const language lang : {language::nl, language::en}) {
                disposition decided;
                decided.what = what;
                decided.lang = lang;
                decided.record_ids = {"een", "twee"};
                if (what == outcome::invalid) decided.report = &refused.read.report;
                const reply answer = by->acknowledge(refused.what.received, decided);
                const bool good = what == outcome::accepted || what == outcome::repeated;
                std::set<int> allowed = is_soap(*by) && !good ? std::set{500} : fitting(what);
                if (good && !takes_messages(*by)) allowed.insert(500);
                if (!good && tells_faults_by_codes(*by)) allowed.insert(200);
                CHECK_MESSAGE(allowed.contains(answer.status), answer.status);
                CHECK((good || tells_a_fault(*by, answer)));
                check_body(answer);
            }
        }
    }
}

TEST_CASE("Who may come back later is told when") {
    for (const auto& by : registry()) {
        if (!acknowledges(*by)) continue;
        CAPTURE(by->info().standard);
        for (const outcome what : {outcome::unavailable, outcome::overloaded}) {
            disposition decided;
            decided.what = what;
            decided.retry_after = std::chrono::seconds(10);
            CHECK(by->acknowledge(refused_case(*by).what.received, decided).headers.find("retry-after") == "10");
        }
    }
}

TEST_CASE("An invalid message's answer names rules and repeats no value of it") {
    for (const auto& by : registry()) {
        if (!acknowledges(*by)) continue;
        CAPTURE(by->info().standard);
        for (const tried_case& one : cases_of(*by)) {
            if (one.good()) continue;
            CAPTURE(one.what.name);
            disposition decided;
            decided.what = outcome::invalid;
            decided.report = &one.read.report;
            const reply answer = by->acknowledge(one.what.received, decided);
            CHECK(answer.body.find(one.read.report.first_error()->broken->id) != std::string::npos);
            check_body(answer);
        }
    }
}

TEST_CASE("Answers of receivers: unreachable and busy are tried again, refused credentials wait for a person") {
    for (const auto& by : registry()) {
        if (!acknowledges(*by)) continue;
        CAPTURE(by->info().standard);
        outgoing sent;
        sent.records = 1;
        for (const auto how : {received_answer::transport::not_sent, received_answer::transport::unknown})
            CHECK(by->interpret(sent, {how, "no answer", 0, {}, {}}).what == receipt::outcome::retry);
        for (const int status : {408, 425, 429, 500, 502, 503, 504}) {
            CAPTURE(status);
            received_answer answer{received_answer::transport::answered, {}, status, {{"Retry-After", "120"}}, {}};
            const receipt told = by->interpret(sent, answer);
            CHECK(told.what == receipt::outcome::retry);
            CHECK(told.retry_after == std::chrono::seconds(120));
        }
        for (const int status : {301, 302, 307, 308, 401, 403, 407}) {
            CAPTURE(status);
            CHECK(
                by->interpret(sent, {received_answer::transport::answered, {}, status, {}, {}}).what ==
                receipt::outcome::hold
            );
        }
    }
}

TEST_CASE("F9: a page for people with a good status is nobody's success") {
    const std::string page = "<!DOCTYPE html><html><body>Log in</body></html>";
    for (const auto& by : registry()) {
        if (by->outcome_table().empty()) continue;
        CAPTURE(by->info().standard);
        for (const int status : {200, 201, 202}) {
            outgoing sent;
            sent.records = 1;
            received_answer answer{
                received_answer::transport::answered, {}, status, {{"Content-Type", "text/html"}}, page};
            const receipt::outcome what = by->interpret(sent, answer).what;
            CHECK((what == receipt::outcome::hold || what == receipt::outcome::retry));
        }
    }
}

TEST_CASE("Whatever a receiver answers, the reason is ours and never its text") {
    const std::string secret = "tekst-van-de-ander <html>ENV</html> {\"a\": [";
    for (const auto& by : registry()) {
        if (!acknowledges(*by)) continue;
        CAPTURE(by->info().standard);
        for (int status = 200; status < 600; ++status) {
            for (const std::size_t records : {std::size_t{1}, std::size_t{3}}) {
                outgoing sent;
                sent.records = records;
                const receipt told =
                    by->interpret(sent, {received_answer::transport::answered, {}, status, {}, secret});
                CHECK(told.reason.find("tekst-van") == std::string::npos);
                CHECK((told.what == receipt::outcome::delivered || !told.reason.empty()));
            }
        }
    }
}
