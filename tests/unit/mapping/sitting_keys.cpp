// A sitting keeps the id that its results once had, whatever a resend changes.
#include "gateway/mapping/mapper.hpp"
#include "tests/unit/mapping/key_table.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::mapping;

namespace {

struct sitting {
    std::string id;
    std::vector<std::string> keys;

    friend bool operator==(const sitting&, const sitting&) = default;
};
using list = std::vector<sitting>;

// What a message with these sittings becomes, and is stored as.
list settled(test::key_table& stored, const list& sent, const std::string& sender = "sender") {
    model::progress_report report;
    for (const sitting& one : sent) {
        model::sitting& made = report.sittings.emplace_back();
        made.id = one.id;
        for (const std::string& key : one.keys) made.results.emplace_back().key = key;
    }
    std::vector<model::record> records{report};
    sitting_keys keys("school", sender, &stored);
    keys.settle(records);
    CHECK(stored.store(keys.added())); // the store would refuse the message for ever
    list out;
    for (const model::sitting& one : std::get<model::progress_report>(records[0]).sittings) {
        sitting& told = out.emplace_back();
        told.id = one.id;
        for (const model::result& result : one.results) told.keys.push_back(result.key);
    }
    return out;
}

} // namespace

TEST_CASE("A new sitting has its own id; its results find it again under another") {
    test::key_table stored;
    CHECK(settled(stored, {{"day one", {"a", "b"}}}) == list{{"day one", {"a", "b"}}});
    CHECK(settled(stored, {{"day two", {"a", "b"}}}) == list{{"day one", {"a", "b"}}});
    CHECK(settled(stored, {{"day two", {"b", "new"}}}) == list{{"day one", {"b", "new"}}});
    CHECK(settled(stored, {{"day three", {"new"}}}) == list{{"day one", {"new"}}});
}

TEST_CASE("Keys mean something within their sender only") {
    test::key_table stored;
    settled(stored, {{"day one", {"a"}}});
    CHECK(settled(stored, {{"day two", {"a"}}}, "another") == list{{"day two", {"a"}}});
}

TEST_CASE("Results of two sittings that come as one stay two") {
    test::key_table stored;
    settled(stored, {{"one", {"a"}}, {"two", {"b"}}});
    CHECK(settled(stored, {{"one", {"a", "b", "c"}}}) == list{{"one", {"a", "c"}}, {"two", {"b"}}});
}

TEST_CASE("Results of one sitting that come as two do not share its id") {
    test::key_table stored;
    settled(stored, {{"one", {"a", "b"}}});
    const list told = settled(stored, {{"one", {"a"}}, {"two", {"b"}}});
    CHECK(told == list{{"one", {"a"}}, {"two", {"b"}}});
    CHECK(settled(stored, {{"one", {"a"}}, {"two", {"b"}}}) == told);
}

TEST_CASE("A sitting whose own id is taken by a known one gets a new id, the same every time") {
    test::key_table stored;
    settled(stored, {{"monday", {"a"}}});
    const list told = settled(stored, {{"monday", {"b"}}, {"tuesday", {"a"}}});
    REQUIRE(told.size() == 2);
    CHECK(told[1].id == "monday");
    CHECK(told[0].id != "monday");
    CHECK(settled(stored, {{"friday", {"b"}}}) == list{{told[0].id, {"b"}}});
}

TEST_CASE("Sittings without keys pass as they are, also without a store") {
    test::key_table stored;
    CHECK(settled(stored, {{"one", {""}}, {"one", {""}}}) == list{{"one", {""}}, {"one", {""}}});
    std::vector<model::record> records{model::progress_report{}};
    sitting_keys nothing("school", "sender", nullptr);
    nothing.settle(records);
    CHECK(nothing.added().empty());
}

TEST_CASE("Every message that brings a result brings its key, which is kept as long as one of them") {
    test::key_table stored;
    settled(stored, {{"one", {"a"}}});
    model::progress_report again;
    model::sitting& sitting = again.sittings.emplace_back();
    sitting.id = "two";
    for (const char* key : {"a", "b"}) sitting.results.emplace_back().key = key;
    std::vector<model::record> records{again};
    sitting_keys keys("school", "sender", &stored);
    keys.settle(records);
    const std::vector<new_key> both{
        {"school", "sitting", "sender|a", "one", true}, {"school", "sitting", "sender|b", "one", true}};
    CHECK(keys.added() == both);
}
