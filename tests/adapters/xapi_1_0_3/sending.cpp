#include "tests/adapters/xapi_1_0_3/subject.hpp"

#include "gateway/model/field.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

model::progress_report report_of_one(std::string_view points) {
    model::progress_report report;
    report.assessments.emplace_back().id = "REK M5";
    model::sitting& sitting = report.sittings.emplace_back();
    sitting.id = "11111111-1111-5111-8111-111111111111";
    sitting.pupil.ids = {{"account", "leerling-0042", "https://elo.voorbeeldschool.example"}};
    sitting.taken_at = {*parse_rfc3339("2026-11-20T09:00:00Z"), false};
    model::result& result = sitting.results.emplace_back();
    result.key = "k-1";
    result.scores.push_back({model::score_kind::points, *decimal::parse(points), decimal(0), decimal(20), {}, {}});
    return report;
}

encoded sent(const model::progress_report& report, encode_options options = {}) {
    const std::vector<model::record> records{report};
    return xapi().encode(records, options);
}

std::string body_of(const model::progress_report& report) {
    return sent(report).messages.at(0).body;
}

received_answer answered(int status, std::string body = {}) {
    return {received_answer::transport::answered, {}, status, {}, std::move(body)};
}

outgoing of_records(std::size_t count) {
    outgoing out;
    out.body = R"([{"id":"6f8d0000-0000-4000-8000-000000000001"},{"id":"6f8d0000-0000-4000-8000-000000000002"},)"
               R"({"id":"6f8d0000-0000-4000-8000-000000000003"}])";
    out.records = count;
    return out;
}

using outcome = receipt::outcome;

} // namespace

TEST_CASE("the same result is the same statement, a changed one another") {
    CHECK(body_of(report_of_one("16")) == body_of(report_of_one("16")));
    const std::string before = body_of(report_of_one("16")).substr(0, 60);
    CHECK(before != body_of(report_of_one("17")).substr(0, 60));
}

TEST_CASE("what is about one pupil keeps its order and waits for nobody else") {
    const auto key_of = [](std::initializer_list<std::string> pupils) {
        model::progress_report report = report_of_one("16");
        const model::sitting first = report.sittings.front();
        report.sittings.clear();
        for (const std::string& name : pupils) {
            model::sitting& sitting = report.sittings.emplace_back(first);
            sitting.pupil.ids.front().value = name;
            sitting.results.front().key = "k-" + name;
        }
        return sent(report).messages.at(0).key;
    };
    CHECK(key_of({"leerling-1"}) == key_of({"leerling-1"}));
    CHECK(key_of({"leerling-1"}) != key_of({"leerling-2"}));
    CHECK(key_of({"leerling-1", "leerling-2"}) == key_of({"leerling-2", "leerling-3"}));
}

TEST_CASE("a score has a share of the maximum when it has a maximum") {
    CHECK(
        body_of(report_of_one("16")).find(R"("score":{"scaled":0.8,"raw":16,"min":0,"max":20})") != std::string::npos
    );
    CHECK(body_of(report_of_one("21")).find(R"("score":{"raw":21})") != std::string::npos);
}

TEST_CASE("a pupil without an identifier is refused, and a name is never sent") {
    model::progress_report report = report_of_one("16");
    report.sittings[0].pupil.name = "Testleerling Vijf";
    CHECK(body_of(report).find("Testleerling") == std::string::npos);
    report.sittings[0].pupil.ids.clear();
    const encoded out = sent(report);
    CHECK(out.messages.empty());
    REQUIRE(out.refused.size() == 1);
    CHECK(out.refused[0].broken->id == "xapi.pupil-without-identifier");
}

TEST_CASE("two sittings at the same moment keep apart") {
    model::progress_report report = report_of_one("16");
    report.sittings.push_back(report.sittings[0]);
    const encoded out = sent(report);
    REQUIRE(out.messages.size() == 1);
    CHECK(out.messages[0].records == 2);
}

TEST_CASE("batches have the size that was asked for") {
    model::progress_report report = report_of_one("16");
    for (int i = 0; i < 4; ++i) report.sittings.push_back(report.sittings[0]);
    encode_options options;
    options.parameters["batch_size"] = "2";
    const encoded out = sent(report, options);
    REQUIRE(out.messages.size() == 3);
    CHECK(out.messages[2].records == 1);
    CHECK(out.messages[0].headers.find("X-Experience-API-Version") == "1.0.3");
}

TEST_CASE("a pupil who was absent is not told, with the reason") {
    model::progress_report report = report_of_one("16");
    report.sittings[0].results.clear();
    report.sittings[0].missing = true;
    const encoded out = sent(report);
    CHECK(out.messages.empty());
    bool told = false;
    for (const auto& [entry, count] : out.fate.entries()) told = told || entry.field == model::field::missing;
    CHECK(told);
}

TEST_CASE("halves hold all statements in order") {
    const auto halves = xapi().split(of_records(3));
    REQUIRE(halves.size() == 2);
    CHECK(halves[0].body == R"([{"id":"6f8d0000-0000-4000-8000-000000000001"}])");
    CHECK(halves[1].records == 2);
    CHECK(xapi().split(halves[0]).empty());
}

TEST_CASE("answers mean what the outcome table says") {
    const auto meaning = [](std::size_t records, int status, std::string body = {}) {
        return xapi().interpret(of_records(records), answered(status, std::move(body))).what;
    };
    CHECK(meaning(3, 200, "[]") == outcome::delivered);
    CHECK(meaning(1, 204) == outcome::delivered);
    CHECK(meaning(3, 200, "<html>") == outcome::retry);
    CHECK(meaning(3, 409) == outcome::split);
    CHECK(meaning(1, 409) == outcome::check);
    CHECK(meaning(3, 400) == outcome::split);
    CHECK(meaning(1, 400) == outcome::rejected);
    CHECK(meaning(3, 413) == outcome::split);
    CHECK(meaning(1, 401) == outcome::hold);
    CHECK(meaning(1, 404) == outcome::retry);
    CHECK(meaning(1, 412) == outcome::rejected);
    CHECK(meaning(1, 503) == outcome::retry);
    CHECK(
        xapi().interpret(of_records(1), {received_answer::transport::unknown, "x", 0, {}, {}}).what == outcome::retry
    );
}

TEST_CASE("after a conflict the receiver's statement decides") {
    outgoing message = sent(report_of_one("16")).messages.at(0);
    const receipt asked = xapi().interpret(message, answered(409));
    REQUIRE(asked.what == outcome::check);
    CHECK(asked.question.method == "GET");
    CHECK(asked.question.path.starts_with("/statements?statementId="));
    const auto judged = [&](int status, std::string body) {
        return xapi().interpret_check(message, asked.question, answered(status, std::move(body))).what;
    };
    std::string theirs = message.body.substr(1, message.body.size() - 2);
    CHECK(judged(200, theirs) == outcome::already_there);
    theirs.insert(theirs.size() - 1, R"(,"stored":"2026-11-21T09:30:00Z","version":"1.0.0")");
    CHECK(judged(200, theirs) == outcome::already_there);
    theirs.replace(theirs.find("\"raw\":16"), 8, "\"raw\":15");
    CHECK(judged(200, theirs) == outcome::rejected);
    CHECK(judged(404, "{}") == outcome::retry);
    CHECK(judged(200, "[]") == outcome::retry);
}

TEST_CASE("credentials go into the message at the last moment") {
    outgoing message;
    xapi().authorise(message, {{presented_credentials::form::basic, "geheim", "sleutel", {}}});
    CHECK(message.headers.find("Authorization") == "Basic c2xldXRlbDpnZWhlaW0=");
    xapi().authorise(message, {{presented_credentials::form::bearer, "token", {}, {}}});
    CHECK(message.headers.find("Authorization") == "Bearer token");
}
