// Ids of associations whose source gives none: the same ends, relation and
// predicate in the same set and group get the same id, everywhere.
#pragma once

#include "gateway/model/goal.hpp"

#include <string>
#include <string_view>

namespace schakel::goal_files {

// "urn:uuid:…". `owner` keeps the edges of different sets apart; give its name without version where an edge that stays
// is to keep its id.
std::string edge_id(std::string_view owner, const model::goals::association& edge);

} // namespace schakel::goal_files
