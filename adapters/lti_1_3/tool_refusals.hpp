// Why the tool side lets nobody in: codes for school IT, what a pupil can do about them, and the words for the
// administrator. The words hold names of claims and settings, and never what a message says.
#pragma once

#include "gateway/adapter/launch.hpp"

#include <span>
#include <string>
#include <string_view>

namespace schakel::lti_1_3 {

struct refusal_kind {
    std::string_view code; // "lti.token-expired"
    refusal_advice advice;
    std::string_view reason; // English; more may follow it
};

// All of them, for the README and for tests.
std::span<const refusal_kind> tool_refusals();

// `code` is one of those; `more` is added to the reason behind a colon.
refused refuse(std::string_view code, std::string_view system = {}, std::string_view more = {});

} // namespace schakel::lti_1_3
