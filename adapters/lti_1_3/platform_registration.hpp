// Dynamic Registration 1.0 as platform: what we publish of ourselves, and a tool that introduces itself.
#pragma once

#include "gateway/adapter/launch.hpp"

namespace schakel::lti_1_3 {

reply configuration(const launching& with);

} // namespace schakel::lti_1_3
