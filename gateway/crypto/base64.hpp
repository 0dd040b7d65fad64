// Base64 (RFC 4648): the standard alphabet with padding, and the URL alphabet without.
//
// Decoding is strict: no white space, no foreign character, padding exactly where the form has it, and no set bits
// behind the last byte. So every value has one spelling, and comparing texts is comparing values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schakel::crypto {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

} // namespace schakel::crypto
