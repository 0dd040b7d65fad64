// Third-party initiated login, as a tool (LTI Security Framework 1.0, 5.1.1): the platform sends the browser here, and
// it is sent on to the platform's authorization end point with a state and a nonce of ours.
#pragma once

#include "adapters/lti_1_3/tool_state.hpp"
#include "gateway/adapter/launch.hpp"

namespace schakel::lti_1_3 {

inline constexpr std::string_view login_path = "/login";   // GET and POST
inline constexpr std::string_view launch_path = "/launch"; // the one redirect_uri, and where links to material lead
inline constexpr std::string_view stored_path = "/launch/stored"; // what the platform kept for us comes here

launch_step log_in(const browser_request& request, const launching& with);

// Where the platform keeps our state when cookies are blocked: "lti_state_" and the state.
std::string storage_key(std::string_view state);
page_storage storage_of(const launch_party& platform, const login_state& remembered);

// The login request once more, for a window of our own.
page_form login_again(const login_state& remembered, const launching& with);

} // namespace schakel::lti_1_3
