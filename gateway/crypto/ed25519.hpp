// Ed25519 (RFC 8032): signatures over files that people hand to each other. One way to sign and one to verify, 64 bytes
// of signature, and nothing that a signer could get wrong by choosing it.
#pragma once

#include "gateway/core/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace schakel::crypto {

struct ed25519_content; // private to ed25519.cpp: holds OpenSSL's key

// Cheap to copy; immutable. Its id is the thumbprint of the public part as RFC 8037 2 and RFC 7638 make it.
class ed25519_key {
public:
    static result<ed25519_key> from_pem(std::string_view pem);      // private or public; no password
    static result<ed25519_key> from_public(std::string_view bytes); // 32 bytes
    static result<ed25519_key> from_seed(std::string_view seed);    // private, 32 bytes
    static ed25519_key generate();

    bool is_private() const;
    const std::string& id() const;
    const std::string& public_bytes() const; // 32
    std::string private_pem() const;         // PKCS #8; empty for a public key
    std::string public_pem() const;

    result<std::string> sign(std::string_view bytes) const; // 64 bytes
    bool verify(std::string_view bytes, std::string_view signature) const;

private:
    explicit ed25519_key(std::shared_ptr<const ed25519_content> content) : content_(std::move(content)) {}
    std::shared_ptr<const ed25519_content> content_;
};

} // namespace schakel::crypto
