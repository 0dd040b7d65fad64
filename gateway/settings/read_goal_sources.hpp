// Reads what settings say of sources of learning goals, catalogues and entitlements. Private to settings.
#pragma once

#include "gateway/settings/section.hpp"

namespace schakel::settings {

goal_source read_goal_source(section in);
access_source read_access_source(section in);
recomputation read_recomputation(section& goals); // of the table [goals]

} // namespace schakel::settings
