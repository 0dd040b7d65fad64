// One goal as people look at it: what each release says of it, what it is related to, and what became of it.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/mapping/goals/supersession.hpp"

#include <string_view>
#include <vector>

namespace schakel::goals {

using mapping::goals::goal_graph;
using mapping::goals::node;

// A goal by id or address, in the framework of that id or in any. no_node: no release has it, or there is no such
// framework.
node find_goal(const goal_graph& graph, std::string_view reference, std::string_view framework);

struct relative {
    std::string_view relation; // as the goal sees it: "child-of", "replaces", "EQ"
    node other;
    mapping::goals::owner_index owner; // who says so; no_owner: they have the same id
};
std::vector<relative> relatives_of(const goal_graph& graph, node goal);

// Words for people and JSON.
std::string_view name_of(const goal_graph& graph, node which);      // title, else statement; empty for what is no goal
std::string_view framework_of(const goal_graph& graph, node which); // id
std::string_view owner_name(const goal_graph& graph, mapping::goals::owner_index owner);
std::string_view label_at(const goal_graph& graph, mapping::goals::framework_index of, mapping::goals::ordinal at);
std::string_view word_of(model::goals::goal_state state);
std::string_view word_of(mapping::goals::fate which);

// One object: id, framework, releases, related, became.
void write_goal(json::writer& out, const goal_graph& graph, node goal);

} // namespace schakel::goals
