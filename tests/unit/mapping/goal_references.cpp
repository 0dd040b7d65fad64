// What becomes of references to goals in progress records, for a receiver that reads framework B.
#include "gateway/mapping/goal_references.hpp"
#include "gateway/model/field.hpp"
#include "tests/unit/mapping_goals/small_world.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace small_world;
using m::relation;
namespace field = schakel::model::field;

namespace {

const model::goal_reference a1{"A1"};

model::score points(const char* value) {
    return {model::score_kind::points, *decimal::parse(value), {}, {}, {}, {}};
}

// One test, one pupil, one result; each with or without goals.
struct class_room {
    std::vector<model::record> records{model::progress_report{}};
    model::progress_report& report = std::get<model::progress_report>(records.front());
    field_fate fate;
    mapping::goal_account account;

    class_room() {
        report.assessments.emplace_back().id = "rekenen";
        add_result();
    }
    model::assessment& test() { return report.assessments.front(); }
    model::result& result(std::size_t which = 0) { return report.sittings.at(which).results.front(); }
    model::result& add_result() {
        model::sitting& sitting = report.sittings.emplace_back();
        sitting.id = "afname-" + std::to_string(report.sittings.size());
        sitting.taken_at.at = start_of_day_in_amsterdam(date("2026-11-20"));
        return sitting.results.emplace_back();
    }
    class_room& translate(const world& of, mapping::goal_wish wish = {}) { return translate(of.graph(), wish); }
    class_room& translate(std::shared_ptr<const g::goal_graph> graph, mapping::goal_wish wish = {}) {
        if (wish.framework.empty()) wish.framework = "B";
        account = mapping::translate_goals(records, wish, std::move(graph), date("2026-11-21"), fate);
        return *this;
    }
};

// "B1 exact score" of a translated reference, "(A1) contributes B1 in-progress" of one that stayed.
std::string outline(const model::goal_references& goals) {
    std::string text;
    for (const model::goal_reference& one : goals) {
        if (!text.empty()) text += " | ";
        text += one.translated() ? one.goal : "(" + one.goal + ")";
        if (!one.outcome.empty()) text += " " + one.outcome;
        if (!one.target.empty()) text += " " + one.target;
        if (!one.claim.empty()) text += " " + one.claim;
    }
    return text;
}

world pair(relation what) {
    world of;
    of.goal("A#1", "A1", "De leerling telt tot tien");
    of.goal("B#1", "B1", "De leerling telt tot 10");
    of.edge("set", "A1", what, "B1");
    return of;
}

enum class holds { score, passed, failed, level, both };

std::string with_result(const world& of, holds what, const mapping::goal_wish& wish = {}) {
    class_room room;
    model::result& result = room.result();
    if (what == holds::score || what == holds::both) result.scores.push_back(points("7.5"));
    if (what == holds::passed || what == holds::both) result.success = true;
    if (what == holds::failed) result.success = false;
    if (what == holds::level) result.qualifications.push_back({"ERK", "A2", {}, {}, {}});
    result.goals = {a1};
    room.translate(of, wish);
    return outline(room.result().goals);
}

} // namespace

TEST_CASE("a result goes on as one on the receiver's goal only where all that it says is permitted") {
    CHECK(with_result(pair(relation::exact), holds::both) == "B1 exact attained");
    CHECK(with_result(pair(relation::exact), holds::score) == "B1 exact score");
    CHECK(with_result(pair(relation::exact), holds::level) == "B1 exact level");
    mapping::goal_wish all;
    all.attained_means_all = true;
    CHECK(with_result(pair(relation::broader), holds::passed, all) == "B1 implied attained");
    CHECK(with_result(pair(relation::broader), holds::passed) == "(A1) implied B1 likely-attained");
    CHECK(with_result(pair(relation::broader), holds::score, all) == "(A1) refused B1 context");
    CHECK(
        with_result(pair(relation::broader), holds::both, all) == "(A1) implied B1 attained"
    ); // the score stays behind
    CHECK(with_result(pair(relation::narrower), holds::passed) == "(A1) contributes B1 in-progress");
    CHECK(with_result(pair(relation::narrower), holds::score) == "(A1) contributes B1 component-score");
    CHECK(with_result(pair(relation::narrower), holds::failed) == "(A1) implied B1 capped");
    CHECK(with_result(pair(relation::overlap), holds::passed) == "(A1) evidence-only B1 evidence");
    CHECK(with_result(pair(relation::overlap), holds::score) == "(A1) refused");
    CHECK(with_result(pair(relation::related), holds::passed) == "(A1) refused");
    CHECK(with_result(pair(relation::none), holds::passed) == "(A1) refused");
}

TEST_CASE("a goal that was worded anew carries what was attained as evidence, and a score not at all") {
    world of;
    of.release("B#1", "2019-01-01");
    of.release("B#2", "2026-01-01");
    of.goal("B#1", "A1", "De leerling telt tot tien");
    of.goal("B#2", "B1", "De leerling rekent tot twintig");
    of.goal("B#2", "A1", "De leerling telt tot tien").state = m::goal_state::deprecated;
    of.edge("B#2", "A1", relation::replaced_by, "B1");
    CHECK(with_result(of, holds::passed) == "(A1) revised B1 evidence");
    CHECK(with_result(of, holds::score) == "(A1) refused");
}

TEST_CASE("unknown, withdrawn and without a mapping are told apart, and what a later import may help is listed") {
    world of;
    of.release("B#1", "2019-01-01");
    of.release("B#2", "2026-01-01");
    of.goal("B#1", "old", "De leerling telt");
    of.goal("B#2", "old", "De leerling telt").state = m::goal_state::deprecated;
    of.goal("A#1", "alone");
    const auto becomes = [&](const char* goal, std::vector<std::string>& unknown) {
        class_room room;
        room.result().success = true;
        room.result().goals = {{goal}};
        room.translate(of);
        unknown = room.account.unknown;
        return outline(room.result().goals);
    };
    std::vector<std::string> unknown;
    CHECK(becomes("never-heard-of", unknown) == "(never-heard-of) unknown");
    CHECK(unknown == std::vector<std::string>{"never-heard-of"});
    CHECK(becomes("old", unknown) == "(old) withdrawn");
    CHECK(unknown.empty());
    CHECK(becomes("alone", unknown) == "(alone) refused");
    CHECK(unknown == std::vector<std::string>{"alone"});
}

TEST_CASE("nothing imported makes every goal unknown") {
    class_room room;
    room.result().success = true;
    room.result().goals = {a1};
    room.translate(std::shared_ptr<const g::goal_graph>{});
    CHECK(outline(room.result().goals) == "(A1) unknown");
    CHECK(room.account.unknown == std::vector<std::string>{"A1"});
    CHECK(room.account.sources.empty());
}

TEST_CASE("a reference of a test stays with the test when it comes to the same for all results") {
    class_room room;
    room.result().scores.push_back(points("7"));
    room.add_result().scores.push_back(points("4"));
    room.test().goals = {a1};
    room.test().subjects.push_back({"A1", {}, {}});
    room.translate(pair(relation::exact));
    CHECK(outline(room.test().goals) == "B1 exact score");
    CHECK(room.result(0).goals.empty());
    CHECK(room.test().subjects.front() == model::term{"B1", "B", {}}); // the subject is the goal
    REQUIRE(room.account.translations.size() == 1);
    CHECK(room.account.translations.front().statements == std::vector<std::string>{"afname-1", "afname-2"});
    CHECK(room.account.translations.front().carried == 2);
    CHECK(room.account.sources == std::vector<std::string>{"set"});
}

TEST_CASE("where results differ the test keeps the reference as it came, and each result has its own translation") {
    class_room room;
    room.result().success = true;
    room.add_result().success = false;
    room.test().goals = {a1};
    room.translate(pair(relation::narrower));
    CHECK(outline(room.test().goals) == "(A1)");
    CHECK(outline(room.result(0).goals) == "(A1) contributes B1 in-progress");
    CHECK(outline(room.result(1).goals) == "(A1) implied B1 capped");
}

TEST_CASE("a result of a part says of the goal of the whole only that there was activity") {
    class_room room;
    room.test().goals = {a1};
    room.test().parts.push_back({"som-1", {}, {}, {}, {}, {{"A2"}}});
    room.result().part_id = "som-1";
    room.result().success = true;
    world of = pair(relation::exact);
    of.goal("A#1", "A2");
    of.goal("B#1", "B2");
    of.edge("set", "A2", relation::exact, "B2");
    room.translate(of);
    CHECK(outline(room.test().goals) == "B1 exact activity");
    CHECK(outline(room.test().parts.front().goals) == "B2 exact attained");
}

TEST_CASE("one result counts once for a goal, however many of its references lead there") {
    world of = pair(relation::exact);
    of.goal("C#1", "C1");
    of.edge("other", "C1", relation::exact, "B1");
    class_room room;
    room.result().success = true;
    room.result().goals = {a1, {"C1"}};
    room.translate(of);
    CHECK(outline(room.result().goals) == "B1 exact attained");
    CHECK(room.account.translations.size() == 2); // both are told to the auditor
}

TEST_CASE("absent pupils and cancelled sittings say nothing of a goal, sittings in progress that it is in progress") {
    class_room room;
    room.result().goals = {a1};
    room.result().success = true;
    room.report.sittings.front().missing = true;
    room.translate(pair(relation::exact));
    CHECK(outline(room.result().goals) == "(A1)");
    class_room busy;
    busy.result().goals = {a1};
    busy.result().success = true;
    busy.report.sittings.front().status = model::sitting_status::in_progress;
    busy.translate(pair(relation::exact));
    CHECK(outline(busy.result().goals) == "B1 exact in-progress");
}

TEST_CASE("a score on another scale than the receiver's is refused, whichever of several it is") {
    mapping::goal_wish wish;
    wish.policy.score_scale = "points";
    CHECK(with_result(pair(relation::exact), holds::score, wish) == "B1 exact score");
    wish.policy.score_scale = "cito-2026";
    CHECK(with_result(pair(relation::exact), holds::score, wish) == "(A1) refused");
}

TEST_CASE("a printed code resolves within the framework that is named, and to no guess") {
    world of = pair(relation::exact);
    of.goal("A#1", "A2").code = "1.2";
    of.goal("A#1", "A3").code = "2.1";
    of.goal("A#1", "A4").code = "2.1";
    of.goal("B#1", "B2");
    of.edge("set", "A2", relation::exact, "B2");
    const auto becomes = [&](const char* code) {
        class_room room;
        room.result().success = true;
        room.result().goals = {{code, "A"}};
        room.translate(of);
        return outline(room.result().goals);
    };
    CHECK(becomes("1.2") == "B2 exact attained");
    CHECK(becomes("2.1") == "(2.1) ambiguous");
    CHECK(becomes("9.9") == "(9.9) unknown");
}

TEST_CASE("goals are read as of the day of the sitting, or as of today when the receiver asks so") {
    world of;
    of.release("B#1", "2019-01-01");
    of.release("B#2", "2026-11-21");
    of.goal("B#1", "A1", "De leerling telt");
    of.goal("B#2", "A1", "De leerling telt").state = m::goal_state::deprecated;
    of.goal("B#2", "B1", "De leerling telt");
    of.edge("B#2", "A1", relation::replaced_by, "B1");
    CHECK(with_result(of, holds::score) == "A1 exact score"); // it lived the day before
    mapping::goal_wish wish;
    wish.as_of_today = true;
    CHECK(with_result(of, holds::score, wish) == "B1 exact score");
    wish.release = "1";
    CHECK(with_result(of, holds::score, wish) == "A1 exact score");
    wish.release = "3";
    CHECK(with_result(of, holds::score, wish) == "(A1) refused");
}

TEST_CASE("goals with a UUID are written as the sender writes those of the publisher, or as the receiver asks") {
    const std::string uuid_a = "11111111-1111-4111-8111-111111111111", uuid_b = "22222222-2222-4222-8222-222222222222";
    const std::string base = "https://opendata.slo.nl/curriculum/uuid/";
    world of;
    of.framework("A").publisher = "SLO";
    of.framework("B").publisher = "SLO";
    of.goal("A#1", "urn:uuid:" + uuid_a);
    of.goal("B#1", "urn:uuid:" + uuid_b);
    of.edge("set", "urn:uuid:" + uuid_a, relation::exact, "urn:uuid:" + uuid_b);
    const auto becomes = [&](const std::string& as_written, const mapping::goal_wish& wish) {
        class_room room;
        room.result().success = true;
        room.result().goals = {{as_written}};
        room.translate(of, wish);
        return room.result().goals.front().goal;
    };
    CHECK(becomes(base + uuid_a, {}) == base + uuid_b);
    CHECK(becomes(uuid_a, {}) == uuid_b);
    mapping::goal_wish wish;
    wish.address = "https://goals.example/";
    CHECK(becomes(base + uuid_a, wish) == "https://goals.example/" + uuid_b);
    of.framework("B").publisher = "another";
    CHECK(becomes(base + uuid_a, {}) == "urn:uuid:" + uuid_b);
}

TEST_CASE("equal inputs give equal explanations, without a value or date of the pupil") {
    const auto run = [] {
        class_room room;
        room.result().scores.push_back(points("7.5"));
        room.result().goals = {a1};
        room.translate(pair(relation::exact));
        return room.result().goals.front().explanation + room.account.to_json();
    };
    const std::string once = run();
    CHECK(once == run());
    CHECK(once.find("7.5") == std::string::npos);
    CHECK(once.find("Doel: ") != std::string::npos);
    CHECK(once.find("\"statements\":[\"afname-1\"]") != std::string::npos);
}

TEST_CASE("records without references change nothing and are told in no account") {
    class_room room;
    room.result().success = true;
    room.translate(pair(relation::exact));
    CHECK(room.account.to_json().empty());
    CHECK(room.fate.entries().empty());
}
