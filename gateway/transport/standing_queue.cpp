#include "gateway/transport/standing_queue.hpp"

namespace schakel::transport {

namespace {
constexpr int waits_in_a_burst = 5;
}

bool standing_queue::is_long(time_point now) const {
    return taken_ > limits_.at_least && now - lap_since_ > limits_.longest_wait;
}

bool standing_queue::begin_lap(time_point now) {
    const bool was_long = is_long(now);
    if (was_long) {
        if (!long_since_) long_since_ = lap_since_;
        last_long_ = now;
    } else if (now - last_long_ > limits_.longest_wait) {
        long_since_.reset();
    }
    lap_since_ = now;
    taken_ = 0;
    return was_long;
}

bool standing_queue::take_up(time_point now) {
    ++taken_;
    return long_since_ && now - *long_since_ > waits_in_a_burst * limits_.longest_wait && is_long(now);
}

} // namespace schakel::transport
