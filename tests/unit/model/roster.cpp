#include "gateway/model/roster.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::model::roster;

TEST_CASE("every role has a word of its own that reads back") {
    for (int i = 0; i <= static_cast<int>(role::other); ++i) {
        const role one = static_cast<role>(i);
        CHECK(parse_role(to_string(one)) == one);
    }
    CHECK(to_string(role::other) == "other");
    CHECK_FALSE(parse_role("koning"));
}

TEST_CASE("every kind of record has a word, and a record knows its kind") {
    for (const record_kind one : record_kinds) CHECK(parse_record_kind(to_string(one)) == one);
    CHECK(kind_of(record(membership{})) == record_kind::membership);
    CHECK(kind_of(record(organisation{})) == record_kind::organisation);
    record held = group{};
    tail_of(held).id = "3a";
    CHECK(std::get<group>(held).id == "3a");
}

TEST_CASE("a school year is two years that follow each other") {
    CHECK(is_school_year("2026-2027"));
    CHECK_FALSE(is_school_year("2026-2028"));
    CHECK_FALSE(is_school_year("2026/2027"));
    CHECK_FALSE(is_school_year("26-27"));
    CHECK_FALSE(is_school_year("2026-20x7"));
}

TEST_CASE("the school year of a day turns on the first of August") {
    CHECK(school_year_of(*parse_date("2026-07-31")) == "2025-2026");
    CHECK(school_year_of(*parse_date("2026-08-01")) == "2026-2027");
}
