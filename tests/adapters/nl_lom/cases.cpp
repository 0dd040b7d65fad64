#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

TEST_CASE("golden cases of NL-LOM") {
    check_goal_cases("nl-lom", {"nl-lom.none"});
}

TEST_CASE("Without material there is nothing to write") {
    CHECK(write_goals("nl-lom", {}).refused.at(0).broken->id == "nl-lom.none");
}

TEST_CASE("What NL-LOM wrote it reads back as the same records") {
    for (const char* name : {"good-ims", "good-ieee", "good-oai"}) {
        CAPTURE(name);
        const collected_goals once =
            read_goals("nl-lom", test_file(std::string("nl_lom/cases/") + name + "/input.xml"));
        CHECK(sorted_json(read_goals("nl-lom", write_goals("nl-lom", once.records).bytes)) == sorted_json(once));
    }
}

TEST_CASE("A prerequisite is asked for, not covered, and an idea is no goal") {
    const auto all = read_goals("nl-lom", test_file("nl_lom/cases/good-ims/input.xml")).all<material>();
    REQUIRE(all.size() == 1);
    std::size_t about = 0, asked = 0;
    for (const goal_tag& tag : all[0].tags) {
        about += tag.what == goal_tag::role::about;
        asked += tag.what == goal_tag::role::requires_it;
        CHECK(tag.purpose.value != "idea");
    }
    CHECK(about == 3);
    CHECK(asked == 1);
    CHECK(all[0].assesses);
}

TEST_CASE("Published examples and an answer of the national index are read whole") {
    struct known {
        const char* file;
        std::size_t records;
    };
    constexpr known files[] = {{"edurep/nllom-aanbevolen.xml", 1}, {"edurep/nllom-verplicht.xml", 1},
                               {"edurep/nllom-kubus.xml", 1},      {"edurep/sru-lom-response.xml", 10},
                               {"phpnllom/result.xml", 1},         {"pylom/ims-complete.xml", 1}};
    for (const known& one : files) {
        const auto text = corpus_file(std::string("nl-lom/") + one.file);
        if (!text) return;
        CAPTURE(one.file);
        const collected_goals once = read_goals("nl-lom", *text);
        CHECK(once.count(record_kind::material) == one.records);
        const collected_goals twice = read_goals("nl-lom", write_goals("nl-lom", once.records).bytes);
        if (one.records == 1) {
            CHECK(sorted_json(twice) == sorted_json(once));
            continue;
        }
        std::set<std::string> materials; // the index names one of them twice
        for (const material& each : once.all<material>()) materials.insert(each.id);
        CHECK(twice.count(record_kind::material) == materials.size());
    }
}
