// Several records of one pupil, and roll-up inside a framework (B6).
#include "tests/unit/mapping_goals/small_world.hpp"

#include "gateway/mapping/goals/goal_progress.hpp"
#include "gateway/mapping/goals/roll_up.hpp"

#include <doctest/doctest.h>

using namespace small_world;
using g::record_kind;
using m::relation;

namespace {

g::goal_record record(std::string_view statement, std::string_view goal, record_kind kind = record_kind::attained) {
    g::goal_record made;
    made.statement = statement;
    made.goal = goal;
    made.kind = kind;
    made.threshold_means_all = true;
    return made;
}

// "B1 in-progress 1/2 33.33% by s1 s2"
std::string progress(
    const world& of, std::vector<g::goal_record> records, std::string_view target = "B",
    const g::goal_policy& policy = {}
) {
    const auto graph = of.graph();
    g::goal_translator translator(graph, policy, {});
    std::string text;
    for (const g::goal_progress& one : g::progress_in(translator, records, graph->find_framework(target))) {
        text += (text.empty() ? "" : " | ") + std::string(graph->id(one.goal)) + " " +
                std::string(to_string(one.what)) + " " + std::to_string(one.attained_parts) + "/" +
                std::to_string(one.known_parts);
        if (one.complete) text += " " + std::to_string(one.of_parts) + "0/00";
        for (const std::string& each : one.statements) text += " " + each;
        for (const std::string& each : one.against) text += " -" + each;
    }
    return text;
}

// B1 has three parts in A; whether they are all it has is the group's matter.
world parts(m::group::completeness subjects) {
    world of;
    of.goal("B#1", "B1");
    of.group("set", "parts").subjects = subjects;
    for (const char* id : {"A1", "A2", "A3"}) {
        of.goal("A#1", id);
        of.edge("set", id, relation::narrower, "B1").group = "parts";
    }
    return of;
}

using completeness = m::group::completeness;

} // namespace

TEST_CASE("all parts of a complete group attain the whole, some of them a share") {
    const world of = parts(completeness::complete);
    CHECK(progress(of, {record("s1", "A1")}) == "B1 in-progress 1/3 33330/00 s1");
    CHECK(progress(of, {record("s1", "A1"), record("s2", "A2")}) == "B1 in-progress 2/3 66660/00 s1 s2");
    CHECK(
        progress(of, {record("s1", "A1"), record("s2", "A2"), record("s3", "A3")}) ==
        "B1 attained 3/3 100000/00 s1 s2 s3"
    );
}

TEST_CASE("parts that are not stated to be complete never attain the whole") {
    for (const completeness state : {completeness::unknown, completeness::incomplete}) {
        const world of = parts(state);
        CHECK(
            progress(of, {record("s1", "A1"), record("s2", "A2"), record("s3", "A3")}) == "B1 in-progress 3/3 s1 s2 s3"
        );
    }
}

TEST_CASE("optional and attitudinal parts count in neither number, weights count") {
    world of = parts(completeness::complete);
    of.goal("A#1", "A4").optional = true;
    of.goal("A#1", "A5").attitude = true;
    m::goal& heavy = of.goal("A#1", "A6");
    heavy.weight = decimal(2);
    for (const char* id : {"A4", "A5", "A6"}) of.edge("set", id, relation::narrower, "B1").group = "parts";
    CHECK(progress(of, {record("s1", "A1"), record("s4", "A4")}) == "B1 in-progress 1/4 20000/00 s1 s4");
    CHECK(progress(of, {record("s6", "A6")}) == "B1 in-progress 1/4 40000/00 s6");
    CHECK(
        progress(of, {record("s1", "A1"), record("s2", "A2"), record("s3", "A3"), record("s6", "A6")}) ==
        "B1 attained 4/4 100000/00 s1 s2 s3 s6"
    );
}

TEST_CASE("a complete whole is evidence for what it equals elsewhere") {
    world of = parts(completeness::complete);
    of.goal("C#1", "C1");
    of.edge("on", "B1", relation::exact, "C1");
    CHECK(
        progress(of, {record("s1", "A1"), record("s2", "A2"), record("s3", "A3")}, "C") == "C1 attained 0/0 s1 s2 s3"
    );
}

TEST_CASE("one statement counts once, over several goals and several ways") {
    world of = parts(completeness::unknown);
    CHECK(progress(of, {record("s1", "A1"), record("s1", "A2"), record("s1", "A1")}) == "B1 in-progress 2/3 s1");
    of.goal("M#1", "M1");
    of.edge("way", "A1", relation::exact, "M1");
    of.edge("way", "M1", relation::narrower, "B1");
    CHECK(progress(of, {record("s1", "A1")}).ends_with(" s1"));
}

TEST_CASE("attained by one record and denied by another is a conflict, unless the newest is asked for") {
    world of = parts(completeness::unknown);
    of.goal("C#1", "C1");
    of.edge("equal", "C1", relation::exact, "B1");
    CHECK(
        progress(of, {record("s1", "C1"), record("s2", "A2", record_kind::not_attained)}) == "B1 conflict 3/3 s1 -s2"
    );
    CHECK(progress(of, {record("s2", "A2", record_kind::not_attained)}) == "B1 capped 0/3 -s2");
    CHECK(progress(of, {record("s2", "C1", record_kind::not_attained)}) == "B1 not-attained 0/3 -s2");
    g::goal_record earlier = record("s1", "C1", record_kind::not_attained), later = record("s2", "C1");
    earlier.on = date("2026-09-01");
    later.on = date("2026-11-01");
    CHECK(progress(of, {earlier, later}) == "B1 conflict 3/3 s2 -s1");
    g::goal_policy newest;
    newest.newest_per_goal = true;
    CHECK(progress(of, {earlier, later}, "B", newest) == "B1 attained 3/3 s2");
    CHECK(progress(of, {later, earlier}, "B", newest) == "B1 attained 3/3 s2");
}

TEST_CASE("roll-up reports shares of children and never mastery, where the framework reports at all") {
    world of;
    of.goal("A#1", "root").grouping = true;
    for (const char* id : {"chapter1", "chapter2"}) {
        of.goal("A#1", id).grouping = true;
        of.edge("A#1", id, relation::child_of, "root");
    }
    for (const char* id : {"a", "b", "c", "d"}) {
        of.goal("A#1", id).optional = id[0] == 'd';
        of.edge("A#1", id, relation::child_of, id[0] == 'c' ? "chapter2" : "chapter1");
    }
    const auto rolled = [&] {
        const auto graph = of.graph();
        const g::reading_date date(*graph);
        const std::vector<g::node> attained{graph->find("a")};
        std::string text;
        for (const g::rolled_up& one : g::roll_up(*graph, date, graph->find_framework("A"), attained))
            text += std::string(graph->id(one.parent)) + " " + std::to_string(one.attained_children) + "/" +
                    std::to_string(one.children) + " " + std::to_string(one.of_children) + "; ";
        return text;
    };
    CHECK(rolled() == "chapter1 1/2 5000; root 0/0 2500; ");
    of.edge("A#1", "root", relation::child_of, "a"); // a circle does no harm
    CHECK(rolled().find("chapter1 1/2 5000") != std::string::npos);
    of.framework("A").roll_up = m::framework::roll_up_of::none;
    CHECK(rolled().empty());
}
