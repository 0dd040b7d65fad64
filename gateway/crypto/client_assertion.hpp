// Who asks for a token and proves it with a signed assertion, on either side: private_key_jwt (RFC 7523, section 3;
// OpenID Connect Core 9; 1EdTech Security Framework 1.0, 4.1.1).
//
// An assertion has iss = sub = client_id, aud = one of our names, exp, and a jti that is used once.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/jwt.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::crypto {

inline constexpr std::string_view assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

struct assertion_expectations {
    std::string client_id;
    std::vector<std::string> audiences;
    std::vector<algorithm> algorithms = token_expectations{}.algorithms;
    std::chrono::seconds leeway{30};
    std::chrono::seconds longest{std::chrono::hours(24)}; // how far exp may lie ahead: a jti is remembered until then
};

struct accepted_assertion {
    std::string jti;
    instant until{}; // from here on the assertion would be refused for its age
};

// `refused::message` begins with "client_assertion: " and holds nothing of the assertion. Whether the jti was used is
// the caller's to find out.
result<accepted_assertion, refused> judge_assertion(
    std::string_view assertion, const key_set& keys, const assertion_expectations& expected, const clock& time
);

struct new_assertion {
    std::string client_id, audience;
    std::string jti; // never used before
    instant now{};
};

// Ours, good for a minute. Failure: the key does not sign so.
result<std::string> sign_assertion(const key& by, algorithm how, const new_assertion& what);

// The claim `iss` of a token that nobody has judged yet: whom it says to be from. "" when there is none.
std::string claimed_issuer(std::string_view token);

} // namespace schakel::crypto
