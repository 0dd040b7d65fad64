// The provider's side: an LMS that speaks LTI 1.1 sends a person here, or asks for content to be chosen.
#pragma once

#include "gateway/adapter/launch.hpp"

#include <string_view>

namespace schakel::lti_1_1 {

// POST /launch: a launch or a question for content, in a signed form.
launch_step receive_launch(const browser_request& request, const launching& with);

// The choice goes back as a form signed with the key that the question was signed with (`answer_bytes`).
launch_step give_choice_back(
    const model::content_return& choice, const launch_party& to, const model::launch& asked,
    std::string_view answer_bytes, const launching& with
);

} // namespace schakel::lti_1_1
