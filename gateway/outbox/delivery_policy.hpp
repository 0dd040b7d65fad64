// When a delivery is tried again: a pure state machine. It is told what happened and answers what next; others obey.
#pragma once

#include "gateway/core/clock.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace schakel::outbox {

// The published schedule: the first try at once, then these delays, each with up to `jitter` added or taken off. After
// the last one the delivery is quarantined. A Retry-After longer than the delay is respected up to `cap`.
struct retry_schedule {
    std::vector<std::chrono::seconds> delays{std::chrono::seconds(5),  std::chrono::minutes(1), std::chrono::minutes(5),
                                             std::chrono::minutes(30), std::chrono::hours(2),   std::chrono::hours(5),
                                             std::chrono::hours(10)};
    double jitter = 0.2;
    std::chrono::seconds cap = std::chrono::hours(24);
    std::chrono::seconds expires_after = std::chrono::hours(24 * 7);
};

// What happened to one try, in the words of adapter receipts.
enum class try_outcome { delivered, already_there, retry, rejected, hold, split };

struct delivery_facts {
    std::uint32_t attempts = 0; // this one included
    instant created_at{};
    bool divisible = false; // the batch can be halved
};

struct next_step {
    enum class kind { settle_delivered, settle_already_there, retry_at, reject, hold, quarantine, expire, split } what;
    instant at{}; // retry_at
};

// `chance` in [0,1) decides the jitter, so that the function stays pure.
next_step decide(
    try_outcome happened, std::optional<std::chrono::seconds> retry_after, const delivery_facts& facts,
    const retry_schedule& schedule, instant now, double chance
);

// Circuit breaker of one destination. Closed until tries of `threshold` lanes (route and order key) failed with no
// success between; then open for a while that doubles up to `longest`, letting one probe through at its end (L3: at
// most one probe per second). However often one lane fails, that says something of the lane: a receiver that takes
// everything but one pupil's message keeps nobody else waiting (P3, P8).
class breaker {
public:
    struct settings {
        unsigned threshold = 5;
        std::chrono::milliseconds first = std::chrono::seconds(1);
        std::chrono::milliseconds longest = std::chrono::seconds(60);
    };
    explicit breaker(const settings& how) : how_(how) {}

    bool allows(instant now); // takes the probe when half open
    instant retry_at() const { return open_until_; }
    void succeeded();
    void failed(instant now, std::size_t lane); // any number that is the lane's own
    bool open() const { return open_; }

private:
    settings how_;
    std::vector<std::size_t> failing_; // lanes, since the last success
    bool open_ = false;
    bool probing_ = false;
    std::chrono::milliseconds wait_{0};
    instant open_until_{};
};

} // namespace schakel::outbox
