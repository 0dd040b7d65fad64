#include "gateway/goals/memory_goals.hpp"

#include <doctest/doctest.h>

namespace model = schakel::model::goals;

namespace {

model::day day(int year, unsigned month, unsigned of_month) {
    return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of_month};
}

model::release release(std::string label, std::optional<model::day> published) {
    model::release one;
    one.id = "f#" + label;
    one.framework = "f";
    one.label = std::move(label);
    one.published = published;
    return one;
}

model::goal goal(std::string id, std::string statement) {
    model::goal one;
    one.id = std::move(id);
    one.framework = "f";
    one.statement = std::move(statement);
    return one;
}

model::association edge(std::string id, std::string subject, std::string object) {
    model::association one;
    one.id = std::move(id);
    one.subject = std::move(subject);
    one.object = std::move(object);
    return one;
}

model::framework framework() {
    model::framework one;
    one.id = "f";
    return one;
}

} // namespace

TEST_CASE("a uuid has one key, however it is written") {
    const std::string key = "urn:uuid:512e4729-03a4-43a2-95ba-758071d1b725";
    CHECK(model::uuid_key("512E4729-03A4-43A2-95BA-758071D1B725") == key);
    CHECK(model::uuid_key("urn:uuid:512e4729-03a4-43a2-95ba-758071d1b725") == key);
    CHECK(model::uuid_key("https://opendata.slo.nl/curriculum/uuid/512e4729-03a4-43a2-95ba-758071d1b725") == key);
    CHECK(model::uuid_key("http://purl.edustandaard.nl/begrippenkader/512e4729-03a4-43a2-95ba-758071d1b725") == key);
    CHECK(model::uuid_key("x512e4729-03a4-43a2-95ba-758071d1b725").empty());
    CHECK(model::uuid_key("512e4729-03a4-43a2-95ba-758071d1b72").empty());
    CHECK(model::uuid_key("512e4729-03a4-43a2-95ba-758071d1b72g").empty());
    CHECK(model::uuid_key("").empty());
}

TEST_CASE("the words of the enumerations read back") {
    for (std::size_t i = 0; i < model::relation_count; ++i) {
        const auto which = static_cast<model::relation>(i);
        CHECK(model::parse_relation(model::to_string(which)) == which);
    }
    CHECK_FALSE(model::parse_relation("isExactlyOf"));
    CHECK(model::parse_justification("component-overlap") == model::justification::component_overlap);
}

TEST_CASE("releases come the oldest first, and a goal is found in the newest that has it") {
    schakel::goals::memory_goals all;
    all.add(framework());
    all.add(release("2026", day(2026, 6, 1)));
    all.add(goal("a", "new"));
    all.add(release("2025", day(2025, 6, 1)));
    all.add(goal("a", "old"));
    all.add(goal("b", "gone"));
    const auto releases = all.releases("f");
    REQUIRE(releases.size() == 2);
    CHECK(releases[0].label == "2025");
    CHECK(all.find_goal("a")->statement == "new");
    CHECK(all.find_goal("b")->statement == "gone");
    CHECK_FALSE(all.find_goal("c"));
}

TEST_CASE("pages of an owner hold its records in order of id") {
    schakel::goals::memory_goals all;
    all.add(framework());
    all.add(release("1", {}));
    for (const char* id : {"c", "a", "b"}) all.add(goal(id, id));
    all.add(release("2", {}));
    all.add(goal("z", "z"));
    std::string seen;
    schakel::each<model::goal>(all, {.owner = "f#1", .after = {}, .limit = 2}, [&](const model::goal& one) {
        seen += one.id;
        return true;
    });
    CHECK(seen == "abc");
}

TEST_CASE("the end of an association is nobody's goal, and edges of older releases are left out") {
    schakel::goals::memory_goals all;
    all.add(framework());
    all.add(release("1", {}));
    all.add(goal("a", "a"));
    all.add(edge("e1", "a", "old"));
    all.add(release("2", {}));
    all.add(goal("a", "a"));
    all.add(edge("e2", "a", "nowhere"));
    CHECK_FALSE(all.find_goal("nowhere"));
    const auto edges = all.associations_of("a");
    REQUIRE(edges.size() == 1);
    CHECK(edges[0].id == "e2");
    CHECK(edges[0].owner == "f#2");
    CHECK(all.associations_of("nowhere").size() == 1);
}
