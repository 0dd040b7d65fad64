#include "gateway/crypto/sealed.hpp"

#include "gateway/crypto/digest.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace {

using namespace schakel::crypto;

const std::string key(32, 'k');

TEST_CASE("what was sealed is opened with the same key for the same purpose, and otherwise not at all") {
    const std::string sealed = seal(key, "a private key", "signing key 7");
    CHECK(sealed.find("private") == std::string::npos);
    CHECK(open_sealed(key, sealed, "signing key 7") == "a private key");
    CHECK_FALSE(open_sealed(key, sealed, "signing key 8"));
    CHECK_FALSE(open_sealed(std::string(32, 'x'), sealed, "signing key 7"));
}

TEST_CASE("no byte of what is sealed can be altered, left out or added") {
    const std::string sealed = seal(key, "text", "about");
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string altered = sealed;
        altered[at] = static_cast<char>(altered[at] ^ 1);
        CHECK_FALSE(open_sealed(key, altered, "about"));
        CHECK_FALSE(open_sealed(key, sealed.substr(0, at), "about"));
    }
    CHECK_FALSE(open_sealed(key, sealed + "x", "about"));
}

TEST_CASE("nothing sealed twice looks the same; empty texts are sealed too") {
    CHECK(seal(key, "text", "") != seal(key, "text", ""));
    CHECK(open_sealed(key, seal(key, "", ""), "") == "");
    CHECK_THROWS_AS(static_cast<void>(seal("short", "text", "")), std::invalid_argument);
}

// RFC 5869, test case 3: no salt, no info; the first 32 of its 42 bytes.
TEST_CASE("keys are derived with HKDF-SHA256") {
    CHECK(
        to_hex(derived_key(std::string(22, '\x0b'), "")) ==
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
    );
}

} // namespace
