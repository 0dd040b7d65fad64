// OAuth 1.0a signatures without a token ("two-legged"): RFC 5849 with HMAC-SHA1 or HMAC-SHA256. Pure functions; who
// knows which client, which moment and which nonce is the caller. Nothing here logs or returns a secret.
#pragma once

#include "gateway/codec/form_fields.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::crypto::oauth1 {

inline constexpr std::string_view sha1_method = "HMAC-SHA1";
inline constexpr std::string_view sha256_method = "HMAC-SHA256";

// The fields of `Authorization: OAuth realm="…", oauth_consumer_key="…"`, decoded, without realm. None when it is of
// another scheme, ill-formed, or names a field twice.
std::optional<forms::field_list> parse_authorization(std::string_view header);

// RFC 5849 3.4.1.2: scheme and host in lower case, the port only when it is not the usual one, the path as it is sent.
// Query and fragment are left out. A client's name in lower case stays as it is: "http://tool.example/Lti/Launch".
std::string base_address(std::string_view url);

// RFC 5849 3.4.1. `parameters` are all of the request, decoded: of its query, of its body when that is a form, and
// those of OAuth; the signature among them is left out, a name that stands twice counts twice.
std::string signature_base(std::string_view http_method, std::string_view url, const forms::field_list& parameters);

// In base64. `method` is one of the two above. `encode_secret` false: as signers do that forget RFC 5849 3.4.2 to
// encode it.
std::string sign(std::string_view method, std::string_view secret, std::string_view base, bool encode_secret = true);

// `Authorization` of fields that are signed already.
std::string authorization_header(const forms::field_list& fields);

} // namespace schakel::crypto::oauth1
