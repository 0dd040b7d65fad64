#include "gateway/pipeline/sync_schedule.hpp"

#include <doctest/doctest.h>

namespace schakel::pipeline {

namespace {

instant at(const char* text) {
    return parse_rfc3339(text).value();
}

settings::roster_source source(std::chrono::milliseconds every, std::optional<std::chrono::minutes> of_day = {}) {
    settings::roster_source from;
    from.every = every;
    from.at = of_day;
    return from;
}

instant next_after(const settings::roster_source& from, instant last) {
    return next_fetch(from, last, last);
}

} // namespace

TEST_CASE("F7: a fetch that lies ahead, because the clock was set back, holds up nothing") {
    const instant now = at("2026-11-22T12:00:00Z");
    CHECK(next_fetch(source(6h), now + 1h, now) == now);
    CHECK(next_fetch(source(6h), now + 1s, now) == now + 6h + 1s);
}

TEST_CASE("The first fetch is due at once, the next after its time") {
    const instant now = at("2026-11-22T12:00:00Z");
    CHECK(next_fetch(source(24h, 3h), std::nullopt, now) == now);
    CHECK(next_fetch(source(6h), now, now) == now + 6h);
}

TEST_CASE("A daily fetch keeps its time of day in Amsterdam, also when the last one ended late") {
    CHECK(next_after(source(24h, 3h), at("2026-11-22T02:10:00Z")) == at("2026-11-23T02:00:00Z"));
    CHECK(next_after(source(24h, 3h), at("2026-11-22T12:00:00Z")) == at("2026-11-23T02:00:00Z"));
    CHECK(next_after(source(24h * 7, 3h), at("2026-11-22T02:10:00Z")) == at("2026-11-29T02:00:00Z"));
    CHECK(next_after(source(24h, 3h), at("2027-03-27T02:10:00Z")) == at("2027-03-28T02:00:00Z"));
}

TEST_CASE("Several fetches a day begin at their time and end at midnight") {
    const auto from = source(4h, 7h); // 7, 11, 15, 19, 23
    CHECK(next_after(from, at("2026-11-22T06:05:00Z")) == at("2026-11-22T10:00:00Z"));
    CHECK(next_after(from, at("2026-11-22T22:05:00Z")) == at("2026-11-23T06:00:00Z"));
}

TEST_CASE("Attempts come further and further apart, never before the source wishes, and end") {
    CHECK(retry_delay(1, {}) == std::chrono::seconds(60));
    CHECK(retry_delay(4, {}) == std::chrono::seconds(3600));
    CHECK(retry_delay(1, std::chrono::seconds(600)) == std::chrono::seconds(600));
    CHECK(retry_delay(4, std::chrono::seconds(600)) == std::chrono::seconds(3600));
    CHECK(retry_delay(1, std::chrono::hours(400)) == std::chrono::hours(12));
    CHECK_FALSE(retry_delay(5, {}));
}

} // namespace schakel::pipeline
