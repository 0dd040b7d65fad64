// Digests and message authentication codes. Bytes travel in strings; texts are lower-case hex.
#pragma once

#include <string>
#include <string_view>

namespace schakel::crypto {

std::string sha1(std::string_view bytes
); // for protocols that prescribe it (OAuth 1.0, uuid version 5), never for trust of our own
std::string sha256(std::string_view bytes);
std::string sha512(std::string_view bytes);

std::string sha1_hex(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);
std::string sha384_hex(std::string_view bytes);
std::string sha512_hex(std::string_view bytes);

std::string hmac_sha1(std::string_view key, std::string_view bytes); // OAuth 1.0 (LTI 1.1) asks for it
std::string hmac_sha256(std::string_view key, std::string_view bytes);

// Takes the same time wherever the first difference is. Different lengths differ at once: a length is no secret.
bool constant_time_equal(std::string_view a, std::string_view b);

std::string to_hex(std::string_view bytes);

} // namespace schakel::crypto
