// B7.1 and B7.2: which changes wait for a person.
#include "gateway/roster/hold_decision.hpp"

#include <doctest/doctest.h>

namespace schakel::roster {

using namespace model::roster;

namespace {

const instant now = instant(std::chrono::sys_days{std::chrono::year{2026} / 11 / 22});

roster_change pupils(change_count of) {
    roster_change change;
    change.pupils = change.of(record_kind::person) = of;
    return change;
}

settings::hold_policy with_period(settings::hold_policy::period::kind what) {
    settings::hold_policy policy;
    settings::hold_policy::period one;
    one.what = what;
    one.from = now - 24h;
    one.until = now + 24h;
    policy.periods.push_back(one);
    return policy;
}

} // namespace

TEST_CASE("B7.1: an empty roster always holds") {
    using period = settings::hold_policy::period::kind;
    const roster_change empty = pupils({1000, 0, 0, 1000});
    CHECK(decide(empty, {}, now).hold);
    CHECK(decide(empty, with_period(period::year_change), now).hold);
    CHECK(decide(pupils({3, 0, 0, 3}), {}, now).hold);
    CHECK(decide(roster_change{}, {}, now).hold);
    roster_change teachers_stay = empty;
    teachers_stay.of(record_kind::person).before = 1050;
    CHECK(decide(teachers_stay, with_period(period::year_change), now).hold);
}

TEST_CASE("B7.2: a roster from which 40 % disappear holds, and says so in numbers") {
    const hold_decision told = decide(pupils({1000, 0, 0, 400}), {}, now);
    CHECK(told == hold_decision{true, "pupils: 400 of 1000 ended, more than 10 %"});
}

TEST_CASE("A change within the limits does not hold") {
    CHECK_FALSE(decide(pupils({1000, 400, 600, 100}), {}, now).hold);
    CHECK(decide(pupils({1000, 0, 0, 101}), {}, now).hold);
    CHECK(decide(pupils({1000, 0, 601, 0}), {}, now).hold);
    CHECK(decide(pupils({1000, 401, 0, 0}), {}, now).reason == "pupils: 401 added to 1000, more than 40 %");
}

TEST_CASE("Small numbers are never unusual, and the first roster is compared with nothing") {
    CHECK_FALSE(decide(pupils({20, 0, 0, 9}), {}, now).hold);
    CHECK(decide(pupils({20, 0, 0, 10}), {}, now).hold);
    CHECK_FALSE(decide(pupils({0, 15'000, 0, 0}), {}, now).hold);
}

TEST_CASE("Memberships and groups are looked at too") {
    roster_change change = pupils({1000, 0, 0, 0});
    change.of(record_kind::membership) = {5000, 0, 0, 2000};
    CHECK(decide(change, {}, now).reason == "memberships: 2000 of 5000 ended, more than 10 %");
    change.of(record_kind::group) = {50, 0, 0, 25};
    CHECK(decide(change, {}, now).reason.find("groups: 25 of 50 ended, more than 10 %; ") == 0);
}

TEST_CASE("The school's own limits count, and what is planned") {
    using period = settings::hold_policy::period::kind;
    settings::hold_policy policy;
    policy.removed = 50;
    CHECK_FALSE(decide(pupils({1000, 0, 0, 400}), policy, now).hold);
    CHECK_FALSE(decide(pupils({1000, 900, 0, 900}), with_period(period::year_change), now).hold);
    CHECK(decide(pupils({1000, 0, 1, 0}), with_period(period::pause), now).hold);
    CHECK_FALSE(decide(pupils({1000, 0, 1, 0}), with_period(period::pause), now + 48h).hold);
    CHECK(decide(pupils({1000, 0, 1, 0}), {}, now, now + 1h).hold);
    CHECK_FALSE(decide(pupils({1000, 0, 1, 0}), {}, now, now - 1h).hold);
}

} // namespace schakel::roster
