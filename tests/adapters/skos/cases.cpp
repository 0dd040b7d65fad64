#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

namespace {

// The number of statements that rapper, Debian's parser of RDF, finds; none where it is not installed.
std::optional<std::size_t> counted_by_rapper(const std::string& turtle) {
    const auto file = std::filesystem::temp_directory_path() /
                      ("schakel-skos-" + std::to_string(std::hash<std::string>{}(turtle)) + ".ttl");
    std::ofstream(file, std::ios::binary) << turtle;
    const std::string command = "rapper --quiet --input turtle --output ntriples " + file.string() + " 2>&1";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::size_t lines = 0;
    bool found = true;
    char line[65536];
    while (std::fgets(line, sizeof line, pipe.get())) {
        const std::string_view text(line);
        if (text.find("not found") != text.npos) found = false;
        CHECK_MESSAGE(text.find("Error") == text.npos, line);
        lines += text.ends_with(" .\n");
    }
    std::filesystem::remove(file);
    if (!found) return std::nullopt;
    return lines;
}

std::string written(const collected_goals& read, const char* syntax) {
    goal_writing_options options;
    options.document.parameters.emplace("syntax", syntax);
    goal_text out = write_goals("skos", read.records, options);
    REQUIRE(out.refused.empty());
    return out.bytes;
}

void check_round_trip(std::string_view text) {
    const collected_goals once = read_goals("skos", text);
    const collected_goals twice = read_goals("skos", written(once, "turtle"));
    CHECK(sorted_json(twice) == sorted_json(once));
    CHECK(sorted_json(read_goals("skos", written(once, "json-ld"))) == sorted_json(once));
}

} // namespace

TEST_CASE("golden cases of SKOS") {
    check_goal_cases("skos", {"skos.none"});
}

TEST_CASE("Without a framework and a mapping set there is nothing to write") {
    CHECK(write_goals("skos", {}).refused.at(0).broken->id == "skos.none");
}

TEST_CASE("What SKOS wrote, as Turtle and as JSON-LD, it reads back as the same records") {
    check_round_trip(test_file("skos/cases/good-turtle/input.ttl"));
    check_round_trip(test_file("skos/cases/good-json-ld/input.json"));
}

TEST_CASE("An independent parser finds in what was written the statements that JSON-LD says too") {
    for (const char* name : {"skos/cases/good-turtle/input.ttl", "skos/cases/good-json-ld/input.json"}) {
        const std::string turtle = written(read_goals("skos", test_file(name)), "turtle");
        const auto counted = counted_by_rapper(turtle);
        if (!counted) {
            MESSAGE("rapper is not installed: not compared");
            return;
        }
        CHECK(*counted == statements_in(turtle));
        CHECK(*counted > 10);
    }
}

TEST_CASE("The SKOS edition of the Flemish goals is read whole, and rapper reads what is written of it") {
    struct known {
        const char* file;
        std::size_t concepts, collections; // as counted from what rapper reads
    };
    constexpr known files[] = {
        {"onddoel.ttl", 1618, 1},
        {"curr1.ttl", 79, 3},
        {"curr2.ttl", 78, 4},
        {"onderwijsstructuur-final.skos.ttl", 66, 9},
        {"vak-norelated-final.skos.ttl", 190, 1},
        {"elem.ttl", 10, 14}};
    for (const known& one : files) {
        const auto text = corpus_file(std::string("flanders/skos/") + one.file);
        if (!text) return;
        CAPTURE(one.file);
        const collected_goals read = read_goals("skos", *text);
        std::size_t collections = 0;
        for (const goal& each : read.all<goal>()) collections += each.grouping;
        CHECK(read.count(record_kind::goal) == one.concepts + one.collections);
        CHECK(collections == one.collections);
        const std::string turtle = written(read, "turtle");
        if (const auto counted = counted_by_rapper(turtle)) CHECK(*counted == statements_in(turtle));
        CHECK(sorted_json(read_goals("skos", turtle)) == sorted_json(read));
    }
}
