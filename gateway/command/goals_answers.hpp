// What `schakel goals` tells of what was imported: frameworks, a goal, what a code or an old id means, what a record on
// a goal comes to elsewhere, and what is wrong in it.
#pragma once

#include "gateway/command/goals_store.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"

#include <memory>
#include <string>
#include <vector>

namespace schakel::command {

using goal_graph_pointer = std::shared_ptr<const mapping::goals::goal_graph>;

struct goals_question {
    std::string goal; // key, uuid, address; for resolve also a printed code
    std::string framework, kind, subject, level;
    std::string to, to_release, as_of; // framework id, label, day
    std::string record = "attained", value, scale;
    bool whole = false; // the threshold of "attained" means all of the goal
    bool json = false;
};

int list_frameworks(const goals::goal_store& store, const goals_question& asked);
int show_goal(const goal_graph_pointer& graph, const goals_question& asked);
int resolve_goal(const goal_graph_pointer& graph, const goals_question& asked);
int translate_record(const goal_graph_pointer& graph, const goals_question& asked, const common_options& common);
int list_defects(const goal_graph_pointer& graph, const goals_question& asked, const common_options& common);

} // namespace schakel::command
