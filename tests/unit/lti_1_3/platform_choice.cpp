// A deep linking response, and everything that can be wrong with one.
#include "tests/unit/lti_1_3/publisher.hpp"

#include "adapters/lti_1_3/platform_launch.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

struct choosing {
    launch_world world;
    std::string aud = "https://gw.example", deployment = "1", data = "data-1", nonce = "nonce-1";
    std::string items =
        R"([{"type":"ltiResourceLink","title":"Hoofdstuk 1","url":"https://tool.example/r/1","custom":{"chapter":"1"},"lineItem":{"scoreMaximum":10,"label":"H1","resourceId":"r1"}}])";

    choosing() {
        world.known = {publisher()};
        auto what = std::make_shared<model::launch>();
        what->kind = model::launch_kind::deep_linking;
        what->choosing.emplace();
        what->choosing->accept_types = {"ltiResourceLink", "link"};
        what->choosing->accept_multiple = false;
        lti_1_3::pending_launch pending;
        pending.choice_data = "data-1";
        world.remembered["k-1"] = {lti_1_3::to_bytes(pending), "uitgever", same_browser::unproven, "", what};
    }

    launch_step give(const std::string& key = "k-1") {
        const std::string claims =
            R"("aud":")" + aud + R"(","nonce":")" + nonce +
            R"(","https://purl.imsglobal.org/spec/lti/claim/message_type":"LtiDeepLinkingResponse","https://purl.imsglobal.org/spec/lti/claim/version":"1.3.0","https://purl.imsglobal.org/spec/lti/claim/deployment_id":")" +
            deployment + R"(","https://purl.imsglobal.org/spec/lti-dl/claim/data":")" + data +
            R"(","https://purl.imsglobal.org/spec/lti-dl/claim/msg":"gelukt","https://purl.imsglobal.org/spec/lti-dl/claim/content_items":)" +
            items;
        return give_token(signed_by_publisher(world, claims), key);
    }

    launch_step give_token(const std::string& token, const std::string& key = "k-1") {
        browser_request request;
        request.http.method = "POST";
        request.http.path = "/choice";
        request.http.query = {{"k", key}};
        request.form = {{"JWT", token}};
        return lti_adapter().proceed(request, world.with(lti_adapter().recall_key(request)));
    }
};

std::string code(const launch_step& step) {
    const auto* why = std::get_if<refused>(&step.what);
    return why ? why->code : std::string();
}

} // namespace

TEST_CASE("what was chosen comes back, its nonce counts once") {
    choosing choice;
    const launch_step step = choice.give();
    const auto& what = std::get<returned>(step.what).what;
    REQUIRE(what.items.size() == 1);
    CHECK(what.items.front().url == "https://tool.example/r/1");
    CHECK(what.items.front().custom == model::parameters{{"chapter", "1"}});
    CHECK(what.items.front().line_item->score_maximum == 10);
    CHECK(what.message == "gelukt");
    REQUIRE(step.once.size() == 1);
    CHECK(step.once.front().what == "nonce|uitgever|nonce-1");
    CHECK(step.once.front().until > choice.world.time.now());
}

TEST_CASE("nothing chosen is a choice too") {
    choosing choice;
    choice.items = "[]";
    CHECK(std::get<returned>(choice.give().what).what.items.empty());
}

TEST_CASE("a response for somebody else, changed, or not asked for is refused with its own code") {
    const auto after = [](auto change) {
        choosing choice;
        change(choice);
        return code(choice.give());
    };
    CHECK(after([](choosing& of) { of.aud = "https://other.example"; }) == "lti.choice-audience");
    CHECK(after([](choosing& of) { of.deployment = "2"; }) == "lti.choice-deployment");
    CHECK(after([](choosing& of) { of.data = "data-2"; }) == "lti.choice-data");
    CHECK(after([](choosing& of) { of.items = R"([{"type":"html","html":"<b>"}])"; }) == "lti.choice-not-asked");
    CHECK(after([](choosing& of) {
              of.items = R"([{"type":"link","url":"https://a.example"},{"type":"link","url":"https://b.example"}])";
          }) == "lti.choice-not-asked");
    CHECK(after([](choosing& of) { of.items = R"([{"type":"link"}])"; }) == "lti.choice-claims");
    CHECK(after([](choosing& of) {
              of.items = R"([{"type":"link","url":"javascript:alert"}])";
          }) == "lti.choice-claims");
}

TEST_CASE("a response signed by another key, or not at all, is refused") {
    choosing choice;
    const std::string stranger =
        crypto::sign_token(choice.world.own, crypto::algorithm::rs256, R"({"iss":"client-1","exp":9999999999})")
            .value();
    CHECK(code(choice.give_token(stranger)) == "lti.choice-signature"); // a lone key without an id is tried
    CHECK(code(choosing().give_token("")) == "lti.choice-malformed");
    CHECK(code(choosing().give_token("eyJhbGciOiJub25lIn0.e30.")) == "lti.choice-algorithm");
}

TEST_CASE("a choice is given once") {
    choosing choice;
    choice.give();
    CHECK(code(choice.give()) == "lti.choice-unknown");
    CHECK(code(choice.give("made-up")) == "lti.choice-unknown");
}

TEST_CASE("keys that a publisher publishes are asked for first, and again when one is new") {
    choosing choice;
    choice.world.known.front().public_keys.clear();
    choice.world.known.front().keys_url = "https://tool.example/keys";
    const auto saved = choice.world.remembered;
    CHECK_FALSE(std::get<ask_first>(choice.give().what).questions.front().afresh);

    choice.world.remembered = saved;
    choice.world.keys_at.emplace("https://tool.example/keys", crypto::key_set({publisher_key()}));
    CHECK(std::holds_alternative<returned>(choice.give().what));
}
