// Who a person was in the time of LTI 1.1 (LTI Advantage Migration 1.1 to 1.3).
#pragma once

#include "gateway/adapter/launch_party.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/model/launch.hpp"

namespace schakel::lti_1_3 {

// When the platform proves with the claim lti1p1 that it knows the secret of an old consumer key of ours, the user id
// of that time becomes one more identifier of the person: scheme lti.user, authority the consumer key. Without the
// proof, or with one for another token, nothing is added.
void add_migrated_user(json::value claims, const launch_party& platform, model::launch& to);

} // namespace schakel::lti_1_3
