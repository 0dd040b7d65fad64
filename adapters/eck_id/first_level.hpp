// The first-level hash (hPGN) of a number: what leaves the school in its place.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/crypto/scrypt.hpp"
#include "gateway/crypto/wiped_text.hpp"

#include <string_view>

namespace schakel::eck_id {

// ECK iD technical prescription 2, as of May 2016: 128 MiB and about a second for each number.
inline constexpr crypto::scrypt_cost hash_cost{131'072, 8, 4};

// Of the number in lower case (A to Z only, whatever the locale), in UTF-8; 64 hex digits. `salt` is in base64, as
// Kennisnet issues it for each environment. Failure: the salt is no base64, or there is no memory.
result<crypto::wiped_text> first_level(std::string_view number, std::string_view salt);

} // namespace schakel::eck_id
