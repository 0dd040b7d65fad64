// The policy of a [[goal_policy]], as the translation of goals takes it.
#pragma once

#include "gateway/mapping/goals/goal_policy.hpp"
#include "gateway/settings/settings.hpp"

#include <optional>
#include <string_view>

namespace schakel::pipeline {

// None: no policy has this name.
std::optional<mapping::goals::goal_policy> named_policy(const settings::settings& all, std::string_view name);

} // namespace schakel::pipeline
