#include "gateway/outbox/even_clock.hpp"

#include "tests/support/fake_clock.hpp"

namespace schakel::outbox {

TEST_CASE("F7: a deadline stays as far away as it was, whatever the wall clock is set to") {
    test::fake_clock time;
    even_clock scale(time);
    const instant due = scale.even(time.now() + 1h);
    for (const auto step : {-1h, +24h, -240h}) {
        time.set(step);
        CHECK(scale.wall(due) == time.now() + 1h);
        CHECK(scale.even(time.now()) == due - 1h);
    }
    time.advance(1h);
    CHECK(scale.even(time.now()) == due);
}

TEST_CASE("F7: a deadline that was reckoned just before the clock was set, and handed over just after it, stays") {
    for (const auto step : {-1h, +24h}) {
        test::fake_clock time;
        even_clock scale(time);
        const instant now = scale.even(time.now()), deadline = time.now() + 2s;
        time.set(step);
        CHECK(scale.even(deadline) == now + 2s);
        time.advance(1min);
        CHECK(scale.even(time.now() + 5h) == now + 1min + 5h);
    }
}

TEST_CASE("A clock that is trimmed moves nothing") {
    test::fake_clock time;
    even_clock scale(time);
    const instant moment = time.now() + 1s;
    const instant due = scale.even(moment);
    time.set(-20ms);
    CHECK(scale.even(moment) == due);
}

} // namespace schakel::outbox
