// Reads what settings say of launches. Private to settings.
#pragma once

#include "gateway/settings/launches.hpp"
#include "gateway/settings/section.hpp"

namespace schakel::settings {

launch_source read_launch_source(section in);
launch_target read_launch_target(section in);
launch_route read_launch_route(section in);
void read_launch_keeping(section in, launch_keeping& out);

} // namespace schakel::settings
