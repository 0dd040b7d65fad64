// Judging an id_token (LTI Security Framework 1.0, 5.1.3; OpenID Connect Core 3.1.3.7).
//
// The key is the platform's, found by `kid` among those it publishes; a token that names an unknown one makes us look
// again, once. RS256 unless the settings of the platform allow more; "none" and shared secrets do not exist.
#pragma once

#include "gateway/adapter/launch.hpp"
#include "gateway/crypto/jwt.hpp"

#include <array>
#include <string_view>
#include <variant>

namespace schakel::lti_1_3 {

inline constexpr std::size_t longest_id_token = 64 << 10;

// Leniencies towards a platform that its settings may name.
namespace quirk {
inline constexpr std::string_view azp_differs = "azp-differs"; // azp names another client than aud
inline constexpr std::string_view kid_missing = "kid-missing"; // the header names no key, and the platform has just one
} // namespace quirk

// Not yet a launch: signature, times, issuer, audience and nonce are right.
using judged_token = std::variant<crypto::verified_token, ask_first, refused>;

judged_token
judge_token(std::string_view token, const launch_party& platform, std::string_view nonce, const launching& with);

// Algorithms that may be allowed to a platform; the first is the one that always is.
inline constexpr std::array<std::string_view, 6> id_token_algorithms{"RS256", "RS384", "RS512",
                                                                     "ES256", "ES384", "ES512"};

} // namespace schakel::lti_1_3
