// A publisher's tool in the tests of the platform side: its key, its party, and the requests that it makes.
#pragma once

#include "adapters/lti_1_3/adapter.hpp"
#include "gateway/codec/form_fields.hpp"
#include "gateway/crypto/jwt.hpp"
#include "schemas/bundled.hpp"
#include "tests/support/launch_world.hpp"

#include <string>
#include <string_view>

namespace schakel::test {

inline const lti_1_3::lti_1_3_adapter& lti_adapter() {
    static const lti_1_3::lti_1_3_adapter made([](std::string_view name) -> std::optional<std::string> {
        return schemas::bundled(name);
    });
    return made;
}

inline const crypto::key& publisher_key() {
    static const crypto::key made = crypto::key::generate(crypto::key_kind::rsa);
    return made;
}

inline launch_party publisher() {
    launch_party out;
    out.side = launch_side::target;
    out.system = "uitgever";
    out.standard = "lti-1.3";
    out.issuer = "https://gw.example";
    out.client_id = "client-1";
    out.deployments = {"1"};
    out.login_url = "https://tool.example/login?tenant=7";
    out.launch_url = "https://tool.example/start";
    out.deep_linking_url = "https://tool.example/choose";
    out.redirect_urls = {"https://tool.example/launch"};
    out.public_keys = publisher_key().public_pem();
    out.scopes = {
        "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem", "https://purl.imsglobal.org/spec/lti-ags/scope/score",
        "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
        "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"};
    return out;
}

inline model::held_role learner_role() {
    return {
        model::launch_role::learner, model::role_scope::context,
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"};
}

inline model::launch pupil_opens_chapter() {
    model::launch out;
    out.person.ids = {{std::string(model::scheme::lti_user), "pseudo-1", {}}};
    out.person.given_name = "Anna";
    out.person.roles = {learner_role()};
    out.context.id = "klas-1";
    out.context.title = "Groep 7";
    out.resource.id = "link-1";
    out.resource.title = "Hoofdstuk 1";
    out.resource.target = "https://tool.example/start?chapter=1";
    out.resource.custom = {{"chapter", "1"}, {"person", "$User.id"}, {"other", "$Nobody.knows"}};
    return out;
}

inline granted_services all_services() {
    granted_services out;
    out.class_handle = "class-1";
    out.line_item = "item-9";
    out.scopes = publisher().scopes;
    out.members = true;
    return out;
}

inline std::int64_t seconds(instant when) {
    return std::chrono::floor<std::chrono::seconds>(when).time_since_epoch().count();
}

// What a tool signs: `claims` without braces, after iss, iat and exp.
inline std::string signed_by_publisher(const launch_world& world, const std::string& claims) {
    const std::int64_t now = seconds(world.time.now());
    const std::string all = R"({"iss":"client-1","iat":)" + std::to_string(now) + R"(,"exp":)" +
                            std::to_string(now + 60) + "," + claims + "}";
    return crypto::sign_token(publisher_key(), crypto::algorithm::rs256, all).value();
}

inline std::string access_token(launch_world& world, const std::string& scopes) {
    static int made = 0;
    exchange asked;
    asked.method = "POST";
    asked.path = "/token";
    asked.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    asked.body = forms::write(
        {{"grant_type", "client_credentials"},
         {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
         {"client_assertion", signed_by_publisher(
                                  world, R"("sub":"client-1","aud":"https://gw.example/lti/1.3/token","jti":")" +
                                             std::to_string(++made) + "\""
                              )},
         {"scope", scopes}}
    );
    const service_step step = lti_adapter().serve(asked, world.with());
    findings none;
    const auto answer = json::document::parse(std::get<reply>(step.what).body, {}, none);
    return answer ? std::string(answer->root().member("access_token").text()) : std::string();
}

inline std::string ags(std::string_view scope) {
    return "https://purl.imsglobal.org/spec/lti-ags/scope/" + std::string(scope);
}

} // namespace schakel::test
