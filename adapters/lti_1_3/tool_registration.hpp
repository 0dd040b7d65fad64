// Dynamic registration as a tool (LTI Dynamic Registration 1.0): the administrator of a platform opens our address
// there, and platform and gateway tell each other the rest. What comes of it waits for our own administrator.
#pragma once

#include "gateway/adapter/launch.hpp"

#include <set>
#include <string>
#include <string_view>

namespace schakel::lti_1_3 {

// "?invitation=…" is ours; the platform adds openid_configuration and perhaps registration_token. Nothing is fetched
// for who shows no good invitation.
inline constexpr std::string_view introduction_path = "/introduction";

launch_step introduce(const browser_request& request, const launching& with);

// What a platform says of itself (Dynamic Registration 1.0, 3.5).
struct platform_configuration {
    std::string issuer, authorization_url, token_url, token_audience, keys_url, registration_url, family;
    std::set<std::string, std::less<>> scopes, messages;
};

// `url`: where the document was found; the issuer must be of the same host. The failure names the member at fault.
result<platform_configuration> read_platform_configuration(std::string_view document, std::string_view url);

} // namespace schakel::lti_1_3
