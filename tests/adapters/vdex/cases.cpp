#include "tests/adapters/goal_files.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;
using namespace schakel::model::goals;

TEST_CASE("golden cases of VDEX") {
    check_goal_cases("vdex", {"vdex.none", "vdex.several"});
}

namespace {

framework named(const std::string& id) {
    framework one;
    one.id = id;
    return one;
}

release of(const std::string& framework) {
    release one;
    one.id = framework + "#";
    one.framework = framework;
    return one;
}

} // namespace

TEST_CASE("One vocabulary is written: none and several are refused unless one is named") {
    CHECK(write_goals("vdex", {}).refused.at(0).broken->id == "vdex.none");
    const std::vector<record> two{
        named("https://e.example/a"), of("https://e.example/a"), named("https://e.example/b"),
        of("https://e.example/b")};
    CHECK(write_goals("vdex", two).refused.at(0).broken->id == "vdex.several");
    goal_writing_options options;
    options.framework = "https://e.example/b";
    CHECK(write_goals("vdex", two, options).bytes.find("https://e.example/b") != std::string::npos);
}

TEST_CASE("What VDEX wrote it reads back as the same records") {
    for (const char* name : {"good-everything", "good-relationships"}) {
        CAPTURE(name);
        const auto text = test_file(std::string("vdex/cases/") + name + "/input.vdex");
        const collected_goals once = read_goals("vdex", text);
        const collected_goals twice = read_goals("vdex", write_goals("vdex", once.records).bytes);
        CHECK(sorted_json(twice) == sorted_json(once));
    }
}

TEST_CASE("Vocabularies of others are read whole") {
    constexpr std::pair<const char*, std::size_t> files[] = {
        {"iso2788_relations.vdex", 6}, {"iso5964_equivalences.vdex", 5}, {"treetest.vdex", 13}, {"languages.vdex", 5}};
    for (const auto& [name, terms] : files) {
        const auto text = corpus_file(std::string("vdex/") + name);
        if (!text) return;
        CAPTURE(name);
        const collected_goals once = read_goals("vdex", *text);
        CHECK(once.count(record_kind::goal) == terms);
        const collected_goals twice = read_goals("vdex", write_goals("vdex", once.records).bytes);
        CHECK(sorted_json(twice) == sorted_json(once));
    }
}
