#include "gateway/goals/dangling_ends.hpp"
#include "tests/unit/goals/stored_goals.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::goals;
using namespace schakel::goals::test;

namespace {

using documents = std::vector<std::vector<model_goals::record>>;

// Two documents of one release, the second with another wording of a goal, and one that names no release.
documents some_documents() {
    documents all(3);
    all[0] = {
        a_framework("kader"), a_release("kader", "1"), a_goal("a", "kader"), a_goal("b", "kader", "oud"),
        child("b", "a")};
    all[1] = {a_framework("kader"), a_release("kader", "1"), a_goal("b", "kader", "nieuw"), a_goal("c", "kader")};
    all[2] = {child("c", "a"), child("c", "nergens")};
    return all;
}

std::string imported(const documents& all, bool apart) {
    stored_goals s;
    const auto load = s.goals->begin("test");
    for (const auto& document : all) {
        goal_pile pile;
        for (model_goals::record one : document) (apart ? static_cast<goal_sink&>(pile) : *load).add(std::move(one));
        if (apart) load->append(std::move(pile));
    }
    CHECK(load->records() == 11);
    const auto outcome = load->publish("operator");
    REQUIRE(outcome);
    CHECK(outcome->left_out == 0);
    REQUIRE(outcome->owners.size() == 1);
    CHECK(outcome->owners[0].counts[static_cast<std::size_t>(model_goals::record_kind::association)] == 3);
    const auto view = s.goals->view();
    REQUIRE(view);
    REQUIRE(view->find_goal("b"));
    CHECK(view->find_goal("b")->statement == "nieuw"); // of a record that comes twice the last counts
    return s.opened->goals()->owner("kader#1")->digest;
}

} // namespace

TEST_CASE("documents that were read apart are imported as if they had come one by one") {
    CHECK(imported(some_documents(), true) == imported(some_documents(), false));
}

TEST_CASE("records before any release are left out") {
    goal_pile pile, later;
    later.add(child("a", "b"));
    pile.append(std::move(later));
    CHECK(pile.left_out() == 1);
    CHECK(pile.records() == 1);
}

TEST_CASE("ends that were seen apart are counted together") {
    dangling_ends one, other;
    const documents all = some_documents();
    for (const model_goals::record& record : all[0]) one.saw(record);
    other.saw(a_release("ander", "1"));
    other.saw(child("x", "b"));
    other.saw(child("y", "a"));
    one.append(std::move(other));
    const auto counts = one.missing();
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].framework == "ander");
    CHECK(counts[0].property == "child-of");
    CHECK(counts[0].ends == 2);
}
