// Faults planted in a valid Edu-V message: each gives exactly one finding, at its place, whatever stands around it.
#include "gateway/validation/json_schema.hpp"
#include "schemas/bundled.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>

using namespace schakel;
using namespace schakel::validation;

namespace {

// A piece of the message that may be wrong. `place` is the pointer of the finding, "#" standing for the pupil's index.
struct site {
    std::string_view good, bad, rule, place;
};

constexpr site whole[] = {
    {R"("id":"m1")", R"("id":1)", "schema.type", "/id"},
    {R"("timestamp":"2026-01-31T09:30:00Z")", R"("timestamp":"2026-01-31")", "schema.format", "/timestamp"},
    {R"("school":{"organisationIds":[{"organisationId":"99ZZ","organisationIdType":"OIE_CODE"}]})",
     R"("school":{"organisationIds":[{"organisationId":"99ZZ","organisationIdType":"BRIN"}]})", "schema.enum",
     "/school/organisationIds/0/organisationIdType"},
    {R"("schoolPeriod":"2025-2026")", R"("schoolPeriod":2025)", "schema.type", "/schoolPeriod"},
    {R"("assessmentDefinition":{"id":"t1","name":"T"})", R"("assessmentDefinition":{"id":"t1"})", "schema.required",
     "/assessmentDefinition"},
    {R"("assessmentDateTime":"2026-01-31T09:30:00+01:00")", R"("assessmentDateTime":"yesterday")", "schema.format",
     "/assessmentDateTime"},
    {R"("employees":[])", R"("employees":{})", "schema.type", "/employees"},
};

constexpr site pupil[] = {
    {R"("id":"p")", R"("id":null)", "schema.type", "/studentScoresAndResults/#/id"},
    {R"("student":{"userIds":[{"userId":"1","userIdType":"ASI"}]})", R"("student":{"userIds":[{"userId":"1"}]})",
     "schema.required", "/studentScoresAndResults/#/student/userIds/0"},
    {R"("dateCreated":"2026-01-31T09:30:00Z")", R"("dateCreated":"2026-02-30T09:30:00Z")", "schema.format",
     "/studentScoresAndResults/#/dateCreated"},
    {R"("dateLastModified":"2026-01-31T09:30:00Z")", R"("dateLastModified":["2026-01-31T09:30:00Z"])", "schema.type",
     "/studentScoresAndResults/#/dateLastModified"},
    {R"("status":"Final")", R"("status":"final")", "schema.enum", "/studentScoresAndResults/#/status"},
    {R"("missing":false)", R"("missing":"false")", "schema.type", "/studentScoresAndResults/#/missing"},
    {R"("scores":[{"scoreType":"ScorePoints","scoreValue":"7","assessmentId":"t1"}])",
     R"("scores":[{"scoreType":"Points","scoreValue":"7","assessmentId":"t1"}])", "schema.enum",
     "/studentScoresAndResults/#/scores/0/scoreType"},
    {R"("results":[{"resultType":"AVI","resultValue":"M4","assessmentId":"t1"},{"resultType":"OVG","resultValue":"G","assessmentId":"t1"}])",
     R"("results":[{"resultType":"AVI","resultValue":"M4","assessmentId":"t1"},{"resultType":"OVG","assessmentId":"t1"}])",
     "schema.required", "/studentScoresAndResults/#/results/1"},
};

// A message of `pupils` pupils; every site is wrong with probability `share`. `expected` gets "rule place" of each.
std::string message(std::size_t pupils, double share, std::mt19937& random, std::multiset<std::string>& expected) {
    std::bernoulli_distribution wrong(share);
    const auto part = [&](const site& s, const std::string& index) {
        if (!wrong(random)) return std::string(s.good);
        std::string place(s.place);
        if (const std::size_t at = place.find('#'); at != std::string::npos) place.replace(at, 1, index);
        expected.insert(std::string(s.rule) + " " + place);
        return std::string(s.bad);
    };
    std::string text = "{";
    for (const site& s : whole) text += part(s, "") + ",\n";
    text += "\"studentScoresAndResults\":[";
    for (std::size_t i = 0; i < pupils; ++i) {
        text += i == 0 ? "{" : ",\n{";
        for (const site& s : pupil) text += (&s == pupil ? "" : ", ") + part(s, std::to_string(i));
        text += "}";
    }
    return text + "]}";
}

std::multiset<std::string> told(const json_schema& schema, std::string_view text) {
    findings found;
    const auto document = json::document::parse(text, {}, found);
    REQUIRE(document);
    std::multiset<std::string> out;
    for (const finding& f : schema.validate(*document)) {
        out.insert(std::string(f.broken->id) + " " + f.where.path);
        CHECK(f.where.line > 0);
        CHECK(f.where.column > 0);
        CHECK(f.effective_clause().starts_with("Edu-V Results 2.1.0 "));
    }
    return out;
}

json_schema results_schema() {
    auto schema = json_schema::compile("edu_v/results-2.1.0/results.schema.json", [](std::string_view name) {
        return schemas::bundled(name);
    });
    REQUIRE(schema);
    return std::move(schema.value());
}

} // namespace

TEST_CASE("each planted fault alone gives one finding at its place") {
    const json_schema schema = results_schema();
    std::mt19937 random(1);
    std::multiset<std::string> none;
    const std::string good = message(2, 0, random, none);
    CHECK(told(schema, good).empty());
    for (const auto& sites :
         {std::vector<site>(std::begin(whole), std::end(whole)), std::vector<site>(std::begin(pupil), std::end(pupil))})
        for (const site& s : sites) {
            std::string text = good;
            text.replace(
                text.find(s.good, s.place.find('#') == std::string_view::npos ? 0 : text.find("studentScores")),
                s.good.size(), s.bad
            );
            std::string place(s.place);
            if (const std::size_t at = place.find('#'); at != std::string::npos) place.replace(at, 1, "0");
            CHECK(told(schema, text) == std::multiset<std::string>{std::string(s.rule) + " " + place});
        }
}

TEST_CASE("any number of planted faults gives as many findings, each at its place") {
    const json_schema schema = results_schema();
    std::mt19937 random(20261122);
    for (int round = 0; round < 300; ++round) {
        std::multiset<std::string> expected;
        const double share = round % 3 == 0 ? 0.02 : round % 3 == 1 ? 0.3 : 0.9;
        const std::string text = message(static_cast<std::size_t>(round % 7), share, random, expected);
        CAPTURE(text);
        CHECK(told(schema, text) == expected);
    }
}
