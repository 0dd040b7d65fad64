// What a mapping set must obey beyond its form, and the catalogue of its rules.
#pragma once

#include "adapters/mapping_set/wire.hpp"

#include <span>

namespace schakel::mapping_set_file {

std::span<const rule> rule_catalogue();
const rule& rule_named(std::string_view id);

// Head, groups and rows against each other and against what their values may be.
void check(const document& whole, goal_files::notes& told);

} // namespace schakel::mapping_set_file
