// How long commits took, in the buckets of the metric schakel_sync_seconds.
#pragma once

#include "gateway/outbox/store.hpp"

#include <array>
#include <atomic>
#include <chrono>

namespace schakel::outbox {

// One thread adds, any thread reads.
class sync_histogram {
public:
    void add(std::chrono::nanoseconds took);
    sync_statistics read() const;

private:
    static constexpr std::array<double, 12> bounds{0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025,
                                                   0.005,   0.01,   0.025,   0.1,    0.5,   2.5};
    std::array<std::atomic<std::uint64_t>, bounds.size()> counts_{};
    std::atomic<std::uint64_t> count_{0}, nanoseconds_{0};
};

} // namespace schakel::outbox
