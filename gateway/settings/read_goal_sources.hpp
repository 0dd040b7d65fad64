// Reads what settings say of sources of learning goals. Private to settings.
#pragma once

#include "gateway/settings/section.hpp"

namespace schakel::settings {

goal_source read_goal_source(section in);
recomputation read_recomputation(section& goals); // of the table [goals]

} // namespace schakel::settings
