// Unpredictable bytes, for tokens, nonces and keys.
#pragma once

#include <cstddef>
#include <string>

namespace schakel::crypto {

// Throws when the machine has no randomness to give: nothing can go on safely then.
std::string random_bytes(std::size_t count);

// `count` random bytes in base64url: 32 bytes give 43 characters, safe in URLs, headers and file names.
std::string random_token(std::size_t count);

} // namespace schakel::crypto
