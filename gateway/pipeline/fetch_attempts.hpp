// When each source was last tried, and when it is due: after its schedule, or sooner where the last try was
// interrupted.
#pragma once

#include "gateway/pipeline/sync_schedule.hpp"
#include "gateway/settings/goal_sources.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::pipeline {

// Thread-safe.
class fetch_attempts {
public:
    // `last_good`: of any process.
    instant
    due(std::string_view name, const settings::fetched_source& from, std::optional<instant> last_good,
        instant now) const {
        const std::lock_guard lock(mutex_);
        std::optional<instant> last = last_good;
        if (const auto tried = tried_.find(name); tried != tried_.end()) {
            const attempt& newest = tried->second;
            if (const auto again = retry_delay(newest.interrupted, newest.asked_for)) return newest.at + *again;
            last = last ? std::max(*last, newest.at) : newest.at;
        }
        return next_fetch(from.every, from.at, last, now);
    }

    void note(std::string_view name, instant at, bool interrupted, std::optional<std::chrono::seconds> asked_for) {
        const std::lock_guard lock(mutex_);
        attempt& newest = tried_[std::string(name)];
        newest = {at, interrupted ? newest.interrupted + 1 : 0, asked_for};
    }

private:
    struct attempt {
        instant at{};
        unsigned interrupted = 0; // times in a row
        std::optional<std::chrono::seconds> asked_for;
    };
    mutable std::mutex mutex_;
    std::map<std::string, attempt, std::less<>> tried_;
};

} // namespace schakel::pipeline
