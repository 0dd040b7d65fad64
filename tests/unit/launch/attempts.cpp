#include "gateway/launch/attempt.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"

#include <doctest/doctest.h>

namespace {

using namespace schakel;
using launch::attempt;
using launch::hop;

TEST_CASE("hops have names that are read back") {
    for (int at = 0; at <= static_cast<int>(hop::opened); ++at)
        CHECK(launch::parse_hop(launch::to_string(static_cast<hop>(at))) == static_cast<hop>(at));
    CHECK_FALSE(launch::parse_hop("elsewhere"));
}

TEST_CASE("a launch tells how far it came, step by step, and knows its person by digests only") {
    const test::fake_clock time;
    test::memory_launch_rows rows;
    attempt one;
    one.trace = "0190a1b2-0000-7000-8000-000000000001";
    one.began = one.changed = time.now();
    one.source = "elo";
    REQUIRE(rows.keep({{}, {launch::to_row(one)}, {}}));

    attempt further;
    further.trace = one.trace;
    further.began = one.began;
    further.changed = one.began + 1s;
    further.school = "de-regenboog";
    further.persons = {"pseudonym-7"};
    further.reached = hop::routed;
    further.outcome = "access.not-entitled";
    REQUIRE(rows.keep({{}, {launch::to_row(further)}, {}}));

    outbox::attempt_filter of_person;
    of_person.person = launch::person_digest("pseudonym-7");
    const auto found = rows.attempts(of_person);
    REQUIRE(found.size() == 1);
    CHECK(found[0].persons.front().find("pseudonym") == std::string::npos);
    const attempt read = launch::from_row(found[0]);
    CHECK(read.source == "elo");
    CHECK(read.school == "de-regenboog");
    CHECK(read.reached == hop::routed);
    CHECK(read.outcome == "access.not-entitled");

    of_person.person = launch::person_digest("pseudonym-8");
    CHECK(rows.attempts(of_person).empty());
}

} // namespace
