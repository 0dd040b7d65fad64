// A clock that shows one moment for ever: what is judged with it is judged as of then.
#pragma once

#include "gateway/core/clock.hpp"

namespace schakel {

class moment_clock final : public clock {
public:
    explicit moment_clock(instant at) : at_(at) {}
    instant now() const override { return at_; }
    std::chrono::steady_clock::time_point steady() const override { return {}; }

private:
    instant at_;
};

} // namespace schakel
