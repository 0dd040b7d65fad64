// The id_token and everything that may be wrong with it: B6, key confusion, replay.
#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "tests/unit/lti_1_3/tool/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

std::string seconds_from(instant when, std::int64_t step) {
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(when.time_since_epoch()).count() + step);
}

// A token with another header, and the claims of a good one.
std::string with_header(const tool_world& world, std::string_view header, std::string_view signature = "AAAA") {
    const std::string good = world.token();
    const auto first = good.find('.'), second = good.find('.', first + 1);
    return crypto::to_base64url(header) + good.substr(first, second - first) + '.' + std::string(signature);
}

// Properly signed by the platform's key, with a header of choice.
std::string signed_with_header(const tool_world& world, std::string_view header) {
    const std::string good = world.token();
    const auto first = good.find('.'), second = good.find('.', first + 1);
    const std::string covered = crypto::to_base64url(header) + good.substr(first, second - first);
    return covered + '.' + crypto::to_base64url(*world.platform_key.sign(crypto::algorithm::rs256, covered));
}

} // namespace

TEST_CASE("a good token arrives as a launch of its platform") {
    tool_world world;
    const launch_step step = world.launched();
    REQUIRE(outcome_of(step) == "arrived");
    const auto& came = std::get<arrived>(step.what);
    CHECK(came.system == "lms");
    CHECK(model::value_of(came.what.person.ids, model::scheme::lti_user) == "leerling-1");
    CHECK(came.what.resource.target == "https://gw.example/lti/1.3/launch?item=a");
    CHECK(came.what.deployment == "dep-1");
}

TEST_CASE("B6.1 a token without a signature is refused") {
    tool_world world;
    for (const char* header : {R"({"alg":"none"})", R"({"alg":"None","kid":"x"})", R"({})", R"({"alg":null})"}) {
        CAPTURE(header);
        world.log_in();
        CHECK(outcome_of(world.respond(with_header(world, header, ""))) == "lti.token-algorithm");
        world.log_in();
        CHECK(outcome_of(world.respond(with_header(world, header))) == "lti.token-algorithm");
    }
}

TEST_CASE("B6.2 the platform's public key is no shared secret") {
    tool_world world;
    world.log_in();
    const std::string header = R"({"alg":"HS256","kid":")" + world.platform_key.id() + "\"}";
    std::string token = with_header(world, header);
    const std::string covered = token.substr(0, token.rfind('.'));
    token = covered + '.' + crypto::to_base64url(crypto::hmac_sha256(world.platform_key.public_pem(), covered));
    CHECK(outcome_of(world.respond(token)) == "lti.token-algorithm");
}

TEST_CASE("B6.3 a key id is compared and nothing else, and an unknown one makes us look once more") {
    tool_world world;
    for (const char* id : {"../../../../dev/null", "'; drop table keys --", "file:///etc/passwd", "\\u0000"}) {
        CAPTURE(id);
        world.asked.clear();
        world.log_in();
        const std::string token = signed_with_header(world, R"({"alg":"RS256","kid":")" + std::string(id) + "\"}");
        CHECK(outcome_of(world.respond(token)) == "asked");
        REQUIRE(world.asked.size() == 1);
        CHECK(world.asked[0].url == "https://lms.example/jwks");
        CHECK(world.asked[0].afresh);
    }
    world.fresh_keys.emplace("https://lms.example/jwks", crypto::key_set({world.platform_key}));
    world.log_in();
    CHECK(outcome_of(world.respond(signed_with_header(world, R"({"alg":"RS256","kid":"x"})"))) == "lti.key-unknown");
}

TEST_CASE("B6.4 no key comes from the token itself") {
    tool_world world;
    const crypto::key evil = crypto::key::generate(crypto::key_kind::rsa);
    for (const std::string& place :
         {std::string(R"("jku":"https://evil.example/jwks")"), std::string(R"("x5u":"https://evil.example/c")"),
          "\"jwk\":" + evil.public_jwk()}) {
        CAPTURE(place);
        world.log_in();
        const std::string header = R"({"alg":"RS256","kid":")" + world.platform_key.id() + "\"," + place + "}";
        std::string token = with_header(world, header);
        const std::string covered = token.substr(0, token.rfind('.'));
        token = covered + '.' + crypto::to_base64url(*evil.sign(crypto::algorithm::rs256, covered));
        CHECK(outcome_of(world.respond(token)) == "lti.token-signature");
        CHECK(world.asked.empty());
    }
}

TEST_CASE("B6.5 a token that expired a second beyond the agreed leeway is refused, and the reason says by how much") {
    tool_world world;
    world.lms().leeway = std::chrono::seconds{60};
    const auto ended = [&](std::int64_t ago) {
        return world.launched({{"iat", seconds_from(world.now, -200)}, {"exp", seconds_from(world.now, -ago)}});
    };
    CHECK(outcome_of(ended(59)) == "arrived");
    const launch_step step = ended(60 + 1);
    CHECK(outcome_of(step) == "lti.token-expired");
    CHECK(reason_of(step).find("61 s ago") != std::string::npos);
    world.lms().leeway = std::chrono::seconds{0};
    CHECK(outcome_of(ended(1)) == "lti.token-expired");
}

TEST_CASE("B6.6 a token from the future or from long ago is refused") {
    tool_world world;
    CHECK(outcome_of(world.launched({{"iat", seconds_from(world.now, 119)}})) == "arrived");
    CHECK(outcome_of(world.launched({{"iat", seconds_from(world.now, 121)}})) == "lti.token-early");
    CHECK(outcome_of(world.launched({{"nbf", seconds_from(world.now, 121)}})) == "lti.token-early");
    CHECK(outcome_of(world.launched({{"iat", seconds_from(world.now, -419)}})) == "arrived");
    CHECK(outcome_of(world.launched({{"iat", seconds_from(world.now, -421)}})) == "lti.token-expired");
}

TEST_CASE("B6.7 a token of a megabyte is refused unread") {
    tool_world world;
    world.log_in();
    CHECK(outcome_of(world.respond(std::string(1 << 20, 'A'))) == "lti.token-form");
    world.log_in();
    CHECK(outcome_of(world.respond(std::string(1 << 20, '.'))) == "lti.token-form");
}

TEST_CASE("B6.8 a token for somebody else is refused") {
    tool_world world;
    CHECK(outcome_of(world.launched({{"aud", R"("other-tool")"}})) == "lti.token-audience");
    CHECK(outcome_of(world.launched({{"aud", "[]"}})) == "lti.token-audience");
    CHECK(outcome_of(world.launched({{"aud", R"(["schakel-1"])"}})) == "arrived");
    CHECK(outcome_of(world.launched({{"aud", R"(["schakel-1","other"])"}})) == "lti.token-audience");
    CHECK(outcome_of(world.launched({{"aud", R"(["other","schakel-1"])"}, {"azp", R"("schakel-1")"}})) == "arrived");
    CHECK(outcome_of(world.launched({{"azp", R"("other")"}})) == "lti.token-audience");
    CHECK(outcome_of(world.launched({{"iss", R"("https://other.example")"}})) == "lti.token-issuer");
    CHECK(outcome_of(world.launched({{"iss", R"("https://lms.example/")"}})) == "lti.token-issuer");
    world.lms().quirks = {"azp-differs"};
    CHECK(outcome_of(world.launched({{"azp", R"("other")"}})) == "arrived");
}

TEST_CASE("B6.9 a response counts once, and its nonce is that of its own login") {
    tool_world world;
    world.log_in();
    const std::string token = world.token(), state = world.state;
    CHECK(outcome_of(world.respond(token)) == "arrived");
    CHECK(outcome_of(world.respond(token)) == "lti.state-unknown");
    world.log_in();
    CHECK(outcome_of(world.respond(token)) == "lti.token-nonce"); // the old token under a new state
    world.log_in();
    CHECK(outcome_of(world.respond(world.token({{"nonce", R"("")"}}))) == "lti.token-nonce");
    world.log_in();
    CHECK(outcome_of(world.respond(world.token({{"nonce", ""}}))) == "lti.token-claims");
}

TEST_CASE("claims that the framework demands must be there and of their type") {
    tool_world world;
    for (const char* name : {"iss", "aud", "exp", "iat", "nonce"}) {
        CAPTURE(name);
        CHECK(outcome_of(world.launched({{name, ""}})) == "lti.token-claims");
        CHECK(outcome_of(world.launched({{name, "{}"}})) == "lti.token-claims");
    }
}

TEST_CASE("the key of one platform signs nothing for another") {
    tool_world world;
    launch_party other = world.lms();
    other.system = "other";
    other.issuer = "https://other.example";
    other.keys_url = "https://other.example/jwks";
    world.parties.all.push_back(other);
    world.keys.emplace(other.keys_url, crypto::key_set({crypto::key::generate(crypto::key_kind::rsa)}));
    world.log_in({{"iss", "https://other.example"}});
    CHECK(outcome_of(world.respond(world.token({{"iss", R"("https://other.example")"}}))) == "asked");
    CHECK(world.asked.at(0).url == "https://other.example/jwks");
}

TEST_CASE("algorithms beyond RS256 count where the settings allow them, and RS256 where they do not forbid it") {
    for (const auto kind : {crypto::key_kind::ec_p256, crypto::key_kind::ec_p384, crypto::key_kind::ec_p521}) {
        tool_world world;
        world.platform_key = crypto::key::generate(kind);
        world.keys.insert_or_assign("https://lms.example/jwks", crypto::key_set({world.platform_key}));
        const std::string name(crypto::to_string(crypto::usual_algorithm(kind)));
        CAPTURE(name);
        CHECK(outcome_of(world.launched()) == "lti.token-algorithm");
        world.lms().algorithms = {name};
        CHECK(outcome_of(world.launched()) == "arrived");
        world.lms().algorithms = {"RS256"};
        CHECK(outcome_of(world.launched()) == "lti.token-algorithm");
    }
    tool_world world;
    world.lms().algorithms = {"ES256", "PS256"}; // PS256 is none of LTI's
    CHECK(outcome_of(world.launched()) == "lti.token-algorithm");
}

TEST_CASE("a header must name its key, unless the platform is known not to") {
    tool_world world;
    world.log_in();
    CHECK(outcome_of(world.respond(signed_with_header(world, R"({"alg":"RS256"})"))) == "lti.key-unnamed");
    world.lms().quirks = {"kid-missing"};
    world.log_in();
    CHECK(outcome_of(world.respond(signed_with_header(world, R"({"alg":"RS256"})"))) == "arrived");
}

TEST_CASE("keys are asked for before anything is judged, may be fixed, and their absence is told") {
    tool_world world;
    world.keys.clear();
    CHECK(outcome_of(world.launched()) == "asked");
    CHECK_FALSE(world.asked.at(0).afresh);
    world.keys.emplace("https://lms.example/jwks", failure{"status 503"});
    const launch_step step = world.launched();
    CHECK(outcome_of(step) == "lti.keys-unavailable");
    CHECK(reason_of(step).find("status 503") != std::string::npos);
    for (const std::string& fixed : {world.platform_key.public_pem(), crypto::to_jwks({&world.platform_key, 1})}) {
        world.lms().public_keys = fixed;
        world.lms().quirks = {"kid-missing"};
        world.log_in();
        CHECK(outcome_of(world.respond(signed_with_header(world, R"({"alg":"RS256"})"))) == "arrived");
    }
    world.lms().public_keys = "geen sleutel";
    CHECK(outcome_of(world.launched()) == "lti.keys-unavailable");
}

TEST_CASE("a rotated key is found when the keys are looked at again") {
    tool_world world;
    const crypto::key fresh = crypto::key::generate(crypto::key_kind::rsa);
    world.platform_key = fresh;
    world.fresh_keys.emplace("https://lms.example/jwks", crypto::key_set({fresh}));
    CHECK(outcome_of(world.launched()) == "arrived");
}
