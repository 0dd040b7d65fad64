#include "tests/adapters/edu_v_results_2_1/subject.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;
using outcome = disposition::outcome;

namespace {

reply answer(outcome what, const report* found = nullptr, const exchange& received = posted("{}")) {
    disposition decided;
    decided.what = what;
    decided.report = found;
    decided.record_ids = {"afname-001", "afname-002"};
    return edu_v_results().acknowledge(received, decided);
}

struct parsed_body {
    explicit parsed_body(const std::string& body) : document(json::document::parse(body, {}, found)) {
        REQUIRE(document);
    }
    findings found;
    std::optional<json::document> document;
    json::value root() const { return document->root(); }
};

} // namespace

TEST_CASE("a stored message is answered 202 with a status per pupil, a repeat likewise") {
    for (const outcome what : {outcome::accepted, outcome::repeated}) {
        const reply told = answer(what);
        CHECK(told.status == 202);
        CHECK(told.headers.find("API-Version") == "2.1.0");
        const parsed_body body(told.body);
        REQUIRE(body.root().size() == 2);
        CHECK(body.root().find("/1/id").text() == "afname-002");
        CHECK(body.root().find("/1/status").integer() == 2);
    }
}

TEST_CASE("every refusal has its HTTP status, the API version, and a body that fits the published schema") {
    auto schema = validation::json_schema::compile("edu_v/results-2.1.0/status_response.schema.json", schemas::bundled);
    REQUIRE(schema);
    const std::pair<outcome, int> expected[] = {
        {outcome::invalid, 400},        {outcome::conflict, 400},   {outcome::forbidden, 403},
        {outcome::unknown_school, 400}, {outcome::unroutable, 400}, {outcome::unsupported_media, 415},
        {outcome::too_large, 413},      {outcome::not_found, 404},  {outcome::method_not_allowed, 405},
        {outcome::overloaded, 503},     {outcome::internal, 500},   {outcome::unavailable, 503}};
    for (const auto& [what, status] : expected) {
        const reply told = answer(what);
        CAPTURE(status);
        CHECK(told.status == status);
        CHECK(told.headers.find("API-Version") == "2.1.0");
        const parsed_body body(told.body);
        CHECK(schema->validate(*body.document).empty());
    }
    CHECK(parsed_body(answer(outcome::unknown_school).body).root().find("/0/status").integer() == 23);
    CHECK(parsed_body(answer(outcome::forbidden).body).root().find("/0/status").integer() == 22);
    CHECK(answer(outcome::method_not_allowed).headers.find("Allow") == "POST");
    CHECK(answer(outcome::unavailable).headers.find("Retry-After") == "30");
}

TEST_CASE("401 has no body and asks for a bearer token") {
    for (const outcome what : {outcome::unauthenticated, outcome::unknown_client}) {
        const reply told = answer(what);
        CHECK(told.status == 401);
        CHECK(told.body.empty());
        CHECK(told.headers.find("WWW-Authenticate") == "Bearer");
    }
}

TEST_CASE("a finding about one pupil is told under the id of that record, others under that of the message") {
    std::string text = input_of("good-class-of-28");
    const auto replace = [&text](std::string_view from, std::string_view to) {
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
    };
    replace("\"schoolPeriod\": \"2026-2027\"", "\"schoolPeriod\": \"2026-2029\"");
    const std::size_t third = text.find("\"afname-003\"");
    text.replace(text.find("\"scoreValue\": \"", third), 15, "\"scoreValue\": \"x");
    replace("\"status\": \"Final\"", "\"status\": \"final\"");
    const exchange received = posted(text);
    const decoded read = edu_v_results().decode(received, {});
    REQUIRE(read.report.rejects());

    const parsed_body body(answer(outcome::invalid, &read.report, received).body);
    REQUIRE(body.root().size() == 3);
    CHECK(body.root().find("/0/id").text() == "bericht-2026-groep-6");
    CHECK(body.root().find("/0/status").integer() == 99);
    CHECK(body.root().find("/0/statusMessage").text().find("edu-v.school-period-years") != std::string_view::npos);
    CHECK(body.root().find("/1/id").text() == "afname-001");
    CHECK(body.root().find("/1/status").integer() == 11);
    CHECK(body.root().find("/2/id").text() == "afname-003");
    CHECK(
        body.root().find("/2/statusMessage").text().find("/studentScoresAndResults/2/scores/0/scoreValue") !=
        std::string_view::npos
    );
}

TEST_CASE("an answer repeats no identifier of a pupil") {
    std::string text = input_of("bad-eckid-form");
    text.replace(text.find("\"17\""), 4, "\"Marieke\"");
    const exchange received = posted(text);
    const decoded read = edu_v_results().decode(received, {});
    const reply told = answer(outcome::invalid, &read.report, received);
    CHECK(told.status == 400);
    CHECK(told.body.find("Marieke") == std::string::npos);
    CHECK(told.body.find("ketenid.nl/201703/ABC") == std::string::npos);
}

TEST_CASE("the token is taken from the Authorization header; without one the credentials are empty") {
    exchange received = posted("{}");
    CHECK(edu_v_results().credentials(received).kind == presented_credentials::form::bearer);
    CHECK(edu_v_results().credentials(received).key.empty());
    received.headers.set("Authorization", "bearer abc.def");
    CHECK(edu_v_results().credentials(received).key == "abc.def");
    received.headers.set("Authorization", "Basic YTpi");
    CHECK(edu_v_results().credentials(received).key.empty());
}

TEST_CASE("a results message is recognised by its first bytes, other JSON is not") {
    CHECK(edu_v_results().recognises(input_of("good-one-pupil")) > 90);
    CHECK(edu_v_results().recognises(R"({"actor": {}, "verb": {}, "object": {}})") == 0);
    CHECK(edu_v_results().recognises("<results/>") == 0);
    CHECK(edu_v_results().recognises("") == 0);
}

TEST_CASE("the same record sent again has the same key and digest, changed content another digest") {
    const decoded first = decode(input_of("good-one-pupil"));
    std::string text = input_of("good-one-pupil");
    text.replace(text.find("bericht-2026-0001"), 17, "bericht-2026-0002");
    const decoded again = decode(text);
    REQUIRE(first.keys.size() == 1);
    CHECK(again.keys[0].key == first.keys[0].key);
    CHECK(again.keys[0].digest == first.keys[0].digest);
    text.replace(text.find("\"17\""), 4, "\"18\"");
    CHECK(decode(text).keys[0].digest != first.keys[0].digest);
    CHECK(first.repeats_may_differ);
}

TEST_CASE("a flood of findings is cut, errors first, and the last one says so") {
    decode_options options;
    options.limits.findings = 3;
    const decoded read = edu_v_results().decode(posted(input_of("bad-result-form")), options);
    const findings& found = read.report.at(layer::rules).findings;
    REQUIRE(found.size() == 4);
    CHECK(found.back().broken->id == "edu-v.more-findings");
    CHECK(found.back().got == "8");
    CHECK(read.report.rejects());
}

TEST_CASE("the README shows the outcome table and every parameter") {
    std::ifstream in(SCHAKEL_SOURCE_DIR "/adapters/edu_v_results_2_1/README.md");
    const std::string readme{std::istreambuf_iterator<char>(in), {}};
    for (const outcome_row& row : edu_v_results().outcome_table()) {
        const std::string line = "| " + std::string(row.answer) + " | " + std::string(to_string(row.becomes)) + " |";
        CHECK_MESSAGE(readme.find(line) != std::string::npos, line);
    }
    for (const std::string_view key : edu_v_results().info().parameters)
        CHECK_MESSAGE(readme.find("| `" + std::string(key) + "` |") != std::string::npos, key);
}
