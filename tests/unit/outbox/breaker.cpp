#include "gateway/outbox/delivery_policy.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::outbox;

namespace {

constexpr instant start = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};

breaker opened() {
    breaker b(breaker::settings{});
    for (int i = 0; i < 5; ++i) b.failed(start);
    return b;
}

} // namespace

TEST_CASE("A breaker opens after five failures in a row") {
    breaker b(breaker::settings{});
    for (int i = 0; i < 4; ++i) b.failed(start);
    CHECK(b.allows(start));
    b.succeeded();
    for (int i = 0; i < 4; ++i) b.failed(start);
    CHECK_FALSE(b.open());
    b.failed(start);
    CHECK(b.open());
    CHECK_FALSE(b.allows(start));
}

TEST_CASE("An open breaker lets one probe through when its time is over") {
    breaker b = opened();
    CHECK_FALSE(b.allows(start + 999ms));
    CHECK(b.allows(start + 1s));
    CHECK_FALSE(b.allows(start + 1s));
    CHECK_FALSE(b.allows(start + 1h));
    b.succeeded();
    CHECK(b.allows(start + 1s));
    CHECK(b.allows(start + 1s));
}

TEST_CASE("Every probe that fails doubles the wait, up to a minute") {
    breaker b = opened();
    instant now = start;
    for (const auto wait : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        CHECK(b.retry_at() == now + wait);
        now = b.retry_at();
        REQUIRE(b.allows(now));
        b.failed(now);
    }
}

TEST_CASE("Tries that were under way when it opened change nothing") {
    breaker b = opened();
    b.failed(start + 500ms);
    CHECK(b.retry_at() == start + 1s);
}
