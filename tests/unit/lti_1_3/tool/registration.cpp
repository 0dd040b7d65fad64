// A platform introduces itself: dynamic registration.
#include "adapters/lti_1_3/tool_registration.hpp"
#include "gateway/codec/json_document.hpp"
#include "tests/unit/lti_1_3/tool/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

constexpr std::string_view configuration_url = "https://lms.example/.well-known/openid-configuration";

std::string configuration(std::string_view from = {}, std::string_view to = {}) {
    std::string text = R"({"issuer":"https://lms.example","authorization_endpoint":"https://sso.lms.example/auth",)"
                       R"("token_endpoint":"https://lms.example/token","jwks_uri":"https://lms.example/jwks",)"
                       R"("registration_endpoint":"https://lms.example/reg",)"
                       R"("authorization_server":"https://lms.example/as",)"
                       R"("token_endpoint_auth_methods_supported":["private_key_jwt"],)"
                       R"("id_token_signing_alg_values_supported":["RS256"],)"
                       R"("scopes_supported":["openid","https://purl.imsglobal.org/spec/lti-ags/scope/score"],)"
                       R"("https://purl.imsglobal.org/spec/lti-platform-configuration":)"
                       R"({"product_family_code":"moodle","version":"4.5","messages_supported":)"
                       R"([{"type":"LtiResourceLinkRequest"},{"type":"LtiDeepLinkingRequest"}]}})";
    if (!from.empty()) text.replace(text.find(from), from.size(), to);
    return text;
}

received_answer with_body(int status, std::string body) {
    received_answer out;
    out.status = status;
    out.body = std::move(body);
    return out;
}

fields invited() {
    return {{"invitation", "uitnodiging-1"}, {"openid_configuration", std::string(configuration_url)}};
}

launch_step introduced(tool_world& world, const fields& query = invited()) {
    world.invitations = {{"uitnodiging-1", "lms"}, {"voor-een-ander", "uitgever"}};
    return world.get("/introduction", query);
}

} // namespace

TEST_CASE("nothing is fetched without an invitation") {
    tool_world world;
    for (const fields& query :
         {fields{}, fields{{"openid_configuration", std::string(configuration_url)}},
          fields{{"invitation", "voor-een-ander"}, {"openid_configuration", std::string(configuration_url)}},
          fields{{"invitation", "geraden"}, {"openid_configuration", "http://169.254.169.254/"}}}) {
        CHECK(outcome_of(introduced(world, query)) == "lti.not-invited");
    }
    CHECK(outcome_of(introduced(world, {{"invitation", "uitnodiging-1"}})) == "lti.registration-incomplete");
    CHECK(world.asked.empty());
}

TEST_CASE("a platform is asked for its configuration, then for a registration, and waits for the administrator") {
    tool_world world;
    fields query = invited();
    query.emplace_back("registration_token", "tok-1");
    CHECK(outcome_of(introduced(world, query)) == "asked");
    REQUIRE(world.asked.size() == 1);
    CHECK(world.asked[0].url == configuration_url);
    CHECK(world.asked[0].kind == launch_question::what::document);

    world.answers.emplace(configuration_url, with_body(200, configuration()));
    CHECK(outcome_of(introduced(world, query)) == "asked");
    REQUIRE(world.asked.size() == 2);
    const launch_question& register_us = world.asked[1];
    CHECK(register_us.kind == launch_question::what::request);
    CHECK(register_us.url == "https://lms.example/reg");
    CHECK(register_us.message.method == "POST");
    CHECK(register_us.message.headers.find("authorization") == "Bearer tok-1");
    findings found;
    const auto sent = json::document::parse(register_us.message.body, {}, found);
    REQUIRE(sent);
    const json::value root = sent->root();
    CHECK(root.member("initiate_login_uri").text() == "https://gw.example/lti/1.3/login");
    CHECK(root.member("redirect_uris").first_child().text() == "https://gw.example/lti/1.3/launch");
    CHECK(root.member("jwks_uri").text() == "https://gw.example/lti/1.3/jwks");
    CHECK(root.member("scope").text() == "https://purl.imsglobal.org/spec/lti-ags/scope/score");
    const json::value tool = root.member("https://purl.imsglobal.org/spec/lti-tool-configuration");
    CHECK(tool.member("domain").text() == "gw.example");
    CHECK(tool.member("messages").size() == 2);

    world.answers.emplace(
        "https://lms.example/reg",
        with_body(
            201, R"({"client_id":"c-7","https://purl.imsglobal.org/spec/lti-tool-configuration":{"deployment_id":"3"}})"
        )
    );
    const launch_step step = introduced(world, query);
    REQUIRE(outcome_of(step) == "registering");
    const registration& what = std::get<registering>(step.what).what;
    CHECK(what.token_used == "uitnodiging-1");
    CHECK(what.title == "moodle lms.example");
    CHECK(what.party.issuer == "https://lms.example");
    CHECK(what.party.client_id == "c-7");
    CHECK(what.party.deployments == std::vector<std::string>{"3"});
    CHECK(what.party.authorization_url == "https://sso.lms.example/auth");
    CHECK(what.party.token_url == "https://lms.example/token");
    CHECK(what.party.token_audience == "https://lms.example/as");
    CHECK(what.party.keys_url == "https://lms.example/jwks");
    const show shown = std::get<registering>(step.what).then("lms-7");
    CHECK(std::holds_alternative<registered_page>(std::get<page>(shown.what)));
}

TEST_CASE("without a registration token none is sent, and a number is a client_id too") {
    tool_world world;
    world.answers.emplace(configuration_url, with_body(200, configuration()));
    (void)introduced(world);
    CHECK_FALSE(world.asked.at(0).message.headers.has("authorization"));
    world.answers.emplace("https://lms.example/reg", with_body(200, R"({"client_id":7})"));
    const launch_step step = introduced(world);
    REQUIRE(outcome_of(step) == "registering");
    CHECK(std::get<registering>(step.what).what.party.client_id == "7");
    CHECK(std::get<registering>(step.what).what.party.deployments.empty());
}

TEST_CASE("messages may be listed as bare words, and lists that are left out exclude nothing") {
    const auto bare = lti_1_3::read_platform_configuration(
        configuration(
            R"([{"type":"LtiResourceLinkRequest"},{"type":"LtiDeepLinkingRequest"}])", R"(["LtiResourceLinkRequest"])"
        ),
        configuration_url
    );
    REQUIRE(bare);
    CHECK(bare->messages.contains("LtiResourceLinkRequest"));
    CHECK(lti_1_3::read_platform_configuration(
        configuration(R"("token_endpoint_auth_methods_supported":["private_key_jwt"],)", ""), configuration_url
    ));
}

TEST_CASE("a configuration that is not the platform's own, or lacks something, is refused with the member at fault") {
    const auto fault = [](std::string_view from, std::string_view to) {
        const auto read = lti_1_3::read_platform_configuration(configuration(from, to), configuration_url);
        return read ? std::string{} : read.error().message;
    };
    CHECK(fault("\"issuer\":\"https://lms.example\"", "\"issuer\":\"https://other.example\"").starts_with("issuer"));
    CHECK(fault("https://lms.example/token", "").starts_with("token_endpoint"));
    CHECK(fault("\"jwks_uri\"", "\"jwks\"").starts_with("jwks_uri"));
    CHECK(fault("private_key_jwt", "client_secret_basic").starts_with("token_endpoint_auth_methods"));
    CHECK(fault("RS256", "HS256").starts_with("id_token_signing"));
    CHECK_FALSE(lti_1_3::read_platform_configuration("[]", configuration_url));
    CHECK_FALSE(lti_1_3::read_platform_configuration("{", configuration_url));
}

TEST_CASE("what the platform answers is told by status and known codes only") {
    tool_world world;
    world.answers.emplace(configuration_url, with_body(500, {}));
    CHECK(outcome_of(introduced(world)) == "lti.configuration-unavailable");
    world.answers.insert_or_assign(std::string(configuration_url), with_body(200, "<html>"));
    CHECK(outcome_of(introduced(world)) == "lti.configuration-invalid");
    world.answers.insert_or_assign(std::string(configuration_url), with_body(200, configuration()));
    world.answers.emplace("https://lms.example/reg", with_body(400, R"({"error":"invalid_redirect_uri"})"));
    CHECK(reason_of(introduced(world)).ends_with("status 400, invalid_redirect_uri"));
    world.answers.insert_or_assign("https://lms.example/reg", with_body(422, R"({"error":"leerling-1 is dom"})"));
    CHECK(reason_of(introduced(world)).ends_with("status 422"));
    world.answers.insert_or_assign("https://lms.example/reg", with_body(200, "{}"));
    CHECK(outcome_of(introduced(world)) == "lti.registration-refused");
}
