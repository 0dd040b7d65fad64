// Tells a burst from a standing queue (RFC 8289, 3): requests that are ready at one moment wait for their turn on one
// thread, which takes them up in laps. A burst is over after some laps. Where lap after lap is long, more comes in than
// is done; whoever waits only waits, and who comes late in such a lap is told so at once instead.
//
// A plain state machine of one thread: it is told what happens and when.
#pragma once

#include <chrono>
#include <optional>

namespace schakel::transport {

struct queue_limits {
    std::chrono::milliseconds longest_wait{100}; // from the beginning of a lap; for five times as long it may be more
    unsigned at_least = 16; // requests in a lap: fewer are no queue, however long each of them takes
};

class standing_queue {
public:
    using time_point = std::chrono::steady_clock::time_point;

    explicit standing_queue(const queue_limits& limits) : limits_(limits) {}

    // Everything that was ready when the former lap began has been taken up. False: nobody waited long in it.
    bool begin_lap(time_point now);
    // A request. True: it waited in a standing queue, and is late.
    bool take_up(time_point now);

private:
    bool is_long(time_point now) const;

    queue_limits limits_;
    time_point lap_since_{};
    unsigned taken_ = 0;
    // Since then laps were long, with no more than `longest_wait` between them: senders that all wait for one commit
    // leave such a gap.
    std::optional<time_point> long_since_;
    time_point last_long_{}; // the end of one
};

} // namespace schakel::transport
