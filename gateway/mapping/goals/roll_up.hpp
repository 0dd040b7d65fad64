// What attained goals come to for their parents in the same framework. A policy of the framework, not a fact of the
// data (B6).
#pragma once

#include "gateway/mapping/goals/reading_date.hpp"

#include <span>
#include <vector>

namespace schakel::mapping::goals {

// What a parent's children come to. Reported as a share and never as attained, where the framework's policy is to
// report at all (B6).
struct rolled_up {
    node parent = no_node;
    unsigned attained_children = 0, children = 0; // direct ones that count
    share of_children = 0;                        // by weight, with the shares of children that have children

    friend bool operator==(const rolled_up&, const rolled_up&) = default;
};

// Every ancestor of a goal that was attained, in order of number. `attained` holds goals of the framework.
std::vector<rolled_up>
roll_up(const goal_graph& graph, const reading_date& date, framework_index framework, std::span<const node> attained);

} // namespace schakel::mapping::goals
