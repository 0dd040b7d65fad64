// `schakel goals diff`: what a new release of a framework does to a mapping set, as a table, as JSON, and as a draft of
// the set's next version.
#pragma once

#include "gateway/command/goals_answers.hpp"

#include <string>

namespace schakel::command {

struct goals_diff_options {
    std::string framework, older, newer; // id and labels
    std::string mapping_set;             // id
    std::string draft;                   // file for the draft; empty: none
    bool json = false;
};
// 0: every mapping stays, or changed in form only; 1: some have to be looked at.
int diff_releases(const goal_graph_pointer& graph, const goals_diff_options& options, const adapter_source& adapters);

} // namespace schakel::command
