// Launches that other products recorded, and the vector of the migration claim.
#include "adapters/lti_1_3/migrated_user.hpp"
#include "adapters/lti_1_3/tool_state.hpp"
#include "gateway/crypto/base64.hpp"
#include "tests/support/environment.hpp"
#include "tests/unit/lti_1_3/tool/world.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace schakel;
using namespace schakel::test;

namespace {

std::optional<json::document> corpus_file(std::string_view path) {
    std::ifstream in(shared_folder() / "corpus/lti" / path, std::ios::binary);
    if (!in) return std::nullopt;
    findings found;
    return json::document::parse(std::string(std::istreambuf_iterator<char>(in), {}), {}, found);
}

// The response of a recorded launch, given to a gateway that would have asked for it then.
launch_step replayed(tool_world& world, const json::document& recorded) {
    const std::string token(recorded.root().find("/launch_form/id_token").text());
    const auto first = token.find('.'), second = token.find('.', first + 1);
    findings found;
    const auto claims =
        json::document::parse(*crypto::from_base64url(token.substr(first + 1, second - first - 1)), {}, found);
    REQUIRE(claims);
    const json::value root = claims->root();
    launch_party& lms = world.lms();
    lms.issuer = root.member("iss").text();
    const json::value audience = root.member("aud");
    lms.client_id = audience.is(json::kind::array) ? audience.first_child().text() : audience.text();
    lms.deployments = {std::string(root.member(on("deployment_id")).text())};
    lms.longest = std::chrono::hours{2};
    world.now = instant{std::chrono::seconds{*root.member("iat").integer() + 1}};
    auto keys = crypto::key_set::from_jwks(recorded.root().member("platform_jwks").raw());
    world.keys.insert_or_assign("https://lms.example/jwks", keys);
    world.fresh_keys.insert_or_assign("https://lms.example/jwks", keys);
    lti_1_3::login_state login;
    login.system = "lms";
    login.nonce = root.member("nonce").text();
    login.target = root.member(on("target_link_uri")).text();
    world.store["s"] = {"s", lti_1_3::to_bytes(login), std::chrono::seconds{600}, "binding"};
    fields form;
    const json::value sent = recorded.root().member("launch_form");
    for (json::value one = sent.first_child(); one; one = one.next_sibling()) {
        form.emplace_back(one.name(), one.name() == "state" ? "s" : one.text());
    }
    return world.post("/launch", form);
}

} // namespace

TEST_CASE("launches that jose signed arrive in every algorithm of LTI that is allowed, and in no other") {
    std::ifstream in(
        std::string(SCHAKEL_SOURCE_DIR) + "/tests/unit/lti_1_3/tool/signed_by_jose.json", std::ios::binary
    );
    findings found;
    const auto made = json::document::parse(std::string(std::istreambuf_iterator<char>(in), {}), {}, found);
    REQUIRE(made);
    const json::value tokens = made->root().member("tokens");
    CHECK(tokens.size() == 6);
    for (json::value one = tokens.first_child(); one; one = one.next_sibling()) {
        for (json::value allowed = tokens.first_child(); allowed; allowed = allowed.next_sibling()) {
            CAPTURE(std::string(one.name()));
            CAPTURE(std::string(allowed.name()));
            tool_world world;
            world.now = instant{std::chrono::seconds{*made->root().member("issued").integer() + 5}};
            world.lms().algorithms = {std::string(allowed.name())};
            const std::string keys = R"({"keys":)" + std::string(made->root().member("keys").raw()) + "}";
            world.keys.insert_or_assign("https://lms.example/jwks", crypto::key_set::from_jwks(keys));
            lti_1_3::login_state login;
            login.system = "lms";
            login.nonce = "nonce-van-jose";
            login.target = "https://gw.example/lti/1.3/launch?item=a";
            world.state = "s";
            world.store["s"] = {"s", lti_1_3::to_bytes(login), std::chrono::seconds{600}, "binding"};
            const std::string outcome = outcome_of(world.respond(std::string(one.text())));
            CHECK(outcome == (one.name() == allowed.name() ? "arrived" : "lti.token-algorithm"));
        }
    }
}

TEST_CASE("a recorded deep linking request of Canvas arrives, with fields around it that mean nothing here") {
    const auto recorded = corpus_file("launch-1p3/signed/deep-linking-request.json");
    if (!recorded) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    tool_world world;
    CHECK(outcome_of(replayed(world, *recorded)) == "lti.message-invalid"); // tool_platform without guid
    world.lms().quirks = {"optional-claims"};
    const launch_step step = replayed(world, *recorded);
    CHECK(reason_of(step) == "");
    CHECK(outcome_of(step) == "arrived");
}

TEST_CASE("a platform with a key of 512 bits is refused") {
    const auto recorded = corpus_file("launch-1p3/signed/resource-link-512bit-key.json");
    if (!recorded) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    tool_world world;
    CHECK(outcome_of(replayed(world, *recorded)) == "lti.keys-unavailable");
}

TEST_CASE("the vector of the migration claim proves who somebody was, for its own token only") {
    const auto vector = corpus_file("migration-1p1/lti1p1-claim-vector.json");
    if (!vector) {
        MESSAGE("skipped: the corpus is not here");
        return;
    }
    launch_party platform;
    platform.client_id = "PM48OJSfGDTAzAo";
    platform.keys = {{"179248902", "my-lti11-secret"}};
    const auto added = [&](const launch_party& by) {
        model::launch what;
        lti_1_3::add_migrated_user(vector->root().member("claims"), by, what);
        return what.person.ids;
    };
    REQUIRE(added(platform).size() == 1);
    CHECK(added(platform)[0] == model::identifier{"lti.user", "34212", "179248902"});
    launch_party other = platform;
    other.client_id = "another";
    CHECK(added(other).empty());
    other = platform;
    other.keys = {{"179248902", "another secret"}};
    CHECK(added(other).empty());
    other.keys = {};
    CHECK(added(other).empty());
}

TEST_CASE("what is remembered of a login reads back, and other bytes do not") {
    lti_1_3::login_state all;
    all.system = "lms";
    all.nonce = "n";
    all.target = "https://gw.example/\"é";
    all.message_hint = std::string(16 << 10, '"');
    all.own_window = true;
    all.stored_value = "v";
    CHECK(lti_1_3::read_login_state(lti_1_3::to_bytes(all)) == all);
    for (const char* other : {"", "x", "{}", "[]", R"({"kind":"launch"})", R"({"hint":"x"})"}) {
        CHECK_FALSE(lti_1_3::read_login_state(other));
    }
}
