// What is told to a publisher's tool in a launch: the released launch, with our addresses of services and our custom
// parameters.
#pragma once

#include "adapters/common/lti/claims_write.hpp"
#include "gateway/adapter/launch.hpp"

#include <string>

namespace schakel::lti_1_3 {

// target_link_uri: what is asked for, else where launches (or choosing) of this tool begin.
std::string target_of(const model::launch& what, const launch_party& party);
// Whether a launch may ask this tool for that address: below one of launch_prefixes, or, where the settings have none,
// at the origin of launch_url. Whatever a learning environment names, nobody is sent elsewhere under our signature.
bool may_be_asked_for(std::string_view target, const launch_party& party);

// The launch with everything filled in that the released one leaves open.
model::launch as_told(
    const model::launch& released, const launch_party& party, const granted_services& services, const launching& with
);

// Issuer, client and deployment, and who this was in the time of LTI 1.1, when the party has a consumer key in the
// settings: then the tool can recognise its old users (Migration 1.1 to 1.3).
lti::claims_frame frame_for(const model::launch& what, const launch_party& party, const launching& with);

std::string class_url(const launching& with, std::string_view class_handle, std::string_view below);
std::string line_item_url(const launching& with, std::string_view class_handle, std::string_view id);

} // namespace schakel::lti_1_3
