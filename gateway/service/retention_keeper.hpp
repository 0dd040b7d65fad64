// Removes messages that are kept no longer: an hour's work in small steps, so that who is accepted or delivered
// meanwhile notices nothing.
//
// A clock that is wrong must not cost messages: when the time of day moved otherwise than time passed, or at the start
// is long after the newest message, nothing is removed for a day.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/log.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/settings/retention.hpp"

#include <chrono>
#include <optional>

namespace schakel::service {

outbox::keeping_terms terms_at(const settings::retention& how, instant now);

class retention_keeper {
public:
    // All outlive it.
    retention_keeper(outbox::store& store, const clock& time, logger& log);

    // One step, on a thread that may wait for the disk; not beside itself. Answers how long to wait before the next.
    std::chrono::milliseconds step(const settings::retention& how);

private:
    bool clock_was_set();
    bool long_after_everything();
    void wait_a_day();
    std::chrono::milliseconds end_run();

    outbox::store& store_;
    const clock& time_;
    logger& log_;
    instant seen_;
    std::chrono::steady_clock::time_point seen_steady_;
    bool started_ = false;
    std::optional<std::chrono::steady_clock::time_point> not_before_; // nothing is removed until then
    std::optional<outbox::keeping_terms> run_;                        // that is under way
    outbox::keeping_place place_;
    outbox::forgotten gone_;
};

} // namespace schakel::service
