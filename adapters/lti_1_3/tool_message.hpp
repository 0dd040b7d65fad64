// The claims of a verified token, judged as a message of LTI and read as a launch.
#pragma once

#include "adapters/lti_1_3/tool_state.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"

#include <string_view>
#include <variant>

namespace schakel::lti_1_3 {

namespace quirk {
inline constexpr std::string_view anonymous = "anonymous";     // launches without a person (sub) are let in
inline constexpr std::string_view numeric_ids = "numeric-ids"; // numbers stand where the standard has texts
inline constexpr std::string_view optional_claims =
    "optional-claims"; // claims that a launch can do without break the standard: read as far as they make sense
inline constexpr std::string_view roles_missing = "roles-missing";   // the claim `roles` is left out
inline constexpr std::string_view target_differs = "target-differs"; // target_link_uri changes after the login
} // namespace quirk

// LTI Core 1.3, 5.3 and 5.4. `login`: what the login request said, to which the message must hold.
std::variant<model::launch, refused> judge_message(
    const json::document& claims, const launch_party& platform, const login_state& login,
    const validation::json_schema& schema
);

} // namespace schakel::lti_1_3
