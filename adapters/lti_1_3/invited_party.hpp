// Who may introduce itself with an invitation that an administrator gave out.
#pragma once

#include "gateway/adapter/launch.hpp"

#include <string_view>

namespace schakel::lti_1_3 {

// What the settings say of the system that the invitation was made for. Null: the invitation is not good, or was made
// for a system that is no party on this side.
const launch_party* invited_by(std::string_view invitation, launch_side side, const launching& with);

} // namespace schakel::lti_1_3
