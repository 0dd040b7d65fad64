// What is remembered between questions, and what becomes of a question whose asker has gone.
#include "gateway/pipeline/query_memory.hpp"
#include "gateway/pipeline/release.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/support/random_roster.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using pipeline::answer_memory;

namespace {

const std::shared_ptr<const void> something = std::make_shared<int>(1);

std::shared_ptr<const roster_view> small_school() {
    auto made = std::make_shared<roster::memory_roster>(instant{}, "akker:1");
    for (model::roster::record& one : test::small_school(600)) made->add(std::move(one));
    return made;
}

std::shared_ptr<const pipeline::release> release_to_school() {
    for (const settings::release_profile& one : settings::built_in_releases()) {
        if (one.name == settings::release_to_school) return std::make_shared<pipeline::release>(one, "", "akker");
    }
    return nullptr;
}

} // namespace

TEST_CASE("a page that is asked again and again outlives any number that are asked once") {
    answer_memory memory(64u << 20);
    memory.keep("hot", something, 900'000);
    REQUIRE(memory.find("hot"));
    for (int i = 0; i < 500; ++i) memory.keep("cold " + std::to_string(i), something, 900'000);
    CHECK(memory.find("hot"));
    CHECK(memory.find("cold 499"));
    CHECK_FALSE(memory.find("cold 0"));
    CHECK(memory.bytes() <= 64u << 20);
}

TEST_CASE("what was asked again long ago makes room for what is asked again today") {
    answer_memory memory(1'000'000);
    const auto ask_twice = [&](const std::string& key) {
        memory.keep(key, something, 100'000);
        CHECK(memory.find(key));
    };
    ask_twice("old");
    for (int i = 0; i < 20; ++i) ask_twice("new " + std::to_string(i));
    CHECK_FALSE(memory.find("old"));
    CHECK(memory.find("new 19"));
    CHECK(memory.bytes() <= 1'000'000);
}

TEST_CASE("an entry that grows too large goes") {
    answer_memory memory(1'000, 500);
    memory.keep("one", something, 100);
    memory.keep("one", something, 600);
    CHECK_FALSE(memory.find("one"));
    CHECK(memory.bytes() == 0);
}

TEST_CASE("notes go with the version of the roster that they are about") {
    pipeline::query_memory memory;
    memory.meet("stored akker", "akker:1");
    pipeline::question_notes(memory.notes, "akker:1").keep("users", something, 10);
    pipeline::question_notes(memory.notes, "beek:1").keep("others", something, 10);
    memory.meet("stored akker", "akker:1");
    CHECK(memory.notes.find("users"));
    memory.meet("stored akker", "akker:2");
    CHECK_FALSE(memory.notes.find("users"));
    CHECK(memory.notes.find("others"));
}

TEST_CASE("one question at a time makes what many have use of") {
    answer_memory memory(1'000);
    CHECK(memory.claim("table"));
    CHECK_FALSE(memory.claim("table"));
    memory.yield("table");
    CHECK(memory.claim("table"));
}

TEST_CASE("once the asker has gone, looking through the roster ends at the next page, and nothing of it is kept") {
    int pages = 0;
    auto watch = std::make_shared<pipeline::asker_watch>([&pages] { return ++pages > 2; });
    const auto view = pipeline::released(small_school(), release_to_school(), watch);
    roster_range range;
    range.limit = 100;
    std::size_t seen = 0;
    each<model::roster::person>(*view, range, [&seen](const auto&) {
        ++seen;
        return true;
    });
    CHECK(seen == 200);
    answer_memory memory(1'000'000);
    pipeline::question_notes(memory, "akker:1", watch).keep("half", something, 10);
    CHECK_FALSE(memory.find("half"));
    CHECK_FALSE(watch->settle());
}

TEST_CASE("what many have use of is finished even for nobody") {
    auto watch = std::make_shared<pipeline::asker_watch>([] { return true; });
    const auto view = pipeline::released(small_school(), release_to_school(), watch);
    answer_memory memory(1'000'000);
    pipeline::question_notes notes(memory, "akker:1", watch);
    CHECK_FALSE(view->find(model::roster::record_kind::person, test::pupil_id(1)));
    {
        const memo_claim claim(notes, "table");
        REQUIRE(claim);
        CHECK(view->find(model::roster::record_kind::person, test::pupil_id(1)));
        notes.keep("table", something, 10);
    }
    CHECK(memory.find("table"));
    CHECK_FALSE(view->find(model::roster::record_kind::person, test::pupil_id(1)));
}

TEST_CASE("an answer that is made is finished whoever is there") {
    bool left = false;
    auto watch = std::make_shared<pipeline::asker_watch>([&left] { return left; });
    CHECK(watch->settle());
    left = true;
    CHECK_FALSE(watch->gone());
}
