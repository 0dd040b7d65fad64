// The answer to a deep linking request (Deep Linking 2.0, 4.4): a token of ours that the browser posts to the platform.
#pragma once

#include "gateway/adapter/launch.hpp"

namespace schakel::lti_1_3 {

// `asked`: the launch in which the platform asked for a choice.
launch_step give_back(
    const model::content_return& choice, const launch_party& platform, const model::launch& asked, const launching& with
);

} // namespace schakel::lti_1_3
