// What `schakel goals` orders of a running gateway.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <string>

namespace schakel::command {

struct goals_recompute_options : admin_options {
    std::string source; // only what rests on this release or mapping set
    bool send = false;  // linked copies of what changed
    bool list = false;  // tells the newest run instead of ordering one
};
// Returns when the run ended.
int recompute_goals(const goals_recompute_options& options);

// Fetches from a [[goal_source]] of its configuration; returns when that ended.
int fetch_goals(const admin_options& gateway, const std::string& source);

} // namespace schakel::command
