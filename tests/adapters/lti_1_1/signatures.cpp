// Signatures: time, kinds, repeats, and peers that sign in their own way.
#include "tests/adapters/lti_1_1/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

TEST_CASE("a launch counts within its window, on both sides of now") {
    launch_world world;
    const forms::field_list form = signed_fields(some_launch(), {});
    const auto at = [&](std::chrono::seconds later) {
        world.with.now = noon + later;
        return code_of(world.post("/launch", form));
    };
    CHECK(at(420s) == "not refused");
    CHECK(at(421s) == "lti11.timestamp");
    CHECK(at(-420s) == "not refused");
    CHECK(at(-421s) == "lti11.timestamp");
    world.lms().longest = 10s;
    world.lms().leeway = 0s;
    CHECK(at(11s) == "lti11.timestamp");
    CHECK(at(10s) == "not refused");
}

TEST_CASE("the same form names the same nonce, so that it counts once; its memory outlives the window") {
    const launch_world world;
    const forms::field_list form = signed_fields(some_launch(), {});
    const launch_step first = world.post("/launch", form), second = world.post("/launch", form);
    REQUIRE(first.once.size() == 1);
    REQUIRE(second.once.size() == 1);
    CHECK(first.once[0].what == second.once[0].what);
    CHECK(first.once[0].until > noon + std::chrono::seconds(420));
    signing other;
    other.nonce = "eenmalig-2";
    CHECK(world.post("/launch", signed_fields(some_launch(), other)).once[0].what != first.once[0].what);
}

TEST_CASE("a form that is refused for its signature uses up no nonce") {
    const launch_world world;
    signing by;
    by.secret = "geraden";
    CHECK(world.post("/launch", signed_fields(some_launch(), by)).once.empty());
}

TEST_CASE("SHA-1 and SHA-256 are accepted unless the settings narrow it; other kinds never are") {
    launch_world world;
    signing by;
    by.method = "HMAC-SHA256";
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "not refused");
    world.lms().algorithms = {"HMAC-SHA256"};
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "not refused");
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), {}))) == "lti11.signature-method");
    world.lms().algorithms.clear();
    for (const std::string_view method : {"PLAINTEXT", "RSA-SHA1", "hmac-sha1", "none"}) {
        by.method = method;
        CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "lti11.signature-method");
    }
}

TEST_CASE("parameters of OAuth stand once, in the query and the form together") {
    const launch_world world;
    forms::field_list form = signed_fields(some_launch(), {});
    forms::field_list twice = form;
    twice.emplace_back("oauth_nonce", "nog-een");
    CHECK(code_of(world.post("/launch", twice)) == "lti11.parameter-repeated");
    CHECK(code_of(world.post("/launch", form, {{"oauth_consumer_key", "ander"}})) == "lti11.parameter-repeated");
}

TEST_CASE("a peer that forgets to encode its secret is understood where the settings say so") {
    launch_world world;
    const std::string odd = "geheim&met tekens=ü";
    world.lms().keys[0].secret = odd;
    signing by;
    by.secret = odd;
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "not refused");
    by.encode_secret = false;
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "lti11.signature");
    world.lms().quirks = {"plain-secret"};
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "not refused");
    by.encode_secret = true;
    CHECK(code_of(world.post("/launch", signed_fields(some_launch(), by))) == "not refused");
}

TEST_CASE("no reason of a refusal holds a secret, a signature or what a person wrote") {
    const launch_world world;
    forms::field_list fields = some_launch();
    fields.emplace_back("lis_person_name_full", "Geheime Naam");
    signing by;
    by.secret = "geraden";
    const launch_step step = world.post("/launch", signed_fields(fields, by));
    const refused* why = as<refused>(step);
    REQUIRE(why);
    for (const std::string_view never : {"geraden", "Geheime", "leerling-7", "geheimvandeelo"})
        CHECK(why->reason.find(never) == std::string::npos);
    CHECK(why->reason.find("https://gw.example/lti/1.1/launch") != std::string::npos);
    CHECK(why->system == "elo");
}
