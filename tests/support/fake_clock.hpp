// A clock that stands still until a test turns it.
#pragma once

#include "gateway/core/clock.hpp"

#include <atomic>

namespace schakel::test {

class fake_clock final : public clock {
public:
    fake_clock() : fake_clock(std::chrono::sys_days{std::chrono::year{2026} / 11 / 21} + 9h + 30min) {}
    explicit fake_clock(instant start) : start_(start) {}

    instant now() const override { return start_ + std::chrono::microseconds{passed_.load() + set_.load()}; }
    std::chrono::steady_clock::time_point steady() const override {
        return std::chrono::steady_clock::time_point{} + std::chrono::microseconds{passed_.load()};
    }

    // Both clocks move together; a negative step turns them back.
    void advance(std::chrono::microseconds step) { passed_ += step.count(); }
    // Wall time alone, as when somebody sets the machine's clock.
    void set(std::chrono::microseconds step) { set_ += step.count(); }

private:
    instant start_;
    std::atomic<std::int64_t> passed_ = 0, set_ = 0;
};

} // namespace schakel::test
