// The answer to a deep linking request, judged as a platform would.
#include "tests/support/fake_clock.hpp"
#include "tests/unit/lti_1_3/tool/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view settings = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";

model::launch asked_for_choice(tool_world& world, const char* data = R"(,"data":"csrf-1")") {
    const std::string claim = R"({"deep_link_return_url":"https://lms.example/dl?course=7","accept_types":[],)"
                              R"("accept_presentation_document_targets":[])" +
                              std::string(data) + "}";
    const launch_step step = world.launched(
        {{on("message_type"), R"("LtiDeepLinkingRequest")"}, {std::string(settings), claim}, {on("resource_link"), ""}}
    );
    return std::get<arrived>(step.what).what;
}

const page_form& form_of(const launch_step& step) {
    return std::get<opening_page>(std::get<page>(std::get<show>(step.what).what)).form;
}

crypto::verified_token judged(tool_world& world, const std::string& token) {
    crypto::token_expectations expected;
    expected.issuer = "schakel-1";
    expected.audiences = {"https://lms.example"};
    expected.required = {"iss", "aud", "exp", "iat", "nonce"};
    expected.longest_age = std::chrono::seconds{60};
    const auto keys = crypto::key_set::from_jwks(world.ours.jwks());
    const test::fake_clock time(world.now);
    auto seen = crypto::verify_token(token, *keys, expected, time);
    REQUIRE(seen);
    return *std::move(seen);
}

} // namespace

TEST_CASE("a choice goes back to the platform in a token of ours, with its data unchanged") {
    tool_world world;
    const model::launch asked = asked_for_choice(world);
    model::content_return choice;
    model::content_item item;
    item.type = "ltiResourceLink";
    item.title = "Hoofdstuk 1";
    item.url = "https://gw.example/lti/1.3/launch?item=a";
    choice.items.push_back(item);
    choice.message = "gekozen";
    const launch_step step = world.answer(choice, asked);
    const page_form& form = form_of(step);
    CHECK(form.method == "POST");
    CHECK(form.action == "https://lms.example/dl?course=7");
    REQUIRE(form.fields.size() == 1);
    CHECK(form.fields[0].first == "JWT");
    const auto token = judged(world, form.fields[0].second);
    CHECK_FALSE(token.header.root().member("kid").text().empty());
    CHECK(token.claim(on("message_type")).text() == "LtiDeepLinkingResponse");
    CHECK(token.claim(on("version")).text() == "1.3.0");
    CHECK(token.claim(on("deployment_id")).text() == "dep-1");
    CHECK(token.claim("https://purl.imsglobal.org/spec/lti-dl/claim/data").text() == "csrf-1");
    CHECK(token.claim("https://purl.imsglobal.org/spec/lti-dl/claim/msg").text() == "gekozen");
    const json::value items = token.claim("https://purl.imsglobal.org/spec/lti-dl/claim/content_items");
    REQUIRE(items.size() == 1);
    CHECK(items.first_child().member("url").text() == item.url);
}

TEST_CASE("data comes back only when it was given, and nothing chosen is an empty list") {
    tool_world world;
    const launch_step step = world.answer({}, asked_for_choice(world, ""));
    const auto token = judged(world, form_of(step).fields.at(0).second);
    CHECK_FALSE(token.claim("https://purl.imsglobal.org/spec/lti-dl/claim/data"));
    CHECK(token.claim("https://purl.imsglobal.org/spec/lti-dl/claim/content_items").is(json::kind::array));
}

TEST_CASE("two answers never share a nonce") {
    tool_world world;
    const model::launch asked = asked_for_choice(world);
    const auto nonce = [&] {
        const launch_step step = world.answer({}, asked);
        return std::string(judged(world, form_of(step).fields.at(0).second).claim("nonce").text());
    };
    CHECK(nonce() != nonce());
}
