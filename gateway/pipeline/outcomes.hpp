// How messages and questions end: names for logs and metrics, and what a refusal of access becomes.
#pragma once

#include "gateway/access/access_control.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/pipeline/sender_counts.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace schakel::pipeline {

// The outcomes in the order of their values, and their names: "unknown_school".
inline constexpr std::size_t outcome_count = static_cast<std::size_t>(disposition::outcome::internal) + 1;
std::string_view to_string(disposition::outcome decided);

disposition::outcome outcome_of(access::refusal why);

// How many ended so.
struct exchange_counts {
    std::array<std::atomic<std::uint64_t>, outcome_count> by_outcome{};
    sender_counts senders;              // the same of messages whose sender is known
    std::atomic<std::uint64_t> late{0}; // overloaded, because they waited in a standing queue (transport)
    std::atomic<instant> last_late{instant{}};

    std::uint64_t of(disposition::outcome decided) const {
        return by_outcome[static_cast<std::size_t>(decided)].load();
    }
    void add(disposition::outcome decided) { ++by_outcome[static_cast<std::size_t>(decided)]; }
    void add_late(instant at) {
        add(disposition::outcome::overloaded);
        ++late;
        last_late = at;
    }
};

} // namespace schakel::pipeline
