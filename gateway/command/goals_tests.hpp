// `schakel goals test`: what translations must come to, in data files that whoever keeps a crosswalk can write.
//
//   [[test]]
//   goal = "3d00d6aa-402e-42ed-8830-2940fe51c169"   key, uuid or address
//   to = "slo:fo"                                   framework
//   as_of = "2026-09-01"                            optional; the newest releases without it
//   release = "2026.52"                             optional: of the target framework
//   framework = "slo:kerndoelen"                    optional: of the goal
//   record = "score"                                optional: attained, not-attained, in-progress, score, activity,
//   level value = "7.5"  scale = "1-10"  whole = "yes"    optional outcome = "revised"                             what
//   is expected target = "64e2c79e-660d-44d3-8042-4d09c2d21cc1" optional: of the best target claim = "evidence"
//   optional: what may be said of it
#pragma once

#include "gateway/command/goals_answers.hpp"

#include <string>
#include <vector>

namespace schakel::command {

// 0: all hold; 1: some do not; 2: a file cannot be read, or holds what is no test.
int test_goals(const goal_graph_pointer& graph, const std::vector<std::string>& files, bool json);

} // namespace schakel::command
