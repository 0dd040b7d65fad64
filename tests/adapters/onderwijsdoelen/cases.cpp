#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

TEST_CASE("golden cases of the Flemish goals") {
    check_goal_cases(
        "onderwijsdoelen", {"onderwijsdoelen.none", "onderwijsdoelen.several", "onderwijsdoelen.no-number"}
    );
}

TEST_CASE("One set is written: none and several are refused unless one is named") {
    CHECK(write_goals("onderwijsdoelen", {}).refused.at(0).broken->id == "onderwijsdoelen.none");
    framework one, other;
    one.id = "onderwijsdoelen:1";
    other.id = "onderwijsdoelen:2";
    CHECK(write_goals("onderwijsdoelen", {one, other}).refused.at(0).broken->id == "onderwijsdoelen.several");
}

TEST_CASE("What has no number of the Flemish government is not written as if it had") {
    const collected_goals read =
        read_goals("onderwijsdoelen", test_file("onderwijsdoelen/cases/good-export/input.csv"));
    const goal_text written = write_goals("onderwijsdoelen", read.records);
    CHECK(written.refused.at(0).broken->id == "onderwijsdoelen.no-number");
    CHECK(written.bytes.empty());
}

TEST_CASE("A goal in several sets is a goal of each, and says that it is the same") {
    const collected_goals read = read_goals("onderwijsdoelen", test_file("onderwijsdoelen/cases/good-api/input.json"));
    for (const goal& each : read.all<goal>()) {
        CHECK(each.id.starts_with("onderwijsdoelen:9001/"));
        CHECK(each.id.ends_with("/" + std::string(model::value_of(each.ids, "onderwijsdoelen.id"))));
    }
}

TEST_CASE("A set that was harvested, the goals of a programme and two exports are read whole") {
    const auto set = corpus_file("flanders/minimumdoelen/ODS_3287.json");
    const auto programme = corpus_file("flanders/minimumdoelen/G-0117.excerpt.json");
    const auto primary = corpus_file("flanders/exports/onderwijsdoelen-lager-prepared.csv");
    const auto secondary =
        corpus_file("flanders/exports/onderwijsdoelen-secundair-graad1-na-modernisering-prepared.csv");
    if (!set || !programme || !primary || !secondary) return;
    const collected_goals goals = read_goals("onderwijsdoelen", *set);
    CHECK(goals.count(record_kind::goal) == 8);
    CHECK(goals.all<goal>().front().id == "onderwijsdoelen:3287/92186");
    CHECK(goals.all<release>().front().label == "2.1");
    CHECK(read_goals("onderwijsdoelen", *programme).count(record_kind::association) == 92);
    CHECK(read_goals("onderwijsdoelen", *primary).count(record_kind::goal) == 331);
    CHECK(read_goals("onderwijsdoelen", *secondary).count(record_kind::goal) == 285);
}
