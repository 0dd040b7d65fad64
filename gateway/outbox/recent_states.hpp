// What this process kept last, so that it need not read it back: the browser is there again in a moment. The file
// remains what counts; of a state that another process took this may still know.
#pragma once

#include "gateway/outbox/launch_rows.hpp"

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace schakel::outbox {

// Thread-safe.
class recent_states {
public:
    void learn(const launch_writes& kept);
    void forget(std::string_view key);
    std::optional<launch_state> find(std::string_view key) const;

private:
    void forget_oldest();

    mutable std::mutex mutex_;
    std::unordered_map<std::string, launch_state> known_;
    std::deque<std::string> order_; // of those that are known, and of some that are not any more
    std::size_t bytes_ = 0;
};

} // namespace schakel::outbox
