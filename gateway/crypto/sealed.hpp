// Bytes under lock: AES-256-GCM with a fresh nonce for each sealing, and keys derived with HKDF-SHA256.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schakel::crypto {

inline constexpr std::size_t sealing_key_size = 32;

// `key`: 32 bytes; throws std::invalid_argument for others. `about` is authenticated and not stored: the same must be
// given to open. At most 2^32 sealings with one key.
std::string seal(std::string_view key, std::string_view bytes, std::string_view about);

// None: another key, another `about`, or altered bytes.
std::optional<std::string> open_sealed(std::string_view key, std::string_view sealed, std::string_view about);

// A key of its own for `purpose` from a secret with enough chance in it (RFC 5869, no salt): 32 bytes.
std::string derived_key(std::string_view secret, std::string_view purpose);

} // namespace schakel::crypto
