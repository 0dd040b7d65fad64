#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/jwt.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/unit/crypto/rfc_keys.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::crypto;

namespace {

const key& platform_key() {
    static const key made = key::generate(key_kind::ec_p256);
    return made;
}

key_set platform_keys() {
    return key_set({platform_key()});
}

// 2026-11-21T09:30:00Z in seconds; the clock of every test below stands there.
constexpr std::int64_t moment = 1'795'253'400;

const test::fake_clock& wall() {
    static const test::fake_clock time(instant{std::chrono::seconds{moment}});
    return time;
}

std::string claims_with(const std::string& more) {
    return R"({"iss":"https://lms.example","aud":"schakel","exp":)" + std::to_string(moment + 60) + more + "}";
}

std::string signed_claims(const std::string& claims) {
    return *sign_token(platform_key(), algorithm::es256, claims);
}

// A token with a header of the attacker's choice, and a signature that fits it.
std::string with_header(const std::string& header, const std::string& claims = claims_with("")) {
    const std::string token = to_base64url(header) + '.' + to_base64url(claims);
    return token + '.' + to_base64url(*platform_key().sign(algorithm::es256, token));
}

std::string reason(const std::string& token, const token_expectations& expected = {}) {
    const auto verified = verify_token(token, platform_keys(), expected, wall());
    return verified ? "" : std::string(to_string(verified.error().why));
}

token_expectations strict() {
    token_expectations expected;
    expected.issuer = "https://lms.example";
    expected.audiences = {"schakel", "https://schakel.example"};
    return expected;
}

} // namespace

TEST_CASE("the tokens of RFC 7515 verify at their time and not after it") {
    const auto keys =
        key_set::from_jwks(R"({"keys":[)" + std::string(test::rfc7515_rsa_jwk) + "," + test::rfc7515_ec_jwk + "]}");
    REQUIRE(keys);
    test::fake_clock time(instant{std::chrono::seconds{1'300'819'379}});
    for (const char* token : {test::rfc7515_rs256_token, test::rfc7515_es256_token}) {
        const auto verified = verify_token(token, *keys, {}, time);
        REQUIRE(verified);
        CHECK(verified->claim("iss").text() == "joe");
        CHECK(verified->claim("http://example.com/is_root").boolean());
    }
    time.advance(1s);
    CHECK(verify_token(test::rfc7515_es256_token, *keys, {}, time).error().why == refusal::expired);
}

TEST_CASE("what we sign verifies with our published key set") {
    const key own = key::generate(key_kind::rsa);
    const auto keys = key_set::from_jwks(to_jwks({&own, 1}));
    for (const algorithm how : {algorithm::rs256, algorithm::ps256}) {
        const auto token = sign_token(own, how, claims_with(R"(,"sub":"leerling-1")"));
        REQUIRE(token);
        const auto verified = verify_token(*token, *keys, strict(), wall());
        REQUIRE(verified);
        CHECK(verified->claim("sub").text() == "leerling-1");
        CHECK(verified->header.root().member("typ").text() == "JWT");
        CHECK(verified->key_id == own.id());
    }
}

TEST_CASE("B6.1 alg none is refused, with and without a signature") {
    const std::string claims = to_base64url(claims_with(""));
    for (const char* header : {R"({"alg":"none"})", R"({"alg":"None"})", R"({"alg":""})", R"({})", R"({"alg":null})"}) {
        CAPTURE(header);
        CHECK(reason(to_base64url(header) + '.' + claims + '.') == "algorithm");
        CHECK(reason(with_header(header)) == "algorithm");
    }
}

TEST_CASE("B6.2 a public key is never taken for a shared secret") {
    const std::string token = to_base64url(R"({"alg":"HS256"})") + '.' + to_base64url(claims_with(""));
    const std::string mac = hmac_sha256(platform_key().public_pem(), token);
    CHECK(reason(token + '.' + to_base64url(mac)) == "algorithm");
    // Nor is a key used with an algorithm of another family.
    CHECK(reason(with_header(R"({"alg":"RS256","kid":")" + platform_key().id() + "\"}")) == "unknown-key");
}

TEST_CASE("B6.3 a kid is compared and nothing else") {
    for (const char* kid : {"../../../etc/passwd", "/dev/null", "' OR 1=1 --", "http://evil.example/key", "*"}) {
        CAPTURE(kid);
        CHECK(reason(with_header(R"({"alg":"ES256","kid":")" + std::string(kid) + "\"}")) == "unknown-key");
    }
}

TEST_CASE("B6.4 keys and addresses in the header are not read") {
    const key own = key::generate(key_kind::ec_p256);
    const std::string jwk = own.public_jwk();
    const std::string header =
        R"({"alg":"ES256","jku":"https://evil.example/jwks","x5u":"https://evil.example/x","jwk":)" + jwk;
    const std::string token = to_base64url(header + "}") + '.' + to_base64url(claims_with(""));
    CHECK(reason(token + '.' + to_base64url(*own.sign(algorithm::es256, token))) == "signature");
    CHECK(reason(with_header(header + R"(,"kid":")" + platform_key().id() + "\"}")) == "");
}

TEST_CASE("B6.5 a token expires on its second, and leeway is only what was agreed") {
    const auto expiring = [](std::int64_t at) { return signed_claims("{\"exp\":" + std::to_string(at) + "}"); };
    token_expectations lenient;
    lenient.leeway = std::chrono::seconds{30};
    CHECK(reason(expiring(moment + 1)) == "");
    CHECK(reason(expiring(moment)) == "expired");
    CHECK(reason(expiring(moment - 1)) == "expired");
    CHECK(reason(expiring(moment - 29), lenient) == "");
    CHECK(reason(expiring(moment - 30), lenient) == "expired");
    CHECK(reason(signed_claims(R"({"exp":1e300})")) == "");
    CHECK(reason(signed_claims(R"({"exp":-1})")) == "expired");
}

TEST_CASE("B6.6 a token from the future is refused, by nbf and by iat") {
    for (const std::string claim : {"nbf", "iat"}) {
        CAPTURE(claim);
        const auto starting = [&](std::int64_t at) {
            return signed_claims(claims_with(",\"" + claim + "\":" + std::to_string(at)));
        };
        CHECK(reason(starting(moment)) == "");
        CHECK(reason(starting(moment + 1)) == "from-the-future");
        token_expectations lenient;
        lenient.leeway = std::chrono::seconds{1};
        CHECK(reason(starting(moment + 1), lenient) == "");
    }
}

TEST_CASE("B6.7 a token of a megabyte is refused before it is read") {
    CHECK(reason(std::string(1 << 20, 'A')) == "too-large");
    CHECK(reason(signed_claims(claims_with(",\"x\":\"" + std::string(1 << 20, 'a') + "\""))) == "too-large");
    CHECK(reason(signed_claims(claims_with(",\"x\":\"" + std::string(8 << 10, 'a') + "\""))) == "");
}

TEST_CASE("B6.8 a token for another audience or from another issuer is refused") {
    const auto aimed = [](const std::string& audience) {
        return signed_claims(R"({"iss":"https://lms.example","exp":9999999999,"aud":)" + audience + "}");
    };
    CHECK(reason(aimed(R"("schakel")"), strict()) == "");
    CHECK(reason(aimed(R"(["other","https://schakel.example"])"), strict()) == "");
    CHECK(reason(aimed(R"("other")"), strict()) == "audience");
    CHECK(reason(aimed(R"("schakel2")"), strict()) == "audience");
    CHECK(reason(aimed("[]"), strict()) == "audience");
    CHECK(reason(aimed(R"(["schakel",7])"), strict()) == "wrong-claim-type");
    CHECK(reason(aimed(R"({"schakel":"schakel"})"), strict()) == "wrong-claim-type");
    CHECK(reason(signed_claims(R"({"iss":"https://lms.example","exp":9999999999})"), strict()) == "missing-claim");
    CHECK(
        reason(signed_claims(R"({"iss":"https://evil.example","exp":9999999999,"aud":"schakel"})"), strict()) ==
        "issuer"
    );
}

TEST_CASE("claims that must be there are missed, and types are checked") {
    token_expectations expected;
    expected.required = {"exp", "jti", "nonce"};
    CHECK(reason(signed_claims(claims_with(R"(,"jti":"1")")), expected) == "missing-claim");
    CHECK(reason(signed_claims(claims_with(R"(,"jti":"1","nonce":"2")")), expected) == "");
    CHECK(reason(signed_claims(R"({"exp":"9999999999"})")) == "wrong-claim-type");
    CHECK(reason(signed_claims(R"({})")) == "missing-claim");
    CHECK(reason(signed_claims(claims_with(R"(,"sub":7)"))) == "wrong-claim-type");
}

TEST_CASE("a longest age asks for iat and limits it") {
    token_expectations expected;
    expected.longest_age = std::chrono::seconds{300};
    const auto issued = [](std::int64_t at) { return signed_claims(claims_with(",\"iat\":" + std::to_string(at))); };
    CHECK(reason(issued(moment - 299), expected) == "");
    CHECK(reason(issued(moment - 300), expected) == "too-old");
    CHECK(reason(signed_claims(claims_with("")), expected) == "missing-claim");
}

TEST_CASE("an extension that must be understood is refused") {
    CHECK(reason(with_header(R"({"alg":"ES256","crit":["b64"],"b64":false})")) == "critical-header");
}

TEST_CASE("an algorithm that was not agreed is refused") {
    token_expectations expected;
    expected.algorithms = {algorithm::rs256};
    CHECK(reason(signed_claims(claims_with("")), expected) == "algorithm");
}

TEST_CASE("longer digests and wider curves count only where they are agreed") {
    const key own = key::generate(key_kind::ec_p384);
    const auto token = sign_token(own, algorithm::es384, claims_with(""));
    const key_set keys({own});
    CHECK(verify_token(*token, keys, {}, wall()).error().why == refusal::algorithm);
    token_expectations wider;
    wider.algorithms = {algorithm::rs256, algorithm::es384};
    CHECK(verify_token(*token, keys, wider, wall()));
}

TEST_CASE("every changed byte of a token is noticed") {
    const std::string token = signed_claims(claims_with(""));
    for (std::size_t i = 0; i < token.size(); i += 7) {
        std::string changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CAPTURE(i);
        CHECK(reason(changed) != "");
    }
}

TEST_CASE("what is no compact token is refused as such") {
    const std::string token = signed_claims(claims_with(""));
    for (const std::string& text :
         {std::string(), std::string("."), std::string(".."), std::string("..."), token + ".", token + "=", "." + token,
          token.substr(0, token.find('.')), " " + token, token + "\n"}) {
        CAPTURE(text);
        CHECK(reason(text) == "malformed");
    }
    CHECK(reason(with_header("[]")) == "malformed");
    CHECK(reason(with_header(R"({"alg":"ES256","alg":"none"})")) == "malformed");
    CHECK(reason(with_header(R"({"alg":"ES256"})", "[]")) == "malformed");
    CHECK(reason(with_header(R"({"alg":"ES256"})", R"({"exp":1,"exp":9999999999})")) == "malformed");
}

TEST_CASE("a refusal never repeats what the token says") {
    const auto verified = verify_token(
        signed_claims(R"({"iss":"Jansen","aud":"Pietersen","exp":9999999999})"), platform_keys(), strict(), wall()
    );
    REQUIRE_FALSE(verified);
    CHECK(verified.error().message.find("Jansen") == std::string::npos);
    CHECK(verified.error().message.find("https://lms.example") != std::string::npos);
}
