#include "gateway/crypto/aes.hpp"

#include <doctest/doctest.h>

using namespace schakel::crypto;

namespace {

std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return bytes;
}

} // namespace

TEST_CASE("AES-GCM decrypts a published vector and what we encrypted ourselves") {
    // The Galois/Counter Mode of Operation (GCM), test case 2.
    const std::string key(16, '\0');
    const std::string bytes = std::string(12, '\0') + from_hex("0388dace60b6a392f328c2b971b2fe78") +
                              from_hex("ab6e47d42cec13bdf53a67b21257bddf");
    CHECK(*decrypt_aes_gcm(key, bytes) == std::string(16, '\0'));
    for (const std::size_t size : {16u, 24u, 32u}) {
        const std::string own(size, 'k');
        CHECK(*decrypt_aes_gcm(own, *encrypt_aes_gcm(own, "klas 2b")) == "klas 2b");
        CHECK(*decrypt_aes_gcm(own, *encrypt_aes_gcm(own, "")) == "");
    }
}

TEST_CASE("AES-GCM sees every change") {
    const std::string key(32, 'k');
    const std::string good = *encrypt_aes_gcm(key, "klas 2b");
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        CHECK_FALSE(decrypt_aes_gcm(key, bad));
    }
    CHECK_FALSE(decrypt_aes_gcm(key, good.substr(1)));
    CHECK_FALSE(decrypt_aes_gcm(key, ""));
    CHECK_FALSE(decrypt_aes_gcm("short", good));
    CHECK_FALSE(encrypt_aes_gcm("short", "x"));
}

TEST_CASE("AES-CBC takes any padding that says how long it is") {
    const std::string key = from_hex("2b7e151628aed2a6abf7158809cf4f3c");
    for (const std::size_t length : {0u, 1u, 15u, 16u, 17u, 100u}) {
        const std::string plain(length, 'p');
        CHECK(*decrypt_aes_cbc(key, *encrypt_aes_cbc(key, plain)) == plain);
    }
    CHECK_FALSE(decrypt_aes_cbc(key, std::string(16, 'x')));
    CHECK_FALSE(decrypt_aes_cbc(key, std::string(33, 'x')));
    // The first block of NIST SP 800-38A F.2.1.
    const std::string vector =
        from_hex("000102030405060708090a0b0c0d0e0f") + from_hex("7649abac8119b246cee98e9b12e9197d");
    CHECK_FALSE(decrypt_aes_cbc(key, vector)); // decrypts to a block that ends in 0x2a, which is no padding
}
