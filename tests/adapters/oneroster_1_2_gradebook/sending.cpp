#include "tests/adapters/oneroster_gradebook.hpp"

#include "gateway/adapter/minted_id.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/model/field.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test::gradebook;
namespace field = model::field;
namespace scheme = model::scheme;

namespace {

model::score score(model::score_kind kind, std::int64_t value) {
    model::score one;
    one.kind = kind;
    one.value = decimal(value);
    return one;
}

// As an administration with another standard would deliver it: keys and days, a test with a part.
model::progress_report another_report() {
    model::progress_report out;
    out.school = {{std::string(scheme::brin), "99XX", {}}};
    model::assessment& test = out.assessments.emplace_back();
    test.id = "taal-4";
    test.version = "1";
    test.name = "Taal blok 4";
    test.parts.push_back({"spelling", "Spelling", {}, {}, {}, {}});
    model::sitting& one = out.sittings.emplace_back();
    one.id = "11111111-1111-5111-8111-111111111111";
    one.pupil.ids = {{std::string(scheme::las_key), "leerling-1", {}}};
    one.taken_at = {start_of_day_in_amsterdam(*parse_date("2026-11-20")), true};
    model::result& whole = one.results.emplace_back();
    whole.scores.push_back(score(model::score_kind::points, 7));
    whole.scores.back().maximum = decimal(10);
    model::result& part = one.results.emplace_back();
    part.part_id = "spelling";
    part.scores.push_back(score(model::score_kind::percentage_correct, 60));
    return out;
}

model::result about(std::string goal, std::int64_t value) {
    model::result one;
    one.goals.push_back({.goal = std::move(goal)});
    one.scores.push_back(score(model::score_kind::points, value));
    return one;
}

encoded sent(
    const model::progress_report& report, encode_options options = at_noon(),
    std::string_view standard = "oneroster-1.2-gradebook"
) {
    const std::vector<model::record> records{report};
    encoded out = subject(standard).encode(records, options);
    for (const outgoing& message : out.messages) {
        const decoded read = subject(standard).decode(put(message.path, message.body), {});
        CHECK_MESSAGE(!read.report.rejects(), message.body);
    }
    return out;
}

std::string at(const encoded& out, std::size_t message, std::string_view pointer) {
    REQUIRE(message < out.messages.size());
    findings found;
    const auto document = json::document::parse(out.messages[message].body, {}, found);
    REQUIRE(document);
    const json::value value = document->root().find(pointer);
    return value.is(json::kind::string) ? std::string(value.text()) : std::string(value ? value.raw() : "-");
}

std::vector<std::string> refused(const encoded& out) {
    std::vector<std::string> ids;
    for (const finding& one : out.refused) ids.emplace_back(one.broken->id);
    return ids;
}

} // namespace

TEST_CASE("without a class a test becomes assessment line items, the part below the whole, then their results") {
    const encoded out = sent(another_report());
    REQUIRE(out.messages.size() == 4);
    for (const outgoing& one : out.messages) {
        CHECK(one.method == "PUT");
        CHECK(one.key == out.messages.front().key);
        CHECK(one.records == 1);
    }
    CHECK(at(out, 0, "/assessmentLineItem/title") == "Taal blok 4");
    CHECK(at(out, 0, "/assessmentLineItem/resultValueMax") == "10");
    CHECK(at(out, 1, "/assessmentLineItem/title") == "Taal blok 4 – Spelling");
    CHECK(
        at(out, 1, "/assessmentLineItem/parentAssessmentLineItem/sourcedId") ==
        at(out, 0, "/assessmentLineItem/sourcedId")
    );
    CHECK(at(out, 2, "/assessmentResult/score") == "7");
    CHECK(at(out, 2, "/assessmentResult/scoreStatus") == "fully graded");
    CHECK(at(out, 2, "/assessmentResult/scoreDate") == "2026-11-20");
    CHECK(at(out, 3, "/assessmentResult/metadata/schakel.scoreKind") == "percentage-correct");
    CHECK(out.messages[2].path == "/assessmentResults/" + at(out, 2, "/assessmentResult/sourcedId"));
}

TEST_CASE("with a class it becomes line items, with a category of ours ahead") {
    encode_options options = at_noon();
    options.parameters = {{"class", "klas-5a"}, {"base_url", "https://sis.example/"}};
    const encoded out = sent(another_report(), options);
    REQUIRE(out.messages.size() == 5);
    CHECK(out.messages[0].path.starts_with("/categories/"));
    CHECK(at(out, 1, "/lineItem/category/sourcedId") == at(out, 0, "/category/sourcedId"));
    CHECK(at(out, 1, "/lineItem/class/href") == "https://sis.example/ims/oneroster/rostering/v1p2/classes/klas-5a");
    CHECK(at(out, 3, "/result/class/sourcedId") == "klas-5a");
    options.parameters.emplace("category", "toetsen");
    CHECK(sent(another_report(), options).messages.size() == 4);
    options.parameters["objects"] = "assessments";
    CHECK(sent(another_report(), options).messages[0].path.starts_with("/assessmentLineItems/"));
}

TEST_CASE("the same content has the same ids, and a pupil the id of our rosters") {
    const encoded once = sent(another_report()), again = sent(another_report());
    for (std::size_t i = 0; i < once.messages.size(); ++i) CHECK(once.messages[i].body == again.messages[i].body);
    const std::string space = minting_space(at_noon().school);
    CHECK(at(once, 2, "/assessmentResult/student/sourcedId") == minted_id(space, "user", "leerling-1"));
    model::progress_report other = another_report();
    other.sittings[0].id = "22222222-2222-5222-8222-222222222222";
    CHECK(at(sent(other), 2, "/assessmentResult/sourcedId") != at(once, 2, "/assessmentResult/sourcedId"));
}

TEST_CASE("a result about several goals gives none of them its score; one about a single goal does") {
    model::progress_report report = another_report();
    auto& results = report.sittings[0].results;
    results.resize(1);
    results.push_back(about("3f1c2a3e-0b51-4a7b-9f3f-3a0c1d2e4f50", 4));
    results.push_back(about("https://opendata.slo.nl/curriculum/uuid/7d9f6f0c-7a45-4f3e-8a5f-1c2b3a4d5e6f", 3));
    results.back().goals.push_back({.goal = "kerndoel-26", .framework = "slo"});
    const encoded out = sent(report);
    const std::string sets = "/assessmentResult/learningObjectiveSet";
    CHECK(at(out, 1, "/assessmentResult/score") == "7");
    CHECK(at(out, 1, sets + "/0/source") == "case");
    CHECK(at(out, 1, sets + "/0/learningObjectiveResults/0/score") == "4");
    CHECK(at(out, 1, sets + "/1/source") == "unknown");
    CHECK(at(out, 1, sets + "/1/learningObjectiveResults/0/score") == "-");
    CHECK(at(out, 1, sets + "/2/source") == "slo");
    CHECK(at(out, 1, sets + "/2/learningObjectiveResults/0/learningObjectiveId") == "kerndoel-26");
}

TEST_CASE("a translated goal gets no score that its translation does not permit, and is explained") {
    for (const bool permitted : {true, false}) {
        model::progress_report report = another_report();
        auto& results = report.sittings[0].results;
        results.resize(1);
        results.push_back(about("urn:uuid:3f1c2a3e-0b51-4a7b-9f3f-3a0c1d2e4f50", 4));
        model::goal_reference& goal = results.back().goals.front();
        goal.original = "urn:uuid:7d9f6f0c-7a45-4f3e-8a5f-1c2b3a4d5e6f";
        goal.outcome = permitted ? "exact" : "contributes";
        goal.claim = permitted ? "score" : "component-score";
        goal.explanation = "Het doel is vervangen.";
        const encoded out = sent(report);
        const std::string objective = "/assessmentResult/learningObjectiveSet/0/learningObjectiveResults/0";
        CHECK(at(out, 1, objective + "/learningObjectiveId") == "3f1c2a3e-0b51-4a7b-9f3f-3a0c1d2e4f50");
        CHECK(at(out, 1, objective + "/score") == (permitted ? "4" : "-"));
        CHECK(at(out, 1, "/assessmentResult/metadata/schakel.goalExplanation") == "Het doel is vervangen.");
    }
}

TEST_CASE("the only result of a sitting is that of the whole, also when it names its goals") {
    model::progress_report report = another_report();
    report.sittings[0].results = {about("3f1c2a3e-0b51-4a7b-9f3f-3a0c1d2e4f50", 4)};
    report.assessments[0].goals = {{.goal = "3f1c2a3e-0b51-4a7b-9f3f-3a0c1d2e4f50"}};
    const encoded out = sent(report);
    CHECK(
        at(out, 0, "/assessmentLineItem/learningObjectiveSet/0/learningObjectiveIds/0") ==
        "3f1c2a3e-0b51-4a7b-9f3f-3a0c1d2e4f50"
    );
    CHECK(at(out, 1, "/assessmentResult/score") == "4");
    CHECK(at(out, 1, "/assessmentResult/learningObjectiveSet/0/learningObjectiveResults/0/score") == "4");
}

TEST_CASE("absent, unfinished and cancelled sittings") {
    model::progress_report report = another_report();
    model::sitting& one = report.sittings[0];
    one.results.clear();
    one.missing = true;
    const encoded absent = sent(report);
    CHECK(at(absent, 1, "/assessmentResult/missing") == "true");
    CHECK(at(absent, 1, "/assessmentResult/scoreStatus") == "not submitted");
    report = another_report();
    report.sittings[0].status = model::sitting_status::in_progress;
    CHECK(at(sent(report), 2, "/assessmentResult/scoreStatus") == "partially graded");
    CHECK(at(sent(report), 2, "/assessmentResult/inProgress") == "true");
    report.sittings[0].status = model::sitting_status::cancelled;
    CHECK(at(sent(report), 2, "/assessmentResult/status") == "tobedeleted");
}

TEST_CASE("what cannot be said is refused with its rule, and nothing is sent for it") {
    model::progress_report report = another_report();
    report.sittings[0].pupil.ids = {{std::string(scheme::eckid), "https://ketenid.nl/pilot/leerling-1", {}}};
    const encoded nobody = sent(report);
    CHECK(refused(nobody) == std::vector<std::string>{"oneroster.gradebook-pupil-without-id"});
    encode_options by_eckid = at_noon();
    by_eckid.parameters = {{"student", "eckid"}};
    CHECK(
        at(sent(report, by_eckid), 2, "/assessmentResult/student/sourcedId") == "https://ketenid.nl/pilot/leerling-1"
    );

    const std::string_view older = "oneroster-1.1-gradebook";
    const encoded classless = sent(another_report(), at_noon(), older);
    CHECK(refused(classless) == std::vector<std::string>{"oneroster.gradebook-reference-unknown"});
    CHECK(classless.refused[0].expected == "class");
    CHECK(classless.messages.empty());
    encode_options full = at_noon();
    full.parameters = {{"class", "klas-5a"}};
    CHECK(sent(another_report(), full, older).refused[0].expected == "grading_period");
    full.parameters.emplace("grading_period", "periode-1");
    CHECK(sent(another_report(), full, older).messages.size() == 5);
    report = another_report();
    report.sittings[0].results.clear();
    CHECK(refused(sent(report, full, older)) == std::vector<std::string>{"oneroster.gradebook-score-demanded"});

    const std::vector<model::record> activities{model::activity{}};
    CHECK(
        refused(subject().encode(activities, at_noon())) ==
        std::vector<std::string>{"oneroster.gradebook-activity-without-result"}
    );
}

TEST_CASE("two results of the same part are two results of the gradebook") {
    model::progress_report report = another_report();
    report.sittings[0].results.push_back(report.sittings[0].results.front());
    const encoded out = sent(report);
    REQUIRE(out.messages.size() == 5);
    CHECK(at(out, 2, "/assessmentResult/sourcedId") != at(out, 3, "/assessmentResult/sourcedId"));
}
