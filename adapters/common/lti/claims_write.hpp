// Writing the claims of an LTI 1.3 launch (LTI Core 1.3, 5.3 and 5.4; Deep Linking 2.0, 4.4; AGS 2.0, 3.1;
// NRPS 2.0, 3.6).
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/model/launch.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::lti {

// The customer's key and ids of the time in which the same tool was launched by LTI 1.1 (Migration 1.1 to 1.3). Texts
// that equal what the launch says anyway are left out of the claim.
struct former_identity {
    std::string consumer_key, secret; // the secret signs and is never sent; "": the claim stays unsigned
    std::string user_id, context_id, resource_link_id, platform_guid;
};

// What the platform adds to a launch.
struct claims_frame {
    std::string issuer, client_id, deployment, nonce;
    instant issued{};
    std::chrono::seconds lifetime{300};
    std::string deep_linking_return_url; // for kind deep_linking, in place of what the source gave
    std::optional<std::string> deep_linking_data;
    std::optional<former_identity> former;
};

// The launch as released to the tool: the first of person.ids becomes `sub`, no id at all an anonymous launch. Custom
// parameters are written as they stand. Of extensions nothing is written: claims that no field of the model stands for
// are not told to another party.
std::string launch_claims(const model::launch& what, const claims_frame& frame);

// oauth_consumer_key_sign: base64 of HMAC-SHA256 over key & deployment & issuer & client & exp & nonce.
std::string consumer_key_signature(const former_identity& of, const claims_frame& frame);

// "LtiResourceLinkRequest"; for kind other the launch's own word.
std::string_view message_type(const model::launch& what);

} // namespace schakel::lti
