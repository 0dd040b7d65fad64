#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/key_set.hpp"
#include "gateway/crypto/random.hpp"

#include "tests/unit/crypto/rfc_keys.hpp"

#include <doctest/doctest.h>

using namespace schakel::crypto;
namespace test = schakel::test;

namespace {

std::string set_of(std::string_view keys) {
    return R"({"keys":[)" + std::string(keys) + "]}";
}

// Made once: an RSA key takes long to generate.
const key& rsa_key() {
    static const key made = key::generate(key_kind::rsa);
    return made;
}

const key& ec_key();

key key_for(algorithm how) {
    if (rsa_key().fits(how)) return rsa_key();
    if (ec_key().fits(how)) return ec_key();
    return key::generate(how == algorithm::es384 ? key_kind::ec_p384 : key_kind::ec_p521);
}

const key& ec_key() {
    static const key made = key::generate(key_kind::ec_p256);
    return made;
}

} // namespace

TEST_CASE("an RSA key has the thumbprint of RFC 7638") {
    const auto read = key::from_rsa(*from_base64url(test::rfc7638_modulus), *from_base64url("AQAB"));
    REQUIRE(read);
    CHECK(read->thumbprint() == test::rfc7638_thumbprint);
    CHECK(read->id() == test::rfc7638_thumbprint);
}

TEST_CASE("each algorithm signs and verifies, and finds every change") {
    for (const std::string_view name : {"RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512"}) {
        CAPTURE(name);
        const algorithm how = *parse_algorithm(name);
        CHECK(to_string(how) == name);
        const key own = key_for(how);
        auto signature = own.sign(how, "bericht");
        REQUIRE(signature);
        CHECK(own.verify(how, "bericht", *signature));
        CHECK_FALSE(own.verify(how, "berichT", *signature));
        CHECK_FALSE(own.verify(how, "bericht", signature->substr(1)));
        CHECK_FALSE(own.verify(how, "bericht", ""));
        signature->back() = static_cast<char>(signature->back() ^ 1);
        CHECK_FALSE(own.verify(how, "bericht", *signature));
    }
    CHECK(ec_key().sign(algorithm::es256, "bericht")->size() == 64);
    CHECK_FALSE(ec_key().verify(algorithm::es256, "bericht", std::string(64, '\0')));
    CHECK_FALSE(ec_key().verify(algorithm::es256, "bericht", std::string(64, '\xff')));
}

TEST_CASE("an algorithm takes its own kind of key only, and RS256 is no PS256") {
    CHECK_FALSE(rsa_key().sign(algorithm::es256, "x"));
    CHECK_FALSE(ec_key().sign(algorithm::rs256, "x"));
    const auto pkcs = rsa_key().sign(algorithm::rs256, "x");
    CHECK_FALSE(rsa_key().verify(algorithm::ps256, "x", *pkcs));
}

TEST_CASE("RS256 is no RS512, and a curve takes the algorithm of its own width") {
    CHECK_FALSE(rsa_key().verify(algorithm::rs512, "x", *rsa_key().sign(algorithm::rs256, "x")));
    CHECK(key_for(algorithm::es384).sign(algorithm::es384, "x")->size() == 96);
    CHECK(key_for(algorithm::es512).sign(algorithm::es512, "x")->size() == 132);
    CHECK_FALSE(key_for(algorithm::es384).sign(algorithm::es512, "x"));
    CHECK_FALSE(parse_algorithm("none"));
    CHECK_FALSE(parse_algorithm("HS256"));
    CHECK_FALSE(parse_algorithm("rs256"));
    CHECK(usual_algorithm(key_kind::rsa) == algorithm::rs256);
    CHECK(usual_algorithm(key_kind::ec_p521) == algorithm::es512);
}

TEST_CASE("keys on wider curves travel in a set") {
    const key own[] = {key::generate(key_kind::ec_p384), key::generate(key_kind::ec_p521)};
    const auto set = key_set::from_jwks(to_jwks(own));
    REQUIRE(set);
    CHECK(set->find(own[0].id(), algorithm::es384)->thumbprint() == own[0].thumbprint());
    CHECK(set->find(own[1].id(), algorithm::es512)->thumbprint() == own[1].thumbprint());
    CHECK(set->find(own[1].id(), algorithm::es256) == nullptr);
}

TEST_CASE("keys travel as PEM, private and public") {
    const key wide = key::generate(key_kind::ec_p521);
    for (const key* own : {&rsa_key(), &ec_key(), &wide}) {
        const auto again = key::from_pem(own->private_pem(), "mine");
        REQUIRE(again);
        CHECK(again->is_private());
        CHECK(again->id() == "mine");
        CHECK(again->thumbprint() == own->thumbprint());
        const auto open = key::from_pem(own->public_pem());
        REQUIRE(open);
        CHECK_FALSE(open->is_private());
        CHECK(open->id() == own->id());
        CHECK(open->private_pem().empty());
        CHECK_FALSE(open->sign(usual_algorithm(open->kind()), "x"));
    }
    CHECK_FALSE(key::from_pem(""));
    CHECK_FALSE(key::from_pem("-----BEGIN PRIVATE KEY-----\nonzin\n-----END PRIVATE KEY-----\n"));
}

TEST_CASE("weak or impossible keys are refused") {
    const std::string modulus = *from_base64url(test::rfc7638_modulus);
    CHECK_FALSE(key::from_rsa(modulus.substr(0, 128), "\x03"));
    CHECK_FALSE(key::from_rsa(modulus, "\x01"));
    CHECK_FALSE(key::from_rsa(modulus, "\x04"));
    CHECK_FALSE(key::from_rsa(modulus, ""));
    CHECK_FALSE(key::from_rsa(modulus, std::string(9, '\x03')));
    CHECK_FALSE(key::from_rsa(std::string(100'000, '\x81'), "\x03"));
    CHECK_FALSE(key::from_point("P-256", std::string(32, '\x01'), std::string(32, '\x01')));
    CHECK_FALSE(key::from_point("P-384", "x", "y"));
    CHECK_FALSE(key::from_point("P-192", std::string(24, '\x01'), std::string(24, '\x01')));
}

TEST_CASE("our own key set holds public parts only and reads back") {
    const key own[] = {rsa_key(), ec_key()};
    const std::string text = to_jwks(own);
    CHECK(text.find("\"d\"") == std::string::npos);
    CHECK(text.find("\"use\":\"sig\"") != std::string::npos);
    const auto set = key_set::from_jwks(text);
    REQUIRE(set);
    CHECK(set->size() == 2);
    const key* found = set->find(rsa_key().id(), algorithm::ps256);
    REQUIRE(found != nullptr);
    CHECK(found->verify(algorithm::ps256, "x", *rsa_key().sign(algorithm::ps256, "x")));
}

TEST_CASE("a key is found by its id and algorithm, without an id only when there is no doubt") {
    const auto set = key_set::from_jwks(set_of(std::string(test::rfc7515_rsa_jwk) + "," + test::rfc7515_ec_jwk));
    REQUIRE(set);
    CHECK(set->find("rsa", algorithm::rs256) != nullptr);
    CHECK(set->find("rsa", algorithm::es256) == nullptr);
    CHECK(set->find("ec", algorithm::es256) != nullptr);
    CHECK(set->find("other", algorithm::rs256) == nullptr);
    CHECK(set->find("", algorithm::rs256) != nullptr);
    key_set two = *set;
    two.add(rsa_key());
    CHECK(two.find("", algorithm::rs256) == nullptr);
}

TEST_CASE("a key bound to one algorithm serves no other") {
    key_set set;
    set.add(rsa_key(), algorithm::rs256);
    CHECK(set.find(rsa_key().id(), algorithm::rs256) != nullptr);
    CHECK(set.find(rsa_key().id(), algorithm::ps256) == nullptr);
}

TEST_CASE("strange keys in a set are passed over, a set without a usable key is refused") {
    const std::string strange =
        R"({"kty":"oct","k":"c2VjcmV0"},{"kty":"OKP","crv":"Ed25519","x":"AA"},{"kty":"RSA","n":"!","e":"AQAB"},)"
        R"({"kty":"EC","crv":"P-521","x":"AA","y":"AA"},{},7)";
    const auto set = key_set::from_jwks(set_of(strange + "," + test::rfc7515_ec_jwk));
    REQUIRE(set);
    CHECK(set->size() == 1);
    CHECK_FALSE(key_set::from_jwks(set_of(strange)));
    std::string for_encryption = test::rfc7515_ec_jwk;
    for_encryption.insert(1, R"("use":"enc",)");
    CHECK_FALSE(key_set::from_jwks(set_of(for_encryption)));
    for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", "{\"keys\":["}) {
        CAPTURE(text);
        CHECK_FALSE(key_set::from_jwks(text));
    }
}

TEST_CASE("a lone key that has no id of its own fits every id, and with others only its thumbprint") {
    const key own = key::generate(key_kind::ec_p256);
    const auto set = key_set::from_jwks_or_pem(own.public_pem());
    REQUIRE(set);
    CHECK(set->find("platform-2026", algorithm::es256) != nullptr);
    CHECK(set->find("", algorithm::es256) != nullptr);
    CHECK(set->find("platform-2026", algorithm::rs256) == nullptr);

    key_set two = *set;
    two.add(key::generate(key_kind::ec_p256));
    CHECK(two.find("platform-2026", algorithm::es256) == nullptr);
    CHECK(two.find(own.id(), algorithm::es256) != nullptr);

    const auto named = key_set::from_jwks(to_jwks({&own, 1}));
    REQUIRE(named);
    CHECK(named->find("platform-2026", algorithm::es256) == nullptr);
}
