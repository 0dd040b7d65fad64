// Coarse time-outs for many connections: arming and disarming costs a few instructions, and one timer per thread turns
// the wheel. An entry fires at or up to two resolutions after its deadline, never before. For one thread. Internal to
// transport.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace schakel::transport {

class timer_wheel {
    struct link {
        link* next = this;
        link* previous = this;
    };

public:
    using time_point = std::chrono::steady_clock::time_point;
    using duration = std::chrono::milliseconds;

    class entry : private link {
    public:
        entry() = default;
        entry(const entry&) = delete;
        entry& operator=(const entry&) = delete;
        bool armed() const { return link::next != this; }

    protected:
        virtual ~entry();

    private:
        friend timer_wheel;
        virtual void expired() = 0; // may arm and disarm any entry, also itself
        std::uint64_t due_ = 0;
    };

    timer_wheel(duration resolution, time_point now);

    void arm(entry& which, duration delay) { arm_at(which, now_ + delay); }
    void arm_at(entry& which, time_point deadline); // replaces the former deadline of that entry
    static void disarm(entry& which);

    void advance(time_point now);           // calls expired() of what is due
    time_point now() const { return now_; } // of the last advance
    duration resolution() const { return resolution_; }

private:
    std::uint64_t tick_of(time_point when) const;
    void turn_one_tick();
    static void unlink(link& which);
    static void append(link& list, link& which);

    duration resolution_;
    time_point start_;
    time_point now_;
    std::uint64_t tick_ = 0;
    std::array<link, 1024> slots_;
};

} // namespace schakel::transport
