// Reads [eckid]. Private to settings.
#pragma once

#include "gateway/settings/eckid.hpp"
#include "gateway/settings/section.hpp"

#include <optional>

namespace schakel::settings {

void read_eckid(section& in, std::optional<eckid_service>& out);

} // namespace schakel::settings
