#include "gateway/outbox/delivery_policy.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::outbox;

namespace {

constexpr instant start = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};

breaker opened() {
    breaker b(breaker::settings{});
    for (std::size_t lane = 0; lane < 5; ++lane) b.failed(start, lane);
    return b;
}

} // namespace

TEST_CASE("A breaker opens after failures of five lanes in a row") {
    breaker b(breaker::settings{});
    for (std::size_t lane = 0; lane < 4; ++lane) b.failed(start, lane);
    CHECK(b.allows(start));
    b.succeeded();
    for (std::size_t lane = 0; lane < 4; ++lane) b.failed(start, lane);
    CHECK_FALSE(b.open());
    b.failed(start, 4);
    CHECK(b.open());
    CHECK_FALSE(b.allows(start));
}

TEST_CASE("One lane that fails for ever opens no breaker") {
    breaker b(breaker::settings{});
    for (int i = 0; i < 1000; ++i) b.failed(start, 7);
    CHECK_FALSE(b.open());
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
        b.failed(now, 0);
    }
}

TEST_CASE("Tries that were under way when it opened change nothing") {
    breaker b = opened();
    b.failed(start + 500ms, 0);
    CHECK(b.retry_at() == start + 1s);
}
