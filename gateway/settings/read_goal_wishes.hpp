// Reads what is asked of learning goals from TOML. Private to settings.
#pragma once

#include "gateway/settings/goal_wishes.hpp"
#include "gateway/settings/section.hpp"

#include <optional>

namespace schakel::settings {

goal_policy read_goal_policy(section in);
std::optional<goal_wish> read_goal_wish(section& owner); // its table `goals`

} // namespace schakel::settings
