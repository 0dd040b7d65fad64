// What a record on one goal comes to on another: one case per rule of B2, B4, B5 and B6.
#include "tests/unit/mapping_goals/small_world.hpp"

#include <doctest/doctest.h>

using namespace small_world;
using g::record_kind;
using m::relation;

namespace {

// A1 and B1 with one mapping between them.
world pair(relation what) {
    world of;
    of.goal("A#1", "A1");
    of.goal("B#1", "B1");
    of.edge("set", "A1", what, "B1");
    return of;
}

} // namespace

TEST_CASE("every kind of record along every relation gets what B2 permits, in both directions") {
    const world exact = pair(relation::exact);
    CHECK(outline(exact, "A1", "B") == "exact attained B1");
    CHECK(outline(exact, "B1", "A") == "exact attained A1");
    CHECK(outline(exact, "A1", "B", record_kind::not_attained) == "exact not-attained B1");
    CHECK(outline(exact, "A1", "B", record_kind::score) == "exact score B1");
    CHECK(outline(exact, "A1", "B", record_kind::level) == "exact level B1");
    const world narrower = pair(relation::narrower);
    CHECK(outline(narrower, "A1", "B") == "contributes in-progress B1");
    CHECK(outline(narrower, "A1", "B", record_kind::not_attained) == "implied capped B1");
    CHECK(outline(narrower, "A1", "B", record_kind::score) == "contributes component-score B1 component-score");
    CHECK(outline(narrower, "A1", "B", record_kind::level) == "refused nothing B1 level-stays");
    CHECK(outline(narrower, "B1", "A") == "implied attained A1");
    CHECK(outline(narrower, "B1", "A", record_kind::not_attained) == "refused nothing A1 negative-stays");
    CHECK(outline(narrower, "B1", "A", record_kind::in_progress) == "refused nothing A1 progress-stays");
    CHECK(outline(narrower, "B1", "A", record_kind::score) == "refused context A1 score-stays");
    CHECK(outline(narrower, "B1", "A", record_kind::activity) == "refused nothing A1 activity-stays");
    const world overlap = pair(relation::overlap);
    CHECK(outline(overlap, "A1", "B") == "evidence-only evidence B1");
    CHECK(outline(overlap, "B1", "A", record_kind::activity) == "evidence-only exposure A1");
    CHECK(outline(overlap, "A1", "B", record_kind::score) == "refused nothing B1 score-stays");
    CHECK(outline(pair(relation::related), "A1", "B") == "refused nothing B1 only-related");
    CHECK(outline(pair(relation::precedes), "A1", "B") == "refused nothing B1 only-related");
    CHECK(outline(pair(relation::none), "A1", "B") == "refused nothing B1 no-counterpart");
    CHECK(outline(pair(relation::other), "A1", "B") == "refused no-mapping");
    CHECK(outline(pair(relation::child_of), "A1", "B") == "contributes in-progress B1"); // a parent elsewhere
}

TEST_CASE("attained without all of the goal is no more than likely for a part of it") {
    const world of = pair(relation::broader);
    g::goal_record record;
    record.goal = "A1";
    const auto graph = of.graph();
    CHECK(outline(*graph, g::translate_goal(graph, record, "B", {}, {})) == "implied likely-attained B1");
}

TEST_CASE("paths compose: one framework in between, and siblings say nothing of one another") {
    world of;
    of.goal("A#1", "A1");
    of.goal("M#1", "M1");
    of.goal("B#1", "B1");
    of.goal("B#1", "B2");
    of.edge("first", "A1", relation::broader, "M1");
    of.edge("second", "M1", relation::exact, "B1");
    of.edge("second", "B2", relation::broader, "M1");
    CHECK(outline(of, "A1", "B") == "implied attained B1 | evidence-only evidence B2");
    CHECK(outline(of, "B1", "A") == "contributes in-progress A1");
    world siblings;
    siblings.goal("A#1", "A1");
    siblings.goal("M#1", "M1");
    siblings.goal("B#1", "B1");
    siblings.edge("first", "A1", relation::narrower, "M1");
    siblings.edge("second", "B1", relation::narrower, "M1");
    CHECK(outline(siblings, "A1", "B") == "refused no-mapping");
}

TEST_CASE("the hop limit counts mapping hops") {
    world of;
    of.goal("A#1", "A0");
    for (int i = 1; i <= 5; ++i) {
        const std::string framework(1, static_cast<char>('B' + i));
        of.goal(framework + "#1", framework + "0");
        const std::string before = i == 1 ? "A0" : std::string(1, static_cast<char>('A' + i)) + "0";
        of.edge("chain", before, relation::exact, framework + "0");
    }
    CHECK(outline(of, "A0", "F") == "exact attained F0");
    CHECK(outline(of, "A0", "G") == "refused no-mapping");
    g::goal_policy longer;
    longer.hop_limit = 5;
    CHECK(outline(of, "A0", "G", record_kind::attained, {}, longer) == "exact attained G0");
}

TEST_CASE("of paths of one strength the shortest, then the surest, then the first by ids is told") {
    world of;
    of.goal("A#1", "A1");
    of.goal("B#1", "B1");
    for (const char* middle : {"M1", "M2", "M3"}) {
        of.goal("M#1", middle);
        of.edge("first", "A1", relation::exact, middle);
        of.edge("second", middle, relation::exact, "B1").confidence = decimal::parse("0.9");
    }
    const auto path = [&] {
        const auto graph = of.graph();
        g::goal_record record;
        record.goal = "A1";
        return path_of(*graph, g::translate_goal(graph, record, "B", {}, {}));
    };
    CHECK(path() == "A1 -EQ-> M1 -EQ-> B1");
    of.edge("third", "M3", relation::exact, "B1");
    CHECK(path() == "A1 -EQ-> M3 -EQ-> B1");
    of.edge("third", "B1", relation::exact, "A1").confidence = decimal::parse("0.5");
    CHECK(path() == "A1 -EQ-> B1");
}

TEST_CASE("what contradicts is a conflict with both ways told, never a choice") {
    world of = pair(relation::exact);
    of.edge("other", "A1", relation::narrower, "B1");
    CHECK(outline(of, "A1", "B") == "conflict nothing B1 equal-included");
    world circle = pair(relation::narrower);
    circle.edge("other", "B1", relation::narrower, "A1");
    CHECK(outline(circle, "A1", "B") == "conflict nothing B1 included-both");
    world unmatched = pair(relation::overlap);
    unmatched.edge("other", "A1", relation::none, "B1");
    CHECK(outline(unmatched, "A1", "B") == "conflict nothing B1 equal-and-unmatched");
    world two = pair(relation::exact);
    two.goal("B#1", "B2");
    two.edge("other", "A1", relation::exact, "B2");
    CHECK(outline(two, "A1", "B") == "conflict nothing B1 two-exact | conflict nothing B2 two-exact");
    const auto graph = two.graph();
    g::goal_record record;
    record.goal = "A1";
    const g::translation made = g::translate_goal(graph, record, "B", {}, {});
    CHECK(made.contradicting_path(made.targets[0]).front().to == made.targets[1].goal);
    CHECK(made.contradicting_path(made.targets[1]).front().to == made.targets[0].goal);
}

TEST_CASE("a weaker direct statement lowers nothing, unless the policy prefers what was stated directly") {
    world of;
    of.goal("A#1", "A1");
    of.goal("M#1", "M1");
    of.goal("B#1", "B1");
    of.edge("first", "A1", relation::exact, "M1");
    of.edge("second", "M1", relation::exact, "B1");
    of.edge("third", "A1", relation::overlap, "B1");
    CHECK(outline(of, "A1", "B") == "exact attained B1");
    g::goal_policy direct;
    direct.prefer_direct = true;
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, direct) == "evidence-only evidence B1");
}

TEST_CASE("a mapping set counts in its newest version, when it is valid, and when the policy lets it in") {
    world of = pair(relation::related);
    of.edge("cross#1", "A1", relation::exact, "B1");
    CHECK(outline(of, "A1", "B") == "exact attained B1");
    of.edge("cross#10", "A1", relation::overlap, "B1");
    of.edge("cross#9", "A1", relation::narrower, "B1");
    CHECK(outline(of, "A1", "B") == "evidence-only evidence B1");
    g::goal_policy pinned;
    pinned.mapping_sets = {"cross#9"};
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, pinned) == "contributes in-progress B1");
    of.set("cross#10").valid_from = date("2026-08-01");
    CHECK(outline(of, "A1", "B", record_kind::attained, {date("2026-07-31"), {}}) == "contributes in-progress B1");
    CHECK(outline(of, "A1", "B", record_kind::attained, {date("2026-08-01"), {}}) == "evidence-only evidence B1");
    g::goal_policy reviewed;
    reviewed.reviewed_only = true;
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, reviewed) == "refused no-mapping");
    of.edge("late", "A1", relation::exact, "B1").review = m::review_state::reviewed;
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, reviewed) == "exact attained B1");
    of.edge("refused", "A1", relation::narrower, "B1").review = m::review_state::rejected;
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, reviewed) == "exact attained B1");
    g::goal_policy is_signed;
    is_signed.signed_only = true;
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, is_signed) == "refused no-mapping");
    of.set("late").signature = m::mapping_set::signature_of::valid;
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, is_signed) == "exact attained B1");
}

TEST_CASE("alternatives are offered and nothing flows until one is chosen") {
    world of;
    of.goal("A#1", "A1");
    of.goal("B#1", "B1");
    of.goal("B#1", "B2");
    of.group("set", "either").alternatives = true;
    of.edge("set", "A1", relation::exact, "B1").group = "either";
    of.edge("set", "A1", relation::exact, "B2").group = "either";
    CHECK(outline(of, "A1", "B") == "ambiguous nothing B1 alternatives | ambiguous nothing B2 alternatives");
    of.edge("chosen", "A1", relation::exact, "B2");
    CHECK(outline(of, "A1", "B") == "exact attained B2 | ambiguous nothing B1 alternatives");
}

TEST_CASE("a score on another scale or for another group is refused, not converted") {
    const world of = pair(relation::exact);
    const auto graph = of.graph();
    g::goal_record record;
    record.goal = "A1";
    record.kind = record_kind::score;
    record.value = "7.5";
    record.scale = "1-10";
    record.reference_group = "NL-2024";
    g::goal_policy policy;
    policy.score_scale = "1-10";
    CHECK(outline(*graph, g::translate_goal(graph, record, "B", {}, policy)) == "exact score B1");
    policy.reference_group = "NL-2026";
    CHECK(outline(*graph, g::translate_goal(graph, record, "B", {}, policy)) == "refused nothing B1 other-group");
    policy.score_scale = "percentile";
    CHECK(outline(*graph, g::translate_goal(graph, record, "B", {}, policy)) == "refused nothing B1 other-scale");
    record.kind = record_kind::level;
    policy.level_scale = "ERK";
    CHECK(outline(*graph, g::translate_goal(graph, record, "B", {}, policy)) == "refused nothing B1 other-level");
}

TEST_CASE("unknown goals and frameworks, and headings") {
    world of = pair(relation::exact);
    CHECK(outline(of, "A9", "B") == "unknown unknown-goal");
    CHECK(outline(of, "A1", "Z") == "refused unknown-framework");
    CHECK(outline(of, "A1", "A") == "exact attained A1");
    of.goal("B#1", "B2").grouping = true;
    of.edge("set", "A1", relation::narrower, "B2");
    CHECK(outline(of, "A1", "B") == "exact attained B1 | refused nothing B2 heading");
}

TEST_CASE("an end that nobody defines is reported and makes nobody a goal") {
    world of = pair(relation::exact);
    of.edge("set", "A1", relation::exact, "X");
    of.goal("C#1", "C1");
    of.edge("set", "C1", relation::exact, "X");
    const auto graph = of.graph();
    CHECK(graph->goal_count() == 3);
    CHECK(graph->edge_count() == 1);
    REQUIRE(graph->dangling().size() == 2);
    CHECK(graph->text(graph->dangling()[0].missing) == "X");
    CHECK(outline(of, "X", "B") == "unknown unknown-goal");
    CHECK(outline(of, "C1", "A") == "refused no-mapping");
}

TEST_CASE("a goal is found by its key, by an address that ends in its UUID and by the addresses it lists") {
    world of;
    const std::string uuid = "0f1e2d3c-0000-4000-8000-00000000abcd";
    m::goal& goal = of.goal("A#1", "urn:uuid:" + uuid);
    goal.ids.push_back({"uri", "https://curriculum.example/doel/12", {}});
    const auto graph = of.graph();
    CHECK(graph->find("urn:uuid:" + uuid) == 0);
    CHECK(graph->find("https://opendata.example/uuid/0F1E2D3C-0000-4000-8000-00000000ABCD") == 0);
    CHECK(graph->find(uuid) == 0);
    CHECK(graph->find("https://curriculum.example/doel/12") == 0);
    CHECK(graph->find("https://curriculum.example/doel/13") == g::no_node);
}

TEST_CASE("one id in two frameworks is one goal") {
    world of;
    of.goal("A#1", "same");
    of.goal("B#1", "same");
    of.goal("C#1", "C1");
    of.edge("set", "C1", relation::narrower, "same");
    CHECK(outline(of, "same", "B") == "exact attained same");
    CHECK(outline(of, "same", "A") == "exact attained same");
    CHECK(outline(of, "C1", "A") == "contributes in-progress same");
    CHECK(outline(of, "C1", "B") == "contributes in-progress same");
}
