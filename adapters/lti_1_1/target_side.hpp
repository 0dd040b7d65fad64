// The consumer's side: a person goes on to a publisher's tool that speaks LTI 1.1, and what was chosen there comes
// back.
#pragma once

#include "gateway/adapter/launch.hpp"

namespace schakel::lti_1_1 {

launch_step start_launch(
    const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
);

// POST /choice: a signed ContentItemSelection. GET /choice: a tool that gives nothing back.
launch_step receive_choice(const browser_request& request, const launching& with);

} // namespace schakel::lti_1_1
