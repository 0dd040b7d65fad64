// A tool introduces itself (Dynamic Registration 1.0).
#include "tests/unit/lti_1_3/publisher.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

// As ltijs sends it, with one piece replaced.
std::string request(std::string_view what = {}, std::string_view with = {}) {
    std::string text =
        R"({"application_type":"web","response_types":["id_token"],"grant_types":["implicit","client_credentials"],"initiate_login_uri":"https://tool.example/login","redirect_uris":["https://tool.example"],"client_name":"Trial tool","jwks_uri":"https://tool.example/keys","token_endpoint_auth_method":"private_key_jwt","scope":"https://purl.imsglobal.org/spec/lti-ags/scope/score openid","https://purl.imsglobal.org/spec/lti-tool-configuration":{"domain":"tool.example","target_link_uri":"https://tool.example/start","custom_parameters":{"myCustom":"$User.id"},"claims":["sub","iss"],"messages":[{"type":"LtiResourceLinkRequest"},{"type":"LtiDeepLinkingRequest","target_link_uri":"https://tool.example/choose"}]}})";
    if (!what.empty()) text.replace(text.find(what), what.size(), with);
    return text;
}

launch_party newcomer() {
    launch_party out;
    out.side = launch_side::target;
    out.system = "uitgever";
    out.unregistered = true;
    out.scopes = {ags("score"), ags("lineitem")};
    return out;
}

service_step introduce(launch_world& world, const std::string& body, const std::string& token = "invitation-1") {
    world.invitation = "invitation-1";
    if (world.known.empty()) world.known = {newcomer()};
    exchange asked;
    asked.method = "POST";
    asked.path = "/register";
    asked.headers = {{"Authorization", "Bearer " + token}, {"Content-Type", "application/json"}};
    asked.body = body;
    return lti_adapter().serve(asked, world.with());
}

std::string error_of(const std::string& body) {
    launch_world world;
    const service_step step = introduce(world, body);
    CHECK_FALSE(step.registers);
    const reply& answer = std::get<reply>(step.what);
    CHECK(answer.status == 400);
    findings none;
    const auto document = json::document::parse(answer.body, {}, none);
    return std::string(document->root().member("error").text());
}

} // namespace

TEST_CASE("a tool with an invitation becomes a party with a client_id and a deployment") {
    launch_world world;
    const service_step step = introduce(world, request());
    REQUIRE(step.registers);
    const launch_party& party = step.registers->party;
    CHECK(step.registers->token_used == "invitation-1");
    CHECK(step.registers->title == "Trial tool");
    CHECK(party.side == launch_side::target);
    CHECK(party.login_url == "https://tool.example/login");
    CHECK(party.keys_url == "https://tool.example/keys");
    CHECK(party.deep_linking_url == "https://tool.example/choose");
    CHECK(party.redirect_urls == std::vector<std::string>{"https://tool.example"});
    CHECK(party.launch_prefixes == std::vector<std::string>{"https://tool.example"});
    CHECK(party.scopes == std::set<std::string, std::less<>>{ags("score")});
    CHECK(party.parameters.at("custom.myCustom") == "$User.id");

    findings none;
    const auto answer = json::document::parse(std::get<reply>(step.what).body, {}, none);
    CHECK(answer->root().member("client_id").text() == party.client_id);
    CHECK(answer->root().member("client_name").text() == "Trial tool");
    CHECK(answer->root().member("scope").text() == ags("score"));
    CHECK(
        answer->root()
            .member("https://purl.imsglobal.org/spec/lti-tool-configuration")
            .member("deployment_id")
            .text() == "1"
    );
}

TEST_CASE("the answer names what the settings grant of what was asked, and their deployment") {
    launch_world world;
    world.known = {newcomer()};
    world.known.front().deployments = {"d-7"};
    const service_step step = introduce(
        world, request(ags("score"), ags("score") + " " + ags("lineitem.readonly") + " " + ags("result.readonly"))
    );
    REQUIRE(step.registers);
    CHECK(step.registers->party.scopes == std::set<std::string, std::less<>>{ags("score"), ags("lineitem.readonly")});
    CHECK(step.registers->party.deployments == std::vector<std::string>{"d-7"});
}

TEST_CASE("an invitation that was made for no publisher registers no tool") {
    launch_world world;
    world.known = {newcomer()};
    world.known.front().side = launch_side::source;
    const service_step step = introduce(world, request());
    CHECK(std::get<reply>(step.what).status == 401);
    CHECK_FALSE(step.registers);
}

TEST_CASE("without a good invitation nobody is registered") {
    launch_world world;
    for (const std::string token : {"", "made-up"}) {
        const service_step step = introduce(world, request(), token);
        CHECK(std::get<reply>(step.what).status == 401);
        CHECK_FALSE(step.registers);
    }
}

TEST_CASE("what a registration must say and cannot be is told with the errors of the standard") {
    CHECK(
        error_of(request(R"("redirect_uris":["https://tool.example"])", R"("redirect_uris":["javascript:alert"])")) ==
        "invalid_redirect_uri"
    );
    CHECK(
        error_of(request(R"("redirect_uris":["https://tool.example"])", R"("redirect_uris":[])")) ==
        "invalid_client_metadata"
    );
    CHECK(error_of(request("https://tool.example/keys", "file:///etc/passwd")) == "invalid_client_metadata");
    CHECK(error_of(request(R"("domain":"tool.example")", R"("domain":"other.example")")) == "invalid_client_metadata");
    CHECK(error_of(request("private_key_jwt", "none")) == "invalid_client_metadata");
    CHECK(error_of("{") == "invalid_client_metadata");
}

TEST_CASE("our configuration says where everything is and what a tool may ask for") {
    launch_world world;
    exchange asked;
    asked.method = "GET";
    asked.path = "/.well-known/openid-configuration";
    const service_step step = lti_adapter().serve(asked, world.with());
    findings none;
    const auto document = json::document::parse(std::get<reply>(step.what).body, {}, none);
    const json::value at = document->root();
    CHECK(at.member("issuer").text() == "https://gw.example");
    CHECK(at.member("authorization_endpoint").text() == "https://gw.example/lti/1.3/authorize");
    CHECK(at.member("registration_endpoint").text() == "https://gw.example/lti/1.3/register");
    CHECK(at.member("scopes_supported").size() == 6);
    const json::value platform = at.member("https://purl.imsglobal.org/spec/lti-platform-configuration");
    CHECK(platform.member("messages_supported").first_child().member("type").text() == "LtiResourceLinkRequest");
    CHECK(platform.member("variables").size() > 10);
}

TEST_CASE("our keys are published without their private parts") {
    launch_world world;
    exchange asked;
    asked.method = "GET";
    asked.path = "/jwks";
    const service_step step = lti_adapter().serve(asked, world.with());
    const std::string& body = std::get<reply>(step.what).body;
    CHECK(crypto::key_set::from_jwks(body));
    CHECK(body.find("\"d\"") == std::string::npos);
}
