// Encrypts for a public RSA key, as a peer does; the gateway itself only reads.
#pragma once

#include "gateway/crypto/key.hpp"

#include <string>
#include <string_view>

namespace schakel::test {

std::string encrypt_oaep(const crypto::key& to, std::string_view plain); // both digests SHA-1

} // namespace schakel::test
