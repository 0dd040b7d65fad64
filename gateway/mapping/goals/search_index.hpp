// What a search for paths learns of the graph once it is asked often: which goals live, where supersession leads, and
// for each goal how many mapping hops it is from a target framework at least. With it a search visits only what leads
// to the target; what it finds is the same as without.
//
// Takes some 13 bytes per goal, and 2 more per target framework; made in tens of milliseconds at 250,000 goals. A
// search jumps about in all of this, so that what it needs of a goal stands together, and can be asked for ahead.
#pragma once

#include "gateway/mapping/goals/enabled_owners.hpp"
#include "gateway/mapping/goals/supersession.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace schakel::mapping::goals {

class search_index {
public:
    static constexpr unsigned unreachable = 0xf;
    static constexpr unsigned most_hops = unreachable - 1;
    using distances = std::uint16_t; // of one goal: four bits for each relation that a path may have come to there
    static unsigned distance(distances of, std::size_t relation) { return (of >> (4 * relation)) & unreachable; }

    search_index(const goal_graph& graph, const reading_date& date, const enabled_owners& owners, unsigned hop_limit);

    fate fate_of(node which) const { return static_cast<fate>(places_[which].marks & 0x0f); }
    bool has_steps(node which) const { return (places_[which].marks & leads_on) != 0; }
    bool is_heading(node which) const { return (places_[which].marks & heading) != 0; } // of a living goal

    // Where supersession leads from a goal, and its other ids with the same words: each is followed without a mapping
    // hop.
    std::span<const settled> steps_of(node which) const {
        return {steps_.data() + places_[which].steps, steps_.data() + places_[which + 1].steps};
    }
    std::span<const arc> arcs_of(node which) const {
        return {arcs_ + places_[which].arcs, arcs_ + places_[which + 1].arcs};
    }

    // Tells the processor that a goal will be looked at soon; then, when that has arrived, its steps and arcs.
    void expect(node which) const { __builtin_prefetch(places_.data() + which); }
    void expect_rows(node which) const {
        __builtin_prefetch(arcs_ + places_[which].arcs);
        if (has_steps(which)) __builtin_prefetch(steps_.data() + places_[which].steps);
    }

    // By goal, the least number of mapping hops to a goal of the framework, or unreachable. Null when there are tables
    // for many frameworks already.
    const distances* distances_to(framework_index target);

private:
    static constexpr std::size_t most_tables = 64;
    static constexpr unsigned char leads_on = 0x10, heading = 0x20;
    using table = std::vector<distances>;
    struct place {
        std::uint32_t steps = 0, arcs = 0; // where they begin
        unsigned char marks = 0;           // what became of the goal, and two flags
    };

    std::unique_ptr<table> measured(framework_index target) const;

    const goal_graph& graph_;
    const enabled_owners& owners_;
    unsigned hop_limit_;
    const arc* arcs_;           // the graph's
    std::vector<place> places_; // one more than there are goals
    std::vector<settled> steps_;
    std::vector<std::pair<node, settled>> steps_back_; // by end; the first is where the step begins
    std::vector<std::unique_ptr<table>> tables_;
    std::size_t table_count_ = 0;
};

} // namespace schakel::mapping::goals
