// Remembers which one-time values (a token's jti, a launch's nonce) were used, until their own end makes them
// worthless.
#pragma once

#include "gateway/core/clock.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string_view>

namespace schakel::crypto {

enum class first_use {
    yes,
    no,  // a replay
    full // as many values as fit are still alive: refuse, and say "later"; forgetting one would let it in twice
};

// Safe with many threads. Memory is bounded by `capacity` (about 120 bytes each), whatever the values' length.
class replay_guard {
public:
    replay_guard(const clock& time, std::size_t capacity) : time_(time), capacity_(capacity) {}

    // `party` keeps values of different issuers apart. `until` is the moment from which the value would be refused for
    // its age.
    first_use use(std::string_view party, std::string_view value, instant until);

    std::size_t size() const;

private:
    using fingerprint = std::array<char, 32>;

    void forget_expired();

    const clock& time_;
    const std::size_t capacity_;
    mutable std::mutex mutex_;
    std::set<fingerprint> known_;
    std::multimap<instant, fingerprint> by_expiry_;
};

} // namespace schakel::crypto
