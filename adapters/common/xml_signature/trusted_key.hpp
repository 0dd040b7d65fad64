// A key that a peer signs with, made ready for verification.
#pragma once

#include "gateway/crypto/key.hpp"

#include <memory>

namespace schakel::xml_signature {

struct prepared_key; // private to this folder: xmlsec's form of it

// Cheap to copy; immutable. Making one costs more than a verification, so keep it as long as the peer's metadata.
class trusted_key {
public:
    explicit trusted_key(crypto::key peer);

    const crypto::key& key() const { return key_; }
    const prepared_key& prepared() const { return *prepared_; }

private:
    crypto::key key_;
    std::shared_ptr<const prepared_key> prepared_;
};

} // namespace schakel::xml_signature
