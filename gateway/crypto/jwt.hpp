// JSON Web Tokens in compact form (RFC 7515, RFC 7519), made and judged.
//
// RS256, PS256 and ES256; RS384, RS512, ES384 and ES512 only where the expectations name them. "none" and every
// symmetric algorithm do not exist here, so a public key can never be taken for a shared secret. A key comes from the
// caller's key_set alone: what a token's header says about keys (`jku`, `jwk`, `x5u`, `x5c`) is not read, and `kid` is
// compared with the ids in the set and used for nothing else.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/key_set.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::crypto {

// `claims` is a complete JSON object. The header gets alg, typ and kid.
result<std::string> sign_token(const key& with, algorithm how, std::string_view claims, std::string_view type = "JWT");

enum class refusal {
    too_large,
    malformed,       // not three parts of base64url with JSON objects in the first two
    algorithm,       // not one of ours, or not among the allowed ones
    critical_header, // `crit` asks for an extension that nobody here knows
    unknown_key,
    signature,
    missing_claim,
    wrong_claim_type,
    issuer,
    audience,
    expired,
    from_the_future, // nbf or iat lie ahead
    too_old          // iat lies further back than longest_age
};

std::string_view to_string(refusal why); // "too-large", "malformed", …: fit for logs and metrics

// `message` is for the peer's operator; it holds names of claims, our own expectations and how far times lie from ours,
// and nothing else of what the token says.
struct refused {
    refusal why;
    std::string message;
};

struct token_expectations {
    std::vector<algorithm> algorithms = {algorithm::rs256, algorithm::ps256, algorithm::es256};
    std::string issuer;                          // empty: any
    std::vector<std::string> audiences;          // `aud` must hold one of them; empty: any
    std::vector<std::string> required = {"exp"}; // claims that must be present
    std::chrono::seconds leeway{0};              // what clocks may differ, both ways
    std::chrono::seconds longest_age{0};         // since iat; 0: unlimited, and otherwise iat is required
    std::size_t longest_token = 16 << 10;        // bytes
};

struct verified_token {
    json::document header;
    json::document claims; // an object; exp, nbf and iat are numbers, iss a string, aud a string or an array of strings
    std::string key_id;

    json::value claim(std::string_view name) const { return claims.root().member(name); }
};

// Judges size, form, algorithm, key and signature before it reads a claim.
result<verified_token, refused>
verify_token(std::string_view token, const key_set& keys, const token_expectations& expected, const clock& time);

} // namespace schakel::crypto
