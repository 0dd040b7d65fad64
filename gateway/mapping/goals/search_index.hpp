// What a search for paths learns of the graph once it is asked often: which goals live, where supersession leads, and
// for each goal how many mapping hops it is from a target framework at least. With it a search visits only what leads
// to the target; what it finds is the same as without.
//
// Takes some 5 bytes per goal, and 2 more per target framework; made in tens of milliseconds at 250,000 goals.
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

    fate fate_of(node which) const { return static_cast<fate>(marks_[which] & 0x0f); }
    bool has_steps(node which) const { return (marks_[which] & leads_on) != 0; }
    bool is_heading(node which) const { return (marks_[which] & heading) != 0; } // of a living goal

    // Where supersession leads from a goal, and its other ids with the same words: each is followed without a mapping
    // hop.
    std::span<const settled> steps_of(node which) const {
        return {steps_.data() + begin_[which], steps_.data() + begin_[which + 1]};
    }

    // By goal, the least number of mapping hops to a goal of the framework, or unreachable. Null when there are tables
    // for many frameworks already.
    const distances* distances_to(framework_index target);

private:
    static constexpr std::size_t most_tables = 64;
    static constexpr unsigned char leads_on = 0x10, heading = 0x20;
    using table = std::vector<distances>;

    std::unique_ptr<table> measured(framework_index target) const;

    const goal_graph& graph_;
    const enabled_owners& owners_;
    unsigned hop_limit_;
    std::vector<unsigned char> marks_; // what became of each goal, and two flags
    std::vector<std::uint32_t> begin_;
    std::vector<settled> steps_;
    std::vector<std::pair<node, settled>> steps_back_; // by end; the first is where the step begins
    std::vector<std::unique_ptr<table>> tables_;
    std::size_t table_count_ = 0;
};

} // namespace schakel::mapping::goals
