#include "gateway/crypto/ed25519.hpp"

#include "gateway/crypto/digest.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::crypto;

namespace {

std::string from_hex(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
    return bytes;
}

struct vector_of_the_rfc {
    std::string_view seed, key, message, signature;
};

// RFC 8032 7.1, tests 1 and 2.
constexpr vector_of_the_rfc known[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246"
     "55141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb"
     "0"
     "0d291612bb0c00"}};

} // namespace

TEST_CASE("Ed25519 signs and verifies as the vectors of RFC 8032 say") {
    for (const vector_of_the_rfc& one : known) {
        const auto signer = ed25519_key::from_seed(from_hex(one.seed));
        REQUIRE(signer);
        CHECK(to_hex(signer->public_bytes()) == one.key);
        const std::string message = from_hex(one.message);
        CHECK(to_hex(*signer->sign(message)) == one.signature);
        const auto verifier = ed25519_key::from_public(from_hex(one.key));
        REQUIRE(verifier);
        CHECK(verifier->verify(message, from_hex(one.signature)));
        CHECK_FALSE(verifier->verify(message + " ", from_hex(one.signature)));
        CHECK_FALSE(verifier->verify(message, from_hex(one.signature).substr(1)));
        CHECK_FALSE(verifier->sign(message));
    }
}

TEST_CASE("The id of an Ed25519 key is its thumbprint, as RFC 8037 shows") {
    const auto key = ed25519_key::from_public(from_hex(known[0].key)); // appendix A.3
    REQUIRE(key);
    CHECK(key->id() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST_CASE("An Ed25519 key survives its PEM, and other keys are refused") {
    const ed25519_key made = ed25519_key::generate();
    const auto as_private = ed25519_key::from_pem(made.private_pem());
    const auto as_public = ed25519_key::from_pem(made.public_pem());
    REQUIRE(as_private);
    REQUIRE(as_public);
    CHECK(as_private->is_private());
    CHECK_FALSE(as_public->is_private());
    CHECK(as_public->private_pem().empty());
    CHECK(as_private->id() == as_public->id());
    CHECK(as_public->verify("bytes", *as_private->sign("bytes")));
    CHECK_FALSE(ed25519_key::from_pem("-----BEGIN PUBLIC KEY-----\nbm8=\n-----END PUBLIC KEY-----\n"));
    CHECK_FALSE(ed25519_key::from_public("short"));
}
