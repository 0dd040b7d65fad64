#include "gateway/prove/promise_table.hpp"

#include <doctest/doctest.h>

using namespace schakel::prove;

namespace {

const promise_line& line(const std::vector<promise_line>& table, std::string_view id) {
    for (const promise_line& one : table)
        if (one.of->id == id) return one;
    throw std::out_of_range("no such promise");
}

const circumstances somewhere{"schakel 9.9.9", "2026-11-22 10:00 UTC", "12 s", {{"cpu", "2 cores"}}};

} // namespace

TEST_CASE("the table has every promise, shown or not") {
    const auto table = table_of({});
    REQUIRE(table.size() == 12);
    for (const promise_line& one : table) CHECK(one.what == outcome::not_shown);
    CHECK(holds(table));
    CHECK(as_text(table, somewhere).find("needs a reload storm") != std::string::npos);
}

TEST_CASE("a promise is broken when one showing breaks it, whatever the others say") {
    const auto table = table_of(
        {{"P2", "F1", outcome::held, "a"}, {"P2", "F8", outcome::broken, "b"}, {"P2", "F9", outcome::held, "c"}}
    );
    CHECK(line(table, "P2").what == outcome::broken);
    CHECK(line(table, "P2").by.size() == 3);
    CHECK_FALSE(holds(table));
    CHECK(as_text(table, somewhere).find("A PROMISE WAS BROKEN") != std::string::npos);
}

TEST_CASE("what could not be shown does not undo what was") {
    const auto table =
        table_of({{"P6", "F4", outcome::not_shown, "no disk"}, {"P6", "F4", outcome::held, "three times"}});
    CHECK(line(table, "P6").what == outcome::held);
    CHECK(as_text(table, somewhere).find("not shown: no disk") != std::string::npos);
}

TEST_CASE("as JSON the table names version, machine, outcomes and reasons") {
    const std::string text = as_json(table_of({{"P1", "F1", outcome::held, "0 lost"}}), somewhere);
    for (const char* part :
         {"\"schakel 9.9.9\"", "\"cpu\": \"2 cores\"", "\"holds\": true", "\"told\": \"0 lost\"", "\"why_not\""})
        CHECK_MESSAGE(text.find(part) != std::string::npos, part);
}
