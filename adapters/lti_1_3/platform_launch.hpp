// Our half of an OpenID Connect login towards a publisher's tool (LTI Core 1.3, 5.1.1; Security Framework 1.0, 5.1.1).
#pragma once

#include "gateway/adapter/launch.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::lti_1_3 {

// Sends the browser to the tool's login, with an opaque hint for the launch and one for the person.
launch_step initiate_login(
    const model::launch& what, const launch_party& to, const granted_services& services, const launching& with
);

// The tool's authentication request. What is wrong is told to the tool with `error` (RFC 6749, 4.2.2.1), unless the
// address to tell it to is not registered: then nothing leaves the gateway.
launch_step authorize(const browser_request& request, const launching& with);

// What the adapter remembers of a launch between the requests.
struct pending_launch {
    std::string person_hint;
    bool cookie_demanded = false; // the browser takes cookies, so it must show ours
    std::string proof;            // else our page around the tool keeps this, and shows it to nobody but us
    bool proof_asked = false;
    granted_services services;
    std::string choice_data; // deep linking: `data`, to come back unchanged
};
std::string to_bytes(const pending_launch& what);
pending_launch from_bytes(std::string_view bytes);

std::string issuer_towards(const launch_party& party, const launching& with);
std::string deployment_of(const launch_party& party);

} // namespace schakel::lti_1_3
