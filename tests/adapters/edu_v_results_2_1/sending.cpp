#include "tests/adapters/edu_v_results_2_1/subject.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/model/field.hpp"

#include <doctest/doctest.h>

#include <set>
#include <vector>

using namespace schakel;
using namespace schakel::test;
namespace field = model::field;
namespace scheme = model::scheme;

namespace {

model::moment day(std::string_view date) {
    return {start_of_day_in_amsterdam(*parse_date(date)), true};
}

model::identifiers ids(std::string_view of_scheme, std::string_view value) {
    return {{std::string(of_scheme), std::string(value), {}}};
}

model::score points(std::int64_t value) {
    model::score one;
    one.value = decimal(value);
    return one;
}

model::result whole(std::int64_t value) {
    model::result one;
    one.scores.push_back(points(value));
    return one;
}

// As an administration with an older standard would deliver it: keys and days, norms on the test.
model::progress_report older_report() {
    model::progress_report out;
    out.school = ids(scheme::brin, "99XX");
    out.school_period = "2026-2027";
    out.scales.push_back({"norm-1", "", {{"Voldoende", "", decimal(5), decimal(10), {}}}, {}});
    model::assessment& test = out.assessments.emplace_back();
    test.id = "taal-4";
    test.version = "1";
    test.scale_ids = {"norm-1"};
    model::sitting& one = out.sittings.emplace_back();
    one.id = "11111111-1111-5111-8111-111111111111";
    one.pupil.ids = ids(scheme::las_key, "leerling-1");
    one.processor.ids = ids(scheme::las_key, "leerkracht-1");
    one.taken_at = day("2026-11-20");
    one.results.push_back(whole(7));
    model::result& part = one.results.emplace_back(whole(3));
    part.part_id = "spelling";
    return out;
}

encoded sent(const model::progress_report& report, encode_options options = at_noon()) {
    const std::vector<model::record> records{report};
    encoded out = edu_v_results().encode(records, options);
    for (const outgoing& message : out.messages) {
        const decoded read = decode(message.body);
        CHECK_MESSAGE(!read.report.rejects(), (read.report.first_error() ? read.report.first_error()->broken->id : ""));
    }
    return out;
}

std::size_t told(const field_fate& fate, std::string_view of, field_outcome outcome) {
    std::size_t count = 0;
    for (const auto& [entry, times] : fate.entries()) {
        if (entry.field == of && entry.outcome == outcome) count += times;
    }
    return count;
}

// The value at a JSON pointer of the first message.
std::string at(const encoded& out, std::string_view pointer) {
    REQUIRE_FALSE(out.messages.empty());
    findings found;
    const auto document = json::document::parse(out.messages.front().body, {}, found);
    REQUIRE(document);
    const json::value value = document->root().find(pointer);
    return std::string(value.is(json::kind::string) ? value.text() : value.raw());
}

} // namespace

TEST_CASE("total and parts of a sitting become one record with the id of the sitting") {
    const encoded out = sent(older_report());
    REQUIRE(out.messages.size() == 1);
    CHECK(out.refused.empty());
    const outgoing& message = out.messages.front();
    CHECK(message.path == "/results");
    CHECK(message.method == "POST");
    CHECK(message.headers.find("content-type") == "application/json");
    CHECK(message.records == 1);
    CHECK(message.key == "taal-4|2026-11-19T23:00:00Z");
    CHECK(at(out, "/studentScoresAndResults/0/id") == "11111111-1111-5111-8111-111111111111");
    CHECK(at(out, "/studentScoresAndResults/0/scores/1/assessmentPartId") == "spelling");
    CHECK(at(out, "/studentScoresAndResults/0/scores/0/scoreScaleIds/0") == "norm-1");
    CHECK(at(out, "/scoreScaleDefinitions/0/scoreScaleEntries/0/LHS") == "5-10");
    CHECK(at(out, "/employees/0/userIds/0/userIdType") == "ASI");
}

TEST_CASE("a day becomes its start in Europe/Amsterdam, in winter and in summer") {
    model::progress_report report = older_report();
    CHECK(at(sent(report), "/assessmentDateTime") == "2026-11-19T23:00:00Z");
    report.sittings[0].taken_at = day("2026-06-20");
    CHECK(at(sent(report), "/assessmentDateTime") == "2026-06-19T22:00:00Z");
    CHECK(told(sent(report).fate, field::taken_at, field_outcome::mapped) > 0);
}

TEST_CASE("what the source does not say is filled in and told") {
    model::progress_report report = older_report();
    report.school_period.clear();
    const encoded out = sent(report);
    CHECK(at(out, "/assessmentDefinition/name") == "taal-4");
    CHECK(at(out, "/assessmentDefinition/parts/0/id") == "spelling");
    CHECK(at(out, "/schoolPeriod") == "2026-2027");
    CHECK(at(out, "/studentScoresAndResults/0/dateCreated") == "2026-11-21T12:00:00Z");
    CHECK(at(out, "/timestamp") == "2026-11-21T12:00:00Z");
    for (const std::string_view path :
         {"assessmentDefinition/name", "assessmentDefinition/parts", "schoolPeriod", "studentScoresAndResults/status",
          "studentScoresAndResults/dateCreated", "studentScoresAndResults/dateLastModified",
          "scoreScaleDefinitions/name"})
        CHECK_MESSAGE(told(out.fate, path, field_outcome::defaulted) == 1, path);
}

TEST_CASE("tests, moments and processors each get a message of their own") {
    model::progress_report report = older_report();
    model::sitting& other_day = report.sittings.emplace_back(report.sittings[0]);
    other_day.id = "22222222-2222-5222-8222-222222222222";
    other_day.taken_at = day("2026-11-19");
    model::sitting& other_teacher = report.sittings.emplace_back(report.sittings[0]);
    other_teacher.id = "33333333-3333-5333-8333-333333333333";
    other_teacher.processor.ids = ids(scheme::las_key, "leerkracht-2");
    model::sitting& same = report.sittings.emplace_back(report.sittings[0]);
    same.id = "44444444-4444-5444-8444-444444444444";
    same.pupil.ids = ids(scheme::las_key, "leerling-2");
    report.assessments.push_back(report.assessments[0]);
    report.assessments[1].version = "2";
    model::sitting& other_version = report.sittings.emplace_back(report.sittings[0]);
    other_version.id = "55555555-5555-5555-8555-555555555555";
    other_version.assessment = 1;
    const encoded out = sent(report);
    REQUIRE(out.messages.size() == 4);
    CHECK(out.messages[0].records == 2);
}

TEST_CASE("a sitting that comes back within a report does not share a message with itself") {
    model::progress_report report = older_report();
    report.sittings.push_back(report.sittings[0]);
    CHECK(sent(report).messages.size() == 2);
}

TEST_CASE("the message id follows from the content") {
    const model::progress_report report = older_report();
    CHECK(at(sent(report), "/id") == at(sent(report), "/id"));
    model::progress_report changed = report;
    changed.sittings[0].results[0].scores[0].value = decimal(8);
    CHECK(at(sent(report), "/id") != at(sent(changed), "/id"));
}

TEST_CASE("who cannot be named is refused, and nothing is sent for them") {
    model::progress_report report = older_report();
    report.sittings[0].pupil.ids = ids(scheme::account, "x");
    encoded out = sent(report);
    CHECK(out.messages.empty());
    REQUIRE(out.refused.size() == 1);
    CHECK(out.refused[0].broken->id == "edu-v.pupil-without-identifier");
    CHECK(out.refused[0].where.path == "/0/sittings/0");

    report = older_report();
    report.school.clear();
    out = sent(report);
    REQUIRE(out.refused.size() == 1);
    CHECK(out.refused[0].broken->id == "edu-v.school-without-identifier");

    encode_options options = at_noon();
    options.school = ids(scheme::rio, "999A001");
    CHECK(at(sent(report, options), "/school/organisationMasterIdentifier") == "999A001");
}

TEST_CASE("activities hold no result and are refused by their number") {
    const std::vector<model::record> records{model::activity{}, model::activity{}};
    const encoded out = edu_v_results().encode(records, at_noon());
    CHECK(out.messages.empty());
    REQUIRE(out.refused.size() == 1);
    CHECK(out.refused[0].broken->id == "edu-v.activity-without-result");
    CHECK(out.refused[0].got == "2");
}

TEST_CASE("an impossible year and a sitting that says nothing are refused") {
    model::progress_report report = older_report();
    report.sittings[0].taken_at.at = *parse_rfc3339("0001-01-01T00:00:00Z");
    CHECK(sent(report).refused.at(0).broken->id == "edu-v.implausible-year");
    report = older_report();
    report.sittings[0].results.clear();
    CHECK(sent(report).refused.at(0).broken->id == "edu-v.nothing-reported");
}

TEST_CASE("identifiers of a pupil and of an employee get the names of Edu-V") {
    model::progress_report report = older_report();
    report.sittings[0].pupil.ids = {
        {std::string(scheme::eckid), "https://ketenid.nl/pilot/" + std::string(128, 'a'), {}},
        {std::string(scheme::las_key), "leerling-1", {}},
        {std::string(scheme::neppi), "1@school.example", {}}};
    report.sittings[0].processor.ids = ids(scheme::eckid, "https://ketenid.nl/pilot/" + std::string(128, 'b'));
    const encoded out = sent(report);
    CHECK(at(out, "/studentScoresAndResults/0/student/userMasterIdentifier").ends_with("aaa"));
    CHECK(at(out, "/studentScoresAndResults/0/student/userIds/0/userIdType") == "ASI");
    CHECK(at(out, "/studentScoresAndResults/0/student/userIds/1/userIdType") == "NEPPI");
    CHECK(out.messages[0].body.find("employees") == std::string::npos);
    CHECK(told(out.fate, field::processor, field_outcome::dropped) == 1);
}

TEST_CASE("values that Edu-V would refuse are left out and told") {
    model::progress_report report = older_report();
    model::result& result = report.sittings[0].results[0];
    result.scores.push_back(points(12));
    result.scores.back().maximum = decimal(10);
    const std::pair<model::score_kind, std::string_view> scores[] = {
        {model::score_kind::number_correct, "-1"},
        {model::score_kind::percentage_correct, "101"},
        {model::score_kind::duration, "-5"},
        {model::score_kind::number_read, "40"},
        {model::score_kind::scaled, "0.5"}};
    for (const auto& [kind, value] : scores) {
        model::score& one = result.scores.emplace_back();
        one.kind = kind;
        one.value = *decimal::parse(value);
    }
    for (const auto& [type, value] : {std::pair{"DQ", "80"}, {"IV", "6"}, {"ERK", "A2"}, {"percentile", "44"}})
        result.qualifications.push_back({type, value, "", "", {}});
    encode_options options = at_noon();
    const encoded plain = sent(report, options);
    CHECK(told(plain.fate, field::score_number_correct, field_outcome::dropped) == 1);
    CHECK(told(plain.fate, field::score_percentage_correct, field_outcome::dropped) == 1);
    CHECK(told(plain.fate, field::score_duration, field_outcome::dropped) == 1);
    CHECK(told(plain.fate, field::score_maximum, field_outcome::dropped) == 1);
    CHECK(told(plain.fate, field::score_scaled, field_outcome::dropped) == 1);
    CHECK(told(plain.fate, field::qualification_type, field_outcome::dropped) == 3);
    CHECK(at(plain, "/studentScoresAndResults/0/results/0/resultType") == "RnERK");

    options.parameters = {{"percentile", "CPercentiel"}, {"scaled", "percentage"}, {"tool_name", "Schakel"}};
    const encoded agreed = sent(report, options);
    CHECK(at(agreed, "/studentScoresAndResults/0/results/1/resultType") == "CPercentiel");
    CHECK(at(agreed, "/toolName") == "Schakel");
    CHECK(agreed.messages[0].body.find(R"("scoreType":"PercentageCorrect","scoreValue":"50")") != std::string::npos);
}

TEST_CASE("the token is added when the message is sent") {
    outgoing message = sent(older_report()).messages.at(0);
    edu_v_results().authorise(message, {{presented_credentials::form::bearer, "abc", "", ""}});
    CHECK(message.headers.find("authorization") == "Bearer abc");
}

TEST_CASE("a class is halved until one pupil is left") {
    const decoded read = decode(input_of("good-class-of-28"));
    const encoded out = edu_v_results().encode(read.records, at_noon());
    REQUIRE(out.messages.size() == 1);
    std::vector<outgoing> open = out.messages;
    std::set<std::string> ids_seen, pupils;
    while (!open.empty()) {
        const outgoing one = open.back();
        open.pop_back();
        const decoded half = decode(one.body);
        REQUIRE_FALSE(half.report.rejects());
        CHECK(ids_seen.insert(std::get<model::progress_report>(half.records[0]).id).second);
        CHECK(half.keys.size() == one.records);
        const std::vector<outgoing> parts = edu_v_results().split(one);
        if (parts.empty()) pupils.insert(half.keys.at(0).key);
        open.insert(open.end(), parts.begin(), parts.end());
    }
    CHECK(pupils.size() == 28);
}

TEST_CASE("a receiver's answer is judged as the outcome table says") {
    using enum receipt::outcome;
    struct row {
        int status;
        std::string body;
        std::size_t records;
        receipt::outcome becomes;
    };
    const row rows[] = {
        {201, "", 28, delivered},
        {202, "", 28, delivered},
        {200, "<!doctype html><title>Inloggen</title>", 28, hold},
        {202, "[]", 1, delivered},
        {400, R"([{"id":"a","status":11,"statusMessage":"Schema incorrect."}])", 28, split},
        {400, R"([{"id":"a","status":11}])", 1, rejected},
        {400, R"({"status":11})", 1, rejected},
        {400, R"([{"status":23}])", 28, hold},
        {400, R"([{"status":22}])", 28, hold},
        {400, R"([{"status":12}])", 28, hold},
        {400, "<html>", 28, hold},
        {401, "", 28, hold},
        {403, R"([{"status":22}])", 28, hold},
        {404, "", 28, hold},
        {405, "", 28, hold},
        {409, "", 28, rejected},
        {413, "", 28, split},
        {413, "", 1, rejected},
        {429, "", 28, retry},
        {503, "", 28, retry},
        {301, "", 28, hold}};
    for (const row& one : rows) {
        CAPTURE(one.status);
        CAPTURE(one.body);
        outgoing message;
        message.records = one.records;
        received_answer answer;
        answer.status = one.status;
        answer.body = one.body;
        CHECK(edu_v_results().interpret(message, answer).what == one.becomes);
    }
}

TEST_CASE("the reason of a refusal holds codes, not the receiver's words") {
    outgoing message;
    message.records = 1;
    received_answer answer;
    answer.status = 400;
    answer.body = R"([{"id":"afname-1","status":41,"statusMessage":"Marieke is onbekend"}])";
    CHECK(edu_v_results().interpret(message, answer).reason == "HTTP 400, status 41");
}
