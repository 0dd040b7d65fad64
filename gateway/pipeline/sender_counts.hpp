// What came in from each system since the gateway started. Thread-safe; systems are few.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/core/clock.hpp"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::pipeline {

struct sender_traffic {
    std::uint64_t accepted = 0, repeated = 0, refused = 0; // refused: every other end
    std::optional<instant> last_accepted;
};

class sender_counts {
public:
    void add(std::string_view sender, disposition::outcome decided, instant at) {
        if (sender.empty()) return; // nobody whom we know
        const std::lock_guard lock(mutex_);
        auto found = by_sender_.find(sender);
        if (found == by_sender_.end()) found = by_sender_.emplace(sender, sender_traffic{}).first;
        sender_traffic& of = found->second;
        if (decided == disposition::outcome::accepted) {
            ++of.accepted;
            of.last_accepted = at;
        } else {
            ++(decided == disposition::outcome::repeated ? of.repeated : of.refused);
        }
    }

    std::map<std::string, sender_traffic, std::less<>> all() const {
        const std::lock_guard lock(mutex_);
        return by_sender_;
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, sender_traffic, std::less<>> by_sender_;
};

} // namespace schakel::pipeline
