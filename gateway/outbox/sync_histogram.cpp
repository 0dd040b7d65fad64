#include "gateway/outbox/sync_histogram.hpp"

namespace schakel::outbox {

void sync_histogram::add(std::chrono::nanoseconds took) {
    const double seconds = std::chrono::duration<double>(took).count();
    for (std::size_t i = 0; i < bounds.size(); ++i)
        if (seconds <= bounds[i]) counts_[i].fetch_add(1, std::memory_order_relaxed);
    nanoseconds_.fetch_add(static_cast<std::uint64_t>(took.count()), std::memory_order_relaxed);
    count_.fetch_add(1, std::memory_order_relaxed);
}

sync_statistics sync_histogram::read() const {
    sync_statistics all;
    for (std::size_t i = 0; i < bounds.size(); ++i)
        all.buckets.emplace_back(bounds[i], counts_[i].load(std::memory_order_relaxed));
    all.sum_seconds = static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) / 1e9;
    all.count = count_.load(std::memory_order_relaxed);
    return all;
}

} // namespace schakel::outbox
