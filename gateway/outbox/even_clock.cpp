#include "gateway/outbox/even_clock.hpp"

#include <utility>

namespace schakel::outbox {

namespace {

// The two clocks are read one after the other, and the wall clock is trimmed all the time. What is smaller than this is
// no setting of a clock, and moves nothing.
constexpr auto trimming = std::chrono::milliseconds(500);
// Whoever told a moment has handed it to us by then.
constexpr auto doubtful = std::chrono::seconds(2);

} // namespace

instant even_clock::now() const {
    return instant(std::chrono::duration_cast<std::chrono::microseconds>(time_->steady().time_since_epoch()));
}

std::chrono::microseconds even_clock::measured() const {
    const instant ticks = now();
    return time_->now() - ticks;
}

void even_clock::look() {
    const auto ahead = measured();
    if (std::chrono::abs(ahead - ahead_) <= trimming) return;
    formerly_ = std::exchange(ahead_, ahead);
    set_at_ = now();
}

instant even_clock::even(instant wall) {
    look();
    const instant moment = now();
    const instant told_now = wall - ahead_, told_before = wall - formerly_;
    if (moment - set_at_ > doubtful) return told_now;
    const bool before = std::chrono::abs(told_before - moment) < std::chrono::abs(told_now - moment);
    return before ? told_before : told_now;
}

instant even_clock::wall(instant even) {
    look();
    return even + ahead_;
}

} // namespace schakel::outbox
