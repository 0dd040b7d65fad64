// How long messages are kept.
#pragma once

#include "gateway/core/clock.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace schakel::outbox {

// Of what was received before these moments it may go: `finished` when it was delivered, is already there or was only
// accepted; `dead` when it was rejected, quarantined or expired. What is waiting or held stays, however old.
struct keeping_term {
    std::string standard, route; // of the message, of the delivery; empty: any
    instant finished{}, dead{};
};

// A message goes when none of its deliveries keeps it. For each delivery one term decides: that of its route and
// standard, else of its route, else of its standard, else `otherwise`. A message without deliveries has no route.
struct keeping_terms {
    keeping_term otherwise;
    std::vector<keeping_term> of;

    const keeping_term& for_delivery(const std::string& standard, const std::string& route) const {
        const keeping_term* best = &otherwise;
        int weight = 0;
        for (const keeping_term& each : of) {
            const bool fits =
                (each.standard.empty() || each.standard == standard) && (each.route.empty() || each.route == route);
            const int of_this = (each.route.empty() ? 0 : 2) + (each.standard.empty() ? 0 : 1);
            if (fits && of_this > weight) best = &each, weight = of_this;
        }
        return *best;
    }
    instant latest() const { // nothing received after it goes
        instant last = std::max(otherwise.finished, otherwise.dead);
        for (const keeping_term& each : of) last = std::max({last, each.finished, each.dead});
        return last;
    }
};

// Where a walk over old messages is: begin with {} and go on while `at_end` is false.
struct keeping_place {
    std::int64_t received = 0, number = 0;
    bool at_end = false;
};

struct forgotten {
    std::uint64_t messages = 0, dead_letters = 0, deliveries = 0; // dead letters: deliveries among them

    void add(const forgotten& more) {
        messages += more.messages;
        dead_letters += more.dead_letters;
        deliveries += more.deliveries;
    }
};

} // namespace schakel::outbox
