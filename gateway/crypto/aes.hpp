// AES as messages between parties use it (XML Encryption 1.1 5.2): the bytes begin with what the mode starts from, and
// keys of 16, 24 and 32 bytes choose AES-128, -192 and -256.
#pragma once

#include "gateway/core/result.hpp"

#include <string>
#include <string_view>

namespace schakel::crypto {

// Galois/counter mode: 12 bytes of nonce, the cipher text, 16 bytes of tag. Nobody without the key can make bytes that
// decrypt.
result<std::string> encrypt_aes_gcm(std::string_view key, std::string_view plain);
result<std::string> decrypt_aes_gcm(std::string_view key, std::string_view bytes);

// Cipher block chaining: 16 bytes to begin with, then the cipher text, padded as XML Encryption 5.2.1 says. It does
// not show whether the bytes were changed: only for what is signed around it.
result<std::string> encrypt_aes_cbc(std::string_view key, std::string_view plain);
result<std::string> decrypt_aes_cbc(std::string_view key, std::string_view bytes);

} // namespace schakel::crypto
