#include "gateway/outbox/delivery_policy.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace schakel;
using namespace schakel::outbox;
using kind = next_step::kind;

namespace {

constexpr instant start = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};
const retry_schedule usual;

delivery_facts after(std::uint32_t attempts, bool divisible = false) {
    return {attempts, start, divisible};
}

std::chrono::seconds wait_after(std::uint32_t attempts, double chance, std::optional<std::chrono::seconds> asked = {}) {
    const next_step next = decide(try_outcome::retry, asked, after(attempts), usual, start, chance);
    REQUIRE(next.what == kind::retry_at);
    return std::chrono::round<std::chrono::seconds>(next.at - start);
}

} // namespace

TEST_CASE("The published schedule: now, 5 s, 1 min, 5 min, 30 min, 2 h, 5 h, 10 h, then set aside") {
    const std::chrono::seconds delays[] = {5s, 60s, 300s, 1800s, 7200s, 18000s, 36000s};
    for (std::uint32_t attempts = 1; attempts <= 7; ++attempts) {
        CAPTURE(attempts);
        CHECK(wait_after(attempts, 0.5) == delays[attempts - 1]);
    }
    CHECK(decide(try_outcome::retry, {}, after(8), usual, start, 0.5).what == kind::quarantine);
}

TEST_CASE("Jitter adds or takes at most a fifth") {
    CHECK(wait_after(2, 0.0) == 48s);
    CHECK(wait_after(2, 0.999999) == 72s);
    for (double chance = 0; chance < 1; chance += 0.01) {
        CHECK(wait_after(2, chance) >= 48s);
        CHECK(wait_after(2, chance) <= 72s);
    }
}

TEST_CASE("Retry-After is respected when it is longer, up to the cap") {
    struct row {
        std::chrono::seconds asked, expected;
    };
    for (const row& each : {row{0s, 60s}, row{30s, 60s}, row{600s, 600s}, row{24h, 24h}, row{72h, 24h}}) {
        CAPTURE(each.asked.count());
        CHECK(wait_after(2, 0.5, each.asked) == each.expected);
    }
}

TEST_CASE("What cannot be delivered in time expires") {
    const instant late = start + usual.expires_after - 30s;
    CHECK(decide(try_outcome::retry, {}, after(2), usual, late, 0.5).what == kind::expire);
    CHECK(decide(try_outcome::retry, {}, after(1), usual, late, 0.5).what == kind::retry_at);
    CHECK(decide(try_outcome::delivered, {}, after(1), usual, late + 1h, 0.5).what == kind::settle_delivered);
}

TEST_CASE("Every outcome has its step") {
    struct row {
        try_outcome happened;
        bool divisible;
        kind expected;
    };
    constexpr row rows[] = {
        {try_outcome::delivered, false, kind::settle_delivered},
        {try_outcome::already_there, false, kind::settle_already_there},
        {try_outcome::retry, false, kind::retry_at},
        {try_outcome::rejected, false, kind::reject},
        {try_outcome::rejected, true, kind::reject},
        {try_outcome::hold, false, kind::hold},
        {try_outcome::split, true, kind::split},
        {try_outcome::split, false, kind::reject},
    };
    for (const row& each : rows)
        CHECK(decide(each.happened, {}, after(1, each.divisible), usual, start, 0.5).what == each.expected);
}
