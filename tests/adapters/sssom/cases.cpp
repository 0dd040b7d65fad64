#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

TEST_CASE("golden cases of SSSOM") {
    check_goal_cases("sssom", {"sssom.none", "sssom.several"});
}

TEST_CASE("One mapping set is written: none and several are refused unless one is named") {
    CHECK(write_goals("sssom", {}).refused.at(0).broken->id == "sssom.none");
    mapping_set one, other;
    one.id = one.name = "https://e.example/a";
    other.id = other.name = "https://e.example/b";
    CHECK(write_goals("sssom", {one, other}).refused.at(0).broken->id == "sssom.several");
}

TEST_CASE("What SSSOM wrote it reads back with the same relations") {
    const auto edges_of = [](const collected_goals& read) {
        std::map<std::pair<std::string, std::string>, relation> edges;
        for (const association& one : read.all<association>()) edges[{one.subject, one.object}] = one.what;
        return edges;
    };
    const collected_goals once = read_goals("sssom", test_file("sssom/cases/good-set/input.tsv"));
    const collected_goals twice = read_goals("sssom", write_goals("sssom", once.records).bytes);
    CHECK(edges_of(twice) == edges_of(once));
    CHECK(sorted_json(twice) == sorted_json(once));
}
