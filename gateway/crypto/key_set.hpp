// The keys a party signs with, as it publishes them: a JSON Web Key Set (RFC 7517).
#pragma once

#include "gateway/crypto/key.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::crypto {

class key_set {
public:
    key_set() = default;
    explicit key_set(std::vector<key> keys);

    // Keys of other kinds, for encryption, or below our bar are passed over, as RFC 7517 5 asks; a set in which nothing
    // remains is a failure, as is a text above 1 MiB or with more than 1000 keys
    // (a tool may publish one for each of its platforms).
    static result<key_set> from_jwks(std::string_view json);
    static result<key_set> from_jwks_or_pem(std::string_view text); // PEM: one key

    void add(key added, std::optional<algorithm> only = {}); // `only`: the one algorithm this key may be used with

    // The key with this id that fits the algorithm. Without an id: the only key that fits, or null when there are more.
    // A lone key that was given without an id (PEM has none) fits every id.
    const key* find(std::string_view id, algorithm how) const;

    std::size_t size() const { return entries_.size(); }

private:
    struct entry {
        crypto::key key;
        std::optional<algorithm> only;
        bool named; // it came with an id
    };
    std::vector<entry> entries_;
};

// The document behind our own jwks_uri: public parts only.
std::string to_jwks(std::span<const key> keys);

} // namespace schakel::crypto
