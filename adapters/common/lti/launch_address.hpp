// Where a launch goes at a publisher, and the custom parameters that go along.
#pragma once

#include "gateway/adapter/launch_party.hpp"
#include "gateway/model/launch.hpp"

#include <string>

namespace schakel::lti {

// The address that the launch names when it is one of the party's: equal to or below one of its launch_prefixes or its
// launch_url. Else the party's usual one, for a choice deep_linking_url. "" when it has none.
std::string launch_address(const model::launch& what, const launch_party& to);

// Those of the party ("custom.name" of its parameters) and those of the launch, which replace the party's of the same
// name. Variables are replaced.
model::parameters custom_parameters(const model::launch& what, const launch_party& to);

} // namespace schakel::lti
