// How a launch or choice is refused: by the rule that it broke.
#pragma once

#include "adapters/lti_1_1/signature.hpp"
#include "gateway/adapter/launch.hpp"

#include <string>

namespace schakel::lti_1_1 {

refused refuse(const bad_signature& why);
refused refuse(findings broken, const std::string& system); // at least one

} // namespace schakel::lti_1_1
