#include "gateway/transport/timer_wheel.hpp"

#include <algorithm>

namespace schakel::transport {

timer_wheel::entry::~entry() {
    disarm(*this);
}

timer_wheel::timer_wheel(duration resolution, time_point now)
    : resolution_(std::max(resolution, duration(1))), start_(now), now_(now) {}

void timer_wheel::unlink(link& which) {
    which.previous->next = which.next;
    which.next->previous = which.previous;
    which.next = which.previous = &which;
}

void timer_wheel::append(link& list, link& which) {
    which.previous = list.previous;
    which.next = &list;
    list.previous->next = &which;
    list.previous = &which;
}

std::uint64_t timer_wheel::tick_of(time_point when) const {
    return when <= start_ ? 0 : static_cast<std::uint64_t>((when - start_) / resolution_);
}

void timer_wheel::arm_at(entry& which, time_point deadline) {
    unlink(which);
    // now_ may lag one resolution behind the clock, and a deadline within a tick waits for its end: two ticks keep it
    // from firing early.
    which.due_ = std::max(tick_of(deadline), tick_) + 2;
    append(slots_[which.due_ % slots_.size()], which);
}

void timer_wheel::disarm(entry& which) {
    unlink(which);
}

void timer_wheel::advance(time_point now) {
    now_ = std::max(now, now_);
    for (const auto last = tick_of(now_); tick_ < last;) turn_one_tick();
}

void timer_wheel::turn_one_tick() {
    ++tick_;
    link& slot = slots_[tick_ % slots_.size()];
    link due; // the slot's entries move here first, because expired() may change the slot
    while (slot.next != &slot) {
        link& each = *slot.next;
        unlink(each);
        append(due, each);
    }
    while (due.next != &due) {
        auto& each = static_cast<entry&>(*due.next);
        unlink(each);
        if (each.due_ <= tick_) {
            each.expired();
        } else {
            append(slot, each); // a later round
        }
    }
}

} // namespace schakel::transport
