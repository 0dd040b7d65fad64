// The positions of a particle (Glushkov): each a copy of a leaf, and what may follow it. Private to the XSD engine.
//
// Small bounds are unrolled into copies; wide ones become counters that passing from one position to the next moves.
#pragma once

#include "gateway/validation/xsd_content.hpp"

namespace schakel::validation::xsd {

using counter_steps = std::vector<counter_step>;

struct reach {
    std::uint32_t position = 0;
    counter_steps done; // what passing from or to the position does to counters

    friend auto operator<=>(const reach&, const reach&) = default;
};

// After a position: these steps, and then one of a set of positions. Sets are shared, so that a choice of a thousand
// elements in a loop has one.
struct continuation {
    counter_steps before;
    std::uint32_t set = 0;

    friend auto operator<=>(const continuation&, const continuation&) = default;
};

class position_builder {
public:
    struct part {
        bool nullable = true;
        std::vector<reach> first;
        std::vector<reach> last;
    };

    // `unroll_limit`: positions that the copies of one particle may take.
    explicit position_builder(std::size_t unroll_limit) : unroll_limit_(unroll_limit) {}

    part build(const particle& p); // throws content_refused

    std::vector<const particle*> leaves; // by position
    std::vector<std::vector<continuation>> follow;
    std::vector<std::vector<reach>> sets;
    std::vector<content_model::bounds> counters;

private:
    part once(const particle& p);
    part leaf(const particle& p);
    part choice(const particle& p);
    part sequence(const particle& p);
    part joined(part a, part b);
    part looped(part p, std::uint32_t least);
    part unrolled(const particle& p);
    part counted(const particle& p);
    void connect(const std::vector<reach>& from, const counter_steps& between, const std::vector<reach>& to);

    std::size_t unroll_limit_;
    std::size_t edges_ = 0;
};

// The same language with fewer nested bounds: a group around one particle gives its bounds to that particle, where the
// numbers of rounds that both allow leave no gap. Particles that can hold nothing are left out.
particle simplified(const particle& p);

[[noreturn]] void refuse_model(bool not_supported, std::string message);

} // namespace schakel::validation::xsd
