#include "gateway/transport/timer_wheel.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <vector>

using namespace schakel::transport;
using namespace std::chrono_literals;

namespace {

class probe final : public timer_wheel::entry {
public:
    explicit probe(std::function<void()> then = {}) : then_(std::move(then)) {}
    int fired = 0;

private:
    void expired() override {
        ++fired;
        if (then_) then_();
    }
    std::function<void()> then_;
};

const timer_wheel::time_point start{std::chrono::hours(1)};

} // namespace

TEST_CASE("an entry fires after its deadline and at most two ticks later") {
    for (int delay = 0; delay < 300; delay += 7) {
        timer_wheel wheel(10ms, start);
        probe one;
        wheel.arm(one, timer_wheel::duration(delay));
        auto now = start;
        while (one.fired == 0) wheel.advance(now += 1ms);
        CHECK(now - start >= timer_wheel::duration(delay));
        CHECK(now - start <= timer_wheel::duration(delay + 20));
    }
}

TEST_CASE("deadlines beyond one turn of the wheel wait for their round") {
    timer_wheel wheel(1ms, start);
    probe far;
    wheel.arm(far, 5000ms);
    wheel.advance(start + 4999ms);
    CHECK(far.fired == 0);
    wheel.advance(start + 5003ms);
    CHECK(far.fired == 1);
    CHECK_FALSE(far.armed());
}

TEST_CASE("arming again replaces, disarming and destroying forget") {
    timer_wheel wheel(1ms, start);
    probe kept;
    probe dropped;
    wheel.arm(kept, 10ms);
    wheel.arm(kept, 100ms);
    wheel.arm(dropped, 10ms);
    timer_wheel::disarm(dropped);
    {
        probe gone;
        wheel.arm(gone, 10ms);
    }
    wheel.advance(start + 50ms);
    CHECK(kept.fired == 0);
    CHECK(dropped.fired == 0);
    wheel.advance(start + 200ms);
    CHECK(kept.fired == 1);
}

TEST_CASE("an entry may arm itself and disarm its neighbour while it fires") {
    timer_wheel wheel(1ms, start);
    probe neighbour;
    probe* self = nullptr;
    probe one([&] {
        timer_wheel::disarm(neighbour);
        if (self->fired < 3) wheel.arm(*self, 5ms);
    });
    self = &one;
    wheel.arm(one, 5ms);
    wheel.arm(neighbour, 5ms);
    for (auto now = start; now < start + 100ms; now += 1ms) wheel.advance(now);
    CHECK(neighbour.fired == 0);
    CHECK(one.fired == 3);
}
