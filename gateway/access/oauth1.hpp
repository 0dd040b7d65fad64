// Requests signed in their Authorization header (gateway/crypto/oauth1.hpp), as OneRoster 1.1 has them: who signed, and
// is it right. Pure functions; the only memory is the replay_guard that the caller keeps.
//
// The signature covers the method, the address as the client wrote it and all parameters of the query, so both
// must be given as they came over the wire, undecoded. Nothing here logs or returns a secret.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/crypto/oauth1.hpp"
#include "gateway/crypto/replay_guard.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::access::oauth1 {

using parameter_list = forms::field_list; // decoded
using crypto::oauth1::parse_authorization;
using forms::percent_decode;
using forms::percent_encode;

// What a request looks like where it arrived.
struct signed_request {
    std::string_view method;        // "GET"
    std::string_view base;          // "https://gateway.example": scheme and host as the client knows them
    std::string_view path;          // "/ims/oneroster/v1p1/users", undecoded
    std::string_view query;         // "limit=100&offset=0", undecoded, without "?"
    std::string_view authorization; // the header
};

// RFC 5849 3.4.1. `fields` are those of the Authorization header; a signature among them is left out. None when the
// query cannot be decoded.
std::optional<std::string> signature_base(const signed_request& request, const parameter_list& fields);

enum class refusal {
    not_signed,  // no OAuth header, or one that cannot be read
    unsupported, // another signature method or version
    unknown_client,
    wrong_signature,
    stale,    // the timestamp is outside the window
    replayed, // nonce used before
    busy      // more nonces alive than the guard holds: later
};

// The client's secret by its consumer key; none for an unknown client.
using secret_lookup = std::function<std::optional<std::string>(std::string_view consumer_key)>;

inline constexpr std::chrono::seconds default_window{300};

// The consumer key when all is well: known client, timestamp within `window` of `now`, right signature, nonce used for
// the first time. The nonce is remembered only when the signature is right.
result<std::string, refusal> verify(
    const signed_request& request, const secret_lookup& secrets, instant now, crypto::replay_guard& nonces,
    std::chrono::seconds window = default_window
);

// The header of a signed request, for the side that asks. `method` is "HMAC-SHA1" or "HMAC-SHA256"; the request's own
// authorization is not looked at. The query must be well-formed. With `hashed_body` the signature covers that body too,
// by oauth_body_hash (OAuth Request Body Hash 1.0), as Basic Outcomes of LTI 1.1 demands.
std::string authorization_header(
    const signed_request& request, std::string_view consumer_key, std::string_view secret, std::string_view method,
    instant now, std::string_view nonce, std::optional<std::string_view> hashed_body = std::nullopt
);

} // namespace schakel::access::oauth1
