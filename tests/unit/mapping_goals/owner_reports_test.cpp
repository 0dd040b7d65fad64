// What owners of frameworks and crosswalks are told: defects, and what a new release does to a mapping set.
#include "tests/unit/mapping_goals/small_world.hpp"

#include "gateway/mapping/goals/goal_defects.hpp"
#include "gateway/mapping/goals/printed_code.hpp"
#include "gateway/mapping/goals/release_diff.hpp"

#include <doctest/doctest.h>

using namespace small_world;
using m::relation;

namespace {

// "two-exact B1 B2 [other,set]" per defect.
std::vector<std::string> defects(const world& of) {
    const auto graph = of.graph();
    const g::reading_date date(*graph);
    const g::enabled_owners owners(*graph, date, {});
    std::vector<std::string> list;
    for (const g::goal_defect& one : g::find_defects(*graph, date, owners)) {
        std::string text(to_string(one.kind));
        for (const g::node goal : one.goals) text += " " + std::string(graph->id(goal));
        text += one.missing.empty() ? " [" : " " + one.missing + " [";
        for (const g::owner_index owner : one.owners) {
            if (!text.ends_with("[")) text += ",";
            text += graph->text(graph->owners()[owner].id);
        }
        list.push_back(text + "]");
        CHECK(g::describe(*graph, one, language::nl) != g::describe(*graph, one, language::en));
    }
    return list;
}

using lines = std::vector<std::string>;

world three_goals() {
    world of;
    of.goal("A#1", "A1");
    of.goal("B#1", "B1");
    of.goal("B#1", "B2");
    return of;
}

} // namespace

TEST_CASE("a sound crosswalk has no defects") {
    world of = three_goals();
    of.edge("set", "A1", relation::exact, "B1");
    of.edge("set", "A1", relation::broader, "B2");
    CHECK(defects(of) == lines{});
}

TEST_CASE("every kind of contradiction is reported to the owners of its edges") {
    world collision = three_goals();
    collision.edge("set", "A1", relation::exact, "B1");
    collision.edge("other", "A1", relation::exact, "B2");
    CHECK(defects(collision) == lines{"two-exact B1 B2 [other,set]"});

    world included = three_goals();
    included.edge("set", "A1", relation::exact, "B1");
    included.edge("other", "B1", relation::narrower, "A1");
    included.edge("third", "A1", relation::overlap, "B1");
    CHECK(defects(included) == lines{"equal-and-included A1 B1 [other,set]", "understated A1 B1 [set,third]"});

    world circle = three_goals();
    circle.edge("set", "A1", relation::narrower, "B1");
    circle.edge("set", "B1", relation::narrower, "B2");
    circle.edge("other", "A1", relation::broader, "B2");
    CHECK(defects(circle) == lines{"inclusion-circle A1 B1 B2 [other,set]"});

    world unmatched = three_goals();
    unmatched.edge("set", "A1", relation::none, "B1");
    unmatched.edge("other", "B1", relation::related, "A1");
    CHECK(defects(unmatched) == lines{"unmatched-mapped A1 B1 [other,set]"});

    world loose = three_goals();
    loose.edge("set", "A1", relation::exact, "X9");
    loose.edge("set", "A1", relation::exact, "A1");
    CHECK(defects(loose) == lines{"dangling-end X9 [set]", "self-mapping A1 [set]"});

    world succession = three_goals();
    succession.edge("B#1", "B1", relation::replaced_by, "B2");
    succession.edge("B#1", "B2", relation::replaced_by, "B1");
    CHECK(defects(succession) == lines{"succession-circle B1 B2 [B#1]"});
}

TEST_CASE("classes of equal goals close over every exact edge") {
    world of = three_goals();
    of.goal("C#1", "C1");
    of.edge("set", "A1", relation::exact, "B1");
    of.edge("other", "C1", relation::exact, "B1");
    of.edge("other", "C1", relation::broader, "B2");
    const auto graph = of.graph();
    const g::reading_date date(*graph);
    const auto classes = g::exact_classes(*graph, g::enabled_owners(*graph, date, {}));
    REQUIRE(classes.size() == 1);
    CHECK(classes[0] == std::vector<g::node>{graph->find("A1"), graph->find("B1"), graph->find("C1")});
}

TEST_CASE("a new release tells of every mapping what became of it, and a draft follows") {
    world of;
    of.release("A#1", "2023-07-01");
    of.release("A#2", "2026-07-01");
    for (const char* id : {"stays", "moved", "edited", "changed", "split", "gone", "close"}) {
        of.goal("A#1", id, std::string(id) + " words");
        of.goal("B#1", "B-" + std::string(id), std::string(id) == "close" ? "close words" : "");
        of.edge(
            "set", id, std::string_view(id) == "close" ? relation::overlap : relation::exact, "B-" + std::string(id)
        );
    }
    of.edge("set", "never", relation::exact, "B-stays");
    of.goal("A#2", "stays", "stays words");
    of.goal("A#2", "close", "close words");
    of.goal("A#2", "moved2", "moved words");
    of.goal("A#2", "edited2", "Concept: edited words.");
    of.goal("A#2", "changed2", "altogether different");
    of.goal("A#2", "split2", "one half");
    of.goal("A#2", "split3", "the other half");
    for (const auto& [older, newer] :
         {std::pair("moved", "moved2"), std::pair("edited", "edited2"), std::pair("changed", "changed2"),
          std::pair("split", "split2"), std::pair("split", "split3")})
        of.edge("A#2", older, relation::replaced_by, newer);
    const auto graph = of.graph();
    const auto diff = g::diff_release(*graph, "A", "1", "2", "set");
    REQUIRE(diff);
    std::map<std::string, std::string> changes;
    for (const g::changed_mapping& one : diff->mappings) {
        const std::string name = one.mapping == g::no_edge
                                     ? std::string(graph->text(graph->dangling()[one.dangling].missing))
                                     : std::string(graph->id(graph->edges()[one.mapping].subject));
        changes[name] = std::string(to_string(one.what)) + (one.upgrade ? " upgrade" : "");
    }
    CHECK(
        changes ==
        std::map<std::string, std::string>{
            {"stays", "stays"},
            {"moved", "renumbered"},
            {"edited", "editorial"},
            {"changed", "revised"},
            {"split", "split"},
            {"gone", "withdrawn"},
            {"close", "stays upgrade"},
            {"never", "unknown"}}
    );
    std::map<std::string, std::string> rows;
    const g::draft draft = g::draft_of(*graph, *diff);
    for (const m::association& one : draft.associations)
        rows[one.subject] = std::string(m::to_string(one.what)) + " " + one.object + " " + one.note;
    CHECK(
        rows ==
        std::map<std::string, std::string>{
            {"stays", "exact B-stays "},
            {"moved2", "exact B-moved "},
            {"edited2", "exact B-edited "},
            {"changed2", "exact B-changed revised"},
            {"split2", "narrower B-split split"},
            {"split3", "narrower B-split split"},
            {"close", "exact B-close the same words"}}
    );
    REQUIRE(draft.groups.size() == 1);
    CHECK(draft.groups[0].subjects == m::group::completeness::complete);
    CHECK_FALSE(g::diff_release(*graph, "A", "1", "9", "set"));
    CHECK_FALSE(g::diff_release(*graph, "A", "1", "2", "no such set"));
}

TEST_CASE("a printed code gives candidates, and one only when nothing else fits") {
    world of;
    of.goal("A#1", "havo", "havo").code = "H";
    of.goal("A#1", "vwo", "vwo").code = "V";
    const auto add = [&](std::string_view id, std::string_view code, std::string_view kind, std::string_view level) {
        m::goal& goal = of.goal("A#1", id);
        goal.code = code;
        goal.kind.value = kind;
        goal.levels = {std::string(level)};
    };
    add("A1", "09.01", "fo_doelzin", "havo");
    add("A2", "9.1", "fo_doelzin", "vwo");
    add("A3", "3", "kerndoel", "havo");
    add("A4", "3", "eindterm", "havo");
    of.goal("B#1", "B1").code = "9.1";
    const auto graph = of.graph();
    const g::reading_date date(*graph);
    const auto found = [&](const g::code_query& query) {
        const g::code_answer answer = g::resolve_code(*graph, date, query);
        std::string text = answer.kind == g::code_answer::kind_of::found       ? "found"
                           : answer.kind == g::code_answer::kind_of::ambiguous ? "ambiguous"
                                                                               : "unknown";
        for (const g::node one : answer.candidates) text += " " + std::string(graph->id(one));
        return text;
    };
    CHECK(found({.code = "9.1"}) == "ambiguous A1 A2 B1");
    CHECK(found({.code = "9.01", .framework = "A"}) == "ambiguous A1 A2");
    CHECK(found({.code = "9.1", .framework = "A", .level = "HAVO"}) == "found A1");
    CHECK(found({.code = "9.1", .framework = "A", .kind = "doelzin", .level = "V"}) == "found A2");
    CHECK(found({.code = "Kerndoel 3"}) == "found A3");
    CHECK(found({.code = "3"}) == "ambiguous A3 A4");
    CHECK(found({.code = "3", .kind = "eindterm"}) == "found A4");
    CHECK(found({.code = "7"}) == "unknown");
    CHECK(found({.code = "9.1", .framework = "Z"}) == "unknown");
    CHECK(found({.code = ""}) == "unknown");
}

TEST_CASE("a printed code is found by its number and by the words before it, whatever stands there besides") {
    world of;
    const auto printed = [&](const char* release, const char* id, const char* code, const char* kind = "kerndoel") {
        m::goal& goal = of.goal(release, id);
        goal.code = code;
        goal.kind.value = kind;
    };
    printed("oud#1", "po3", "PO Kerndoel 03: Spreken");
    printed("oud#1", "vo3", "VO Kerndoel 03");
    printed("oud#1", "so", "SO nl/ml Kerndoel LS 18.3");
    printed("nieuw#1", "zin3", "3", "fo_doelzin/kerndoel");
    printed("nieuw#1", "term3", "3", "fo_doelzin/eindterm");
    const auto graph = of.graph();
    const g::reading_date date(*graph);
    const auto found = [&](const g::code_query& query) {
        std::string text;
        for (const g::node one : g::resolve_code(*graph, date, query).candidates)
            text += " " + std::string(graph->id(one));
        return text;
    };
    CHECK(found({.code = "Kerndoel 3"}) == " zin3 po3 vo3");
    CHECK(found({.code = "kerndoel 003.", .framework = "oud"}) == " po3 vo3");
    CHECK(found({.code = "PO Kerndoel 3"}) == " po3");
    CHECK(found({.code = "Kerndoel 3", .level = "VO"}) == " vo3");
    CHECK(found({.code = "Eindterm 3"}) == " term3");
    CHECK(found({.code = "PO Kerndoel 03: Spreken"}) == " po3");
    CHECK(found({.code = "Kerndoel LS 18.3"}) == " so");
    CHECK(found({.code = "Kerndoel 18"}) == "");
    CHECK(found({.code = "3", .framework = "oud"}) == " po3 vo3");
}

TEST_CASE("a goal that is mapped although it has no counterpart anywhere, and one told in two ways, are defects") {
    world of;
    of.goal("A#1", "A1", "one");
    of.goal("A#1", "A2", "two");
    of.goal("B#1", "B1", "three");
    m::mapping_set& set = of.set("S#1");
    set.subject_framework = "A";
    set.object_framework = "B";
    of.edge("S#1", "A1", m::relation::none, "");
    of.edge("S#1", "A2", m::relation::none, "");
    of.edge("T#1", "A1", m::relation::narrower, "B1");
    const auto defects_of = [](const world& in) {
        const auto graph = in.graph();
        const g::reading_date date(*graph);
        std::string text;
        for (const g::goal_defect& one : g::find_defects(*graph, date, g::enabled_owners(*graph, date, {})))
            text += std::string(g::to_string(one.kind)) + " " + g::describe(*graph, one, language::en) + "\n";
        return text;
    };
    CHECK(
        defects_of(of) ==
        "unmatched-mapped There is a mapping, and also a statement that there is no counterpart: A1.\n"
    );

    world twice;
    twice.goal("A#1", "A1", "one");
    twice.goal("A#1", "A1", "another");
    twice.goal("A#1", "A2", "same");
    twice.goal("A#1", "A2", "same");
    CHECK(defects_of(twice) == "doubled-goal A release says different things of a goal: A1.\n");
}

TEST_CASE("an address of an id that two frameworks have means the framework whose addresses begin so") {
    constexpr std::string_view id = "urn:uuid:0000000a-0000-4000-8000-00000000000a";
    world of;
    of.framework("A").uri_prefixes = {"https://a.example/items/"};
    of.framework("B").uri_prefixes = {"https://b.example/items/", "https://old.b.example/"};
    of.goal("A#1", id, "one");
    of.goal("B#1", id, "one");
    const auto graph = of.graph();
    const auto framework_of = [&](std::string_view address) {
        return graph->text(graph->frameworks()[graph->framework_of(graph->find(address))].id);
    };
    CHECK(framework_of("https://a.example/items/0000000a-0000-4000-8000-00000000000a") == "A");
    CHECK(framework_of("https://old.b.example/0000000A-0000-4000-8000-00000000000A") == "B");
    CHECK(framework_of("https://c.example/0000000a-0000-4000-8000-00000000000a") == "A");
    CHECK(framework_of(id) == "A");
}
