#include "gateway/outbox/delivery_policy.hpp"

#include <algorithm>

namespace schakel::outbox {

namespace {

using kind = next_step::kind;

std::chrono::microseconds with_jitter(std::chrono::seconds delay, double jitter, double chance) {
    const double factor = 1.0 + jitter * (2.0 * chance - 1.0);
    const auto exact = static_cast<double>(std::chrono::microseconds(delay).count());
    return std::chrono::microseconds(static_cast<std::int64_t>(exact * factor));
}

// `attempts` tries were made, so the delay after the last of them is the one at attempts - 1.
next_step try_again(
    std::optional<std::chrono::seconds> retry_after, const delivery_facts& facts, const retry_schedule& schedule,
    instant now, double chance
) {
    const std::size_t tries = std::max<std::uint32_t>(facts.attempts, 1);
    if (tries > schedule.delays.size()) return {kind::quarantine};
    std::chrono::microseconds wait = with_jitter(schedule.delays[tries - 1], schedule.jitter, chance);
    if (retry_after) wait = std::max<std::chrono::microseconds>(wait, std::min(*retry_after, schedule.cap));
    const instant at = now + wait;
    if (at >= facts.created_at + schedule.expires_after) return {kind::expire};
    return {kind::retry_at, at};
}

} // namespace

next_step decide(
    try_outcome happened, std::optional<std::chrono::seconds> retry_after, const delivery_facts& facts,
    const retry_schedule& schedule, instant now, double chance
) {
    switch (happened) {
    case try_outcome::delivered: return {kind::settle_delivered};
    case try_outcome::already_there: return {kind::settle_already_there};
    case try_outcome::rejected: return {kind::reject};
    case try_outcome::hold: return {kind::hold};
    case try_outcome::split: return {facts.divisible ? kind::split : kind::reject};
    case try_outcome::retry: break;
    }
    return try_again(retry_after, facts, schedule, now, chance);
}

} // namespace schakel::outbox
