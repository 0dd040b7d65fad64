// Moments of the wall clock on a scale that goes on evenly: whoever sets the machine's clock moves no deadline that is
// kept on it (F7). The scale begins anywhere and is worth nothing after this process.
#pragma once

#include "gateway/core/clock.hpp"

namespace schakel::outbox {

// Not thread-safe.
class even_clock {
public:
    explicit even_clock(const clock& time) : time_(&time), ahead_(measured()), formerly_(ahead_), set_at_(now()) {}

    // A moment as the wall clock tells it. Right after the clock was set it may have been told before: it is taken for
    // the one of both that is nearer.
    instant even(instant wall);
    // And back, for who compares it with the wall clock of this moment.
    instant wall(instant even);

private:
    instant now() const;                        // on the scale
    std::chrono::microseconds measured() const; // by how much the wall clock is ahead of it
    void look();

    const clock* time_;
    std::chrono::microseconds ahead_, formerly_;
    instant set_at_; // on the scale
};

} // namespace schakel::outbox
