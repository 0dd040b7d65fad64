// Goals that were replaced, and which release is meant (B5).
#include "tests/unit/mapping_goals/small_world.hpp"

#include <doctest/doctest.h>

using namespace small_world;
using g::record_kind;
using m::relation;

namespace {

// Framework A in three releases; A1 became A2 in the second and A3 in the third.
world chain(std::string_view first, std::string_view second, std::string_view third) {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#2", "2023-07-01");
    of.release("A#3", "2026-07-01");
    of.goal("A#1", "A1", first);
    of.goal("A#2", "A1", first).state = m::goal_state::deprecated;
    of.goal("A#2", "A2", second);
    of.goal("A#3", "A2", second).state = m::goal_state::deprecated;
    of.goal("A#3", "A3", third);
    of.edge("A#2", "A1", relation::replaced_by, "A2");
    of.edge("A#3", "A2", relation::replaced_by, "A3");
    return of;
}

std::string exact_or_not(const world& of) {
    return outline(of, "A1", "A");
}

} // namespace

TEST_CASE("a successor is judged by what changed in its text") {
    CHECK(exact_or_not(chain("Reads a text.", "Reads a  text.", "Reads a text.")) == "exact attained A3");
    CHECK(
        exact_or_not(chain("Reads a text.", "Reads a text", "Concept \xe2\x80\x93 reads a text!")) ==
        "exact attained A3"
    );
    CHECK(exact_or_not(chain("Reads a text.", "Reads a poem.", "Reads a poem.")) == "revised evidence A3 revised-text");
    // What changed in between and changed back is what it was.
    CHECK(exact_or_not(chain("Reads a text.", "Reads a poem.", "Reads a text.")) == "exact attained A3");
}

TEST_CASE("another level, examination or kind needs a person") {
    for (int which = 0; which < 3; ++which) {
        world of;
        of.release("A#1", "2019-07-01");
        of.release("A#2", "2023-07-01");
        of.goal("A#1", "A1", "Reads.").levels = {"vmbo"};
        m::goal& next = of.goal("A#2", "A2", "Reads.");
        next.levels = {which == 0 ? "havo" : "vmbo"};
        next.central_exam = which == 1;
        next.kind.value = which == 2 ? "eindterm" : "";
        of.edge("A#2", "A1", relation::replaced_by, "A2");
        CHECK(outline(of, "A1", "A") == "revised evidence A2 needs-review");
    }
}

TEST_CASE("a level that got another id is the same level") {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#2", "2023-07-01");
    of.goal("A#1", "L1", "havo 3");
    of.goal("A#2", "L2", "havo 3");
    of.goal("A#1", "A1", "Reads.").levels = {"L1"};
    of.goal("A#2", "A2", "Reads.").levels = {"L2"};
    of.edge("A#2", "A1", relation::replaced_by, "A2");
    CHECK(outline(of, "A1", "A") == "exact attained A2");
}

TEST_CASE("a split carries mastery to every part, and no score; a merge carries no mastery") {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#2", "2023-07-01");
    for (const char* id : {"A1", "A5", "A6"}) of.goal("A#1", id);
    for (const char* id : {"A2", "A3", "A7"}) of.goal("A#2", id);
    of.edge("A#2", "A1", relation::replaced_by, "A2");
    of.edge("A#2", "A1", relation::replaced_by, "A3");
    of.edge("A#2", "A5", relation::replaced_by, "A7");
    of.edge("A#2", "A6", relation::replaced_by, "A7");
    CHECK(outline(of, "A1", "A") == "implied attained A2 | implied attained A3");
    CHECK(
        outline(of, "A1", "A", record_kind::not_attained) ==
        "refused nothing A2 negative-stays | refused nothing A3 negative-stays"
    );
    CHECK(
        outline(of, "A1", "A", record_kind::score) == "refused context A2 score-stays | refused context A3 score-stays"
    );
    CHECK(outline(of, "A5", "A") == "contributes in-progress A7");
    CHECK(outline(of, "A5", "A", record_kind::not_attained) == "implied capped A7");
}

TEST_CASE("several predecessors that never lived together are history, not a merge") {
    world of = chain("Reads.", "Reads.", "Reads.");
    of.edge("A#3", "A3", relation::inherits, "A2");
    of.edge("A#3", "A3", relation::inherits, "A1");
    CHECK(exact_or_not(of) == "exact attained A3");
}

TEST_CASE("where the steps in between are gone, lineage leads to the same end") {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#3", "2026-07-01");
    of.goal("A#1", "A1", "Reads.");
    of.goal("A#3", "A3", "Reads.");
    of.edge("A#1", "A1", relation::replaced_by, "A2"); // of which nothing is known
    CHECK(exact_or_not(of) == "withdrawn withdrawn-goal");
    of.edge("A#3", "A3", relation::inherits, "A1");
    of.edge("A#3", "A3", relation::inherits, "A2");
    CHECK(exact_or_not(of) == "exact attained A3");
    // Of an id that only lineage mentions the text is not known.
    CHECK(outline(of, "A2", "A") == "revised evidence A3 needs-review");
    CHECK(of.graph()->goal_count() == 2);
}

TEST_CASE("withdrawn and unknown are different things") {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#2", "2023-07-01");
    of.goal("A#1", "A1");
    of.goal("A#2", "A1").state = m::goal_state::deprecated;
    of.goal("A#2", "A2");
    of.goal("B#1", "B1");
    CHECK(outline(of, "A1", "A") == "withdrawn withdrawn-goal");
    CHECK(outline(of, "A0", "A") == "unknown unknown-goal");
    CHECK(outline(of, "A1", "A", record_kind::attained, {date("2020-01-01"), {}}) == "exact attained A1");
    // What a release said of it ended with it; a crosswalk made for it counts.
    of.edge("A#1", "A1", relation::narrower, "B1");
    CHECK(outline(of, "A1", "B") == "withdrawn withdrawn-goal");
    of.release("B#1").published = date("2020-02-01");
    CHECK(outline(of, "A1", "B", record_kind::attained, {date("2020-01-01"), {}}) == "refused no-release-then");
    of.release("B#1").published = date("2018-01-01");
    CHECK(outline(of, "A1", "B", record_kind::attained, {date("2020-01-01"), {}}) == "contributes in-progress B1");
    of.edge("bridge", "A1", relation::exact, "B1");
    CHECK(outline(of, "A1", "B", record_kind::attained, {}, {}).starts_with("exact attained B1"));
}

TEST_CASE("an answer is as of a date or a release, and forward only from there") {
    const world of = chain("Reads.", "Reads.", "Reads.");
    const auto on = [&](std::string_view goal, std::string_view day) {
        return outline(of, goal, "A", record_kind::attained, {date(day), {}});
    };
    CHECK(on("A1", "2019-07-01") == "exact attained A1");
    CHECK(on("A1", "2024-01-01") == "exact attained A2");
    CHECK(on("A1", "2026-07-01") == "exact attained A3");
    CHECK(on("A1", "2019-06-30") == "refused no-release-then");
    CHECK(outline(of, "A1", "A", record_kind::attained, {{}, "2"}) == "exact attained A2");
    CHECK(outline(of, "A1", "A", record_kind::attained, {{}, "7"}) == "refused no-release-then");
    // Backward only where the words are the same.
    CHECK(on("A3", "2024-01-01") == "exact attained A2");
    const world reworded = chain("Reads.", "Reads.", "Reads and writes.");
    CHECK(outline(reworded, "A3", "A", record_kind::attained, {date("2024-01-01"), {}}) == "refused not-yet");
}

TEST_CASE("dates on the goals themselves tell which goal was meant") {
    world of;
    m::goal& old_goal = of.goal("A#1", "A1");
    old_goal.valid_from = date("2019-09-01");
    old_goal.valid_to = date("2025-09-01");
    of.goal("A#1", "A2").valid_from = date("2025-09-01");
    CHECK(outline(of, "A1", "A", record_kind::attained, {date("2025-08-31"), {}}) == "exact attained A1");
    CHECK(outline(of, "A1", "A", record_kind::attained, {date("2025-09-01"), {}}) == "withdrawn withdrawn-goal");
    CHECK(outline(of, "A2", "A", record_kind::attained, {date("2025-08-31"), {}}) == "refused not-yet");
}

TEST_CASE("mappings made for an older or newer id are followed over supersession") {
    world of = chain("Reads.", "Reads.", "Reads.");
    of.goal("B#1", "B1");
    of.edge("old", "A1", relation::narrower, "B1");
    CHECK(outline(of, "A1", "B") == "contributes in-progress B1");
    CHECK(outline(of, "A3", "B") == "contributes in-progress B1"); // back to A1: the words are the same
    CHECK(outline(of, "B1", "A") == "implied attained A3");
    world reworded = chain("Reads.", "Reads.", "Reads and writes.");
    reworded.goal("B#1", "B1");
    reworded.edge("old", "A1", relation::exact, "B1");
    CHECK(outline(reworded, "A3", "B") == "refused no-mapping");
    CHECK(outline(reworded, "B1", "A") == "revised evidence A3 revised-text");
    reworded.edge("upgrade", "A2", relation::exact, "A3"); // its owner says that the meaning stayed
    CHECK(outline(reworded, "B1", "A") == "exact attained A3");
}

TEST_CASE("successors that lead in a circle are a defect and lead nowhere") {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#2", "2023-07-01");
    of.goal("A#1", "A1");
    of.goal("A#1", "A2");
    of.goal("A#2", "A3");
    of.edge("A#2", "A1", relation::replaced_by, "A2");
    of.edge("A#2", "A2", relation::replaced_by, "A1");
    CHECK(outline(of, "A1", "A").ends_with("circular"));
}

TEST_CASE("an edge that a newer release no longer states is gone, as of that release") {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#2", "2023-07-01");
    of.release("B#1", "2018-01-01");
    of.goal("A#1", "A1");
    of.goal("A#2", "A1");
    of.goal("A#1", "A2");
    of.goal("B#1", "B1");
    of.edge("A#1", "A1", relation::exact, "B1");
    CHECK(outline(of, "A1", "B") == "refused no-mapping");
    CHECK(outline(of, "A1", "B", record_kind::attained, {date("2020-01-01"), {}}) == "exact attained B1");
    of.edge("A#2", "A1", relation::exact, "B1");
    CHECK(outline(of, "A1", "B") == "exact attained B1");
    CHECK(of.graph()->edge_count() == 1);
}

TEST_CASE("a goal at a level has the words of the goal above it") {
    world of;
    of.release("A#1", "2019-07-01");
    of.release("A#2", "2023-07-01");
    const auto at_level = [&](const char* release, const char* id, const char* level, const char* under) -> m::goal& {
        m::goal& made = of.goal(release, id);
        made.statement.clear();
        made.levels = {level};
        of.edge(release, id, relation::child_of, under);
        return made;
    };
    of.goal("A#1", "doel", "Reads a text.");
    at_level("A#1", "old", "5", "doel");
    at_level("A#1", "moved", "5", "doel");
    of.goal("A#2", "doel", "Reads a text.");
    of.goal("A#2", "other", "Reads a poem.");
    at_level("A#2", "new", "5", "doel");
    at_level("A#2", "elsewhere", "6", "doel");
    of.edge("A#2", "old", relation::replaced_by, "new");
    of.edge("A#2", "moved", relation::replaced_by, "elsewhere");
    for (const auto& [id, level] : {std::pair("old", "5"), std::pair("moved", "5")})
        at_level("A#2", id, level, "doel").state = m::goal_state::deprecated;
    CHECK(outline(of, "old", "A") == "exact attained new");
    CHECK(outline(of, "moved", "A").starts_with("revised"));
    const auto graph = of.graph();
    CHECK(graph->text(graph->newest_part(graph->find("new")).statement) == "Reads a text.");
    at_level("A#2", "new", "5", "other"); // under two goals it says neither
    const auto unsure = of.graph();
    CHECK(unsure->text(unsure->newest_part(unsure->find("new")).statement).empty());
}
