// From a learning environment to a publisher, both in LTI 1.3, and a choice back: the adapter on both sides of the
// gateway, with the release that lies between them done here in its plainest form.
#include "gateway/crypto/base64.hpp"
#include "tests/unit/lti_1_3/publisher.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

const crypto::key& lms_key() {
    static const crypto::key made = crypto::key::generate(crypto::key_kind::rsa);
    return made;
}

launch_party learning_environment() {
    launch_party out;
    out.side = launch_side::source;
    out.system = "lms";
    out.standard = "lti-1.3";
    out.issuer = "https://lms.example";
    out.client_id = "schakel-1";
    out.deployments = {"dep-1"};
    out.authorization_url = "https://lms.example/auth";
    out.public_keys = lms_key().public_pem();
    return out;
}

std::string claim(std::string_view name) {
    return "https://purl.imsglobal.org/spec/lti/claim/" + std::string(name);
}

form_fields query_of(std::string_view url) {
    const auto mark = url.find('?');
    return mark == std::string_view::npos ? form_fields{} : forms::read(url.substr(mark + 1)).value_or(form_fields{});
}

class chain {
public:
    chain() { world.known = {learning_environment(), publisher()}; }

    // A browser request to the gateway; what is to be remembered is.
    launch_step ask(std::string method, std::string path, form_fields sent) {
        browser_request request;
        request.http.method = std::move(method);
        request.http.path = std::move(path);
        (request.http.method == "POST" ? request.form : request.http.query) = std::move(sent);
        const std::string key = lti_adapter().recall_key(request);
        const auto found = world.remembered.find(key);
        const auto launch = found == world.remembered.end() ? nullptr : found->second.launch;
        launch_step step = lti_adapter().proceed(request, world.with(key));
        if (std::holds_alternative<show>(step.what)) world.shown(step, "uitgever", launch);
        return step;
    }

    model::launch arrive(const std::string& message) {
        const launch_step login =
            ask("GET", "/login",
                {{"iss", "https://lms.example"},
                 {"login_hint", "h"},
                 {"target_link_uri", "https://gw.example/lti/1.3/launch"}});
        const reply& away = std::get<reply>(std::get<show>(login.what).what);
        const form_fields asked = query_of(away.headers.find("location"));
        lms_nonce = value_of(asked, "nonce");
        const std::int64_t now = seconds(world.time.now());
        const std::string claims =
            R"({"iss":"https://lms.example","aud":"schakel-1","sub":"leerling-1","given_name":"Noor","iat":)" +
            std::to_string(now) + R"(,"exp":)" + std::to_string(now + 300) + R"(,"nonce":")" + lms_nonce + "\",\"" +
            claim("version") + R"(":"1.3.0",")" + claim("deployment_id") + R"(":"dep-1",")" + claim("roles") +
            R"(":["Learner"],")" + claim("context") + R"(":{"id":"klas-2a","title":"2A"},)" + message + "}";
        const std::string token = *crypto::sign_token(lms_key(), crypto::algorithm::rs256, claims);
        const launch_step step =
            ask("POST", "/launch", {{"state", std::string(value_of(asked, "state"))}, {"id_token", token}});
        REQUIRE(std::holds_alternative<arrived>(step.what));
        return std::get<arrived>(step.what).what;
    }

    // What the gateway may tell the publisher of it.
    static model::launch released(model::launch what) {
        what.person.ids = {{std::string(model::scheme::lti_user), "pseudo-1", {}}};
        what.person.given_name.clear();
        what.context.id = "klas-pseudo";
        what.resource.id = "link-pseudo";
        what.resource.target = "https://tool.example/start";
        what.school.clear();
        what.services = {};
        return what;
    }

    // The claims that the publisher's tool gets.
    crypto::verified_token opened_by_tool(const model::launch& what) {
        const auto shared = std::make_shared<model::launch>(what);
        const launch_step step = lti_adapter().start(what, publisher(), all_services(), world.with());
        const show& shown = world.shown(step, "uitgever", shared);
        const std::string to(std::get<reply>(shown.what).headers.find("location"));
        REQUIRE(to.starts_with("https://tool.example/login?"));
        const form_fields login = query_of(to);
        CHECK(value_of(login, "iss") == "https://gw.example");
        CHECK(to.find("lms.example") == std::string::npos);
        const launch_step answer =
            ask("GET", "/authorize",
                {{"scope", "openid"},
                 {"response_type", "id_token"},
                 {"response_mode", "form_post"},
                 {"prompt", "none"},
                 {"client_id", "client-1"},
                 {"redirect_uri", "https://tool.example/launch"},
                 {"login_hint", std::string(value_of(login, "login_hint"))},
                 {"lti_message_hint", std::string(value_of(login, "lti_message_hint"))},
                 {"state", "tool-state"},
                 {"nonce", "tool-nonce"}});
        REQUIRE(std::holds_alternative<show>(answer.what));
        const page_form& form = std::get<opening_page>(std::get<page>(std::get<show>(answer.what).what)).form;
        CHECK(form.action == "https://tool.example/launch");
        CHECK(value_of(form.fields, "state") == "tool-state");
        crypto::token_expectations expected;
        expected.issuer = "https://gw.example";
        expected.audiences = {"client-1"};
        auto seen = crypto::verify_token(value_of(form.fields, "id_token"), world.published(), expected, world.time);
        REQUIRE(seen);
        return *std::move(seen);
    }

    launch_world world;
    std::string lms_nonce;
};

std::string resource_link() {
    return '"' + claim("message_type") + R"(":"LtiResourceLinkRequest",")" + claim("target_link_uri") +
           R"(":"https://gw.example/lti/1.3/launch",")" + claim("resource_link") + R"(":{"id":"link-1","title":"H1"})";
}

std::string choosing() {
    return '"' + claim("message_type") +
           R"(":"LtiDeepLinkingRequest","https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings":)"
           R"({"deep_link_return_url":"https://lms.example/dl?c=7","accept_types":["ltiResourceLink"],)"
           R"("accept_presentation_document_targets":["iframe"],"data":"csrf-1"})";
}

} // namespace

TEST_CASE("a launch in LTI 1.3 becomes another launch in LTI 1.3, of which nothing of the first is part") {
    chain on;
    const auto told = on.opened_by_tool(chain::released(on.arrive(resource_link())));
    CHECK(told.claim("sub").text() == "pseudo-1");
    CHECK(told.claim("nonce").text() == "tool-nonce");
    CHECK(told.claim(claim("message_type")).text() == "LtiResourceLinkRequest");
    CHECK(
        told.claim(claim("roles")).first_child().text() == "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
    );
    CHECK(told.claim(claim("deployment_id")).text() == "1");
    CHECK(told.claim(claim("target_link_uri")).text() == "https://tool.example/start");
    const std::string all(told.claims.bytes());
    for (const std::string_view own : {"leerling-1", "Noor", "lms.example", "dep-1", "schakel-1", "klas-2a"}) {
        CAPTURE(std::string(own));
        CHECK(all.find(own) == std::string::npos);
    }
    CHECK(all.find(on.lms_nonce) == std::string::npos);
}

TEST_CASE("a choice of the publisher goes back to the learning environment, each side with its own data") {
    chain on;
    const model::launch asked = on.arrive(choosing());
    REQUIRE(asked.kind == model::launch_kind::deep_linking);
    const auto told = on.opened_by_tool(chain::released(asked));
    const json::value settings = told.claim("https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings");
    const std::string back(settings.member("deep_link_return_url").text());
    REQUIRE(back.starts_with("https://gw.example/lti/1.3/choice?"));
    CHECK(settings.member("data").text() != "csrf-1");

    const std::string data(settings.member("data").text());
    const std::string response = signed_by_publisher(
        on.world, R"("aud":"https://gw.example","nonce":"n-1",")" + claim("message_type") +
                      R"(":"LtiDeepLinkingResponse",")" + claim("version") + R"(":"1.3.0",")" + claim("deployment_id") +
                      R"(":"1",)" + R"("https://purl.imsglobal.org/spec/lti-dl/claim/data":")" + data +
                      R"(","https://purl.imsglobal.org/spec/lti-dl/claim/content_items":)"
                      R"([{"type":"ltiResourceLink","title":"H2","url":"https://tool.example/h2"}])"
    );
    browser_request request;
    request.http.method = "POST";
    request.http.path = "/choice";
    request.http.query = query_of(back);
    request.form = {{"JWT", response}};
    const launch_step step = lti_adapter().proceed(request, on.world.with(lti_adapter().recall_key(request)));
    REQUIRE(std::holds_alternative<returned>(step.what));

    const launch_step answer =
        lti_adapter().answer(std::get<returned>(step.what).what, learning_environment(), asked, {}, on.world.with());
    const page_form& form = std::get<opening_page>(std::get<page>(std::get<show>(answer.what).what)).form;
    CHECK(form.action == "https://lms.example/dl?c=7");
    crypto::token_expectations expected;
    expected.issuer = "schakel-1";
    expected.audiences = {"https://lms.example"};
    const auto seen = crypto::verify_token(value_of(form.fields, "JWT"), on.world.published(), expected, on.world.time);
    REQUIRE(seen);
    CHECK(seen->claim("https://purl.imsglobal.org/spec/lti-dl/claim/data").text() == "csrf-1");
    CHECK(seen->claim(claim("deployment_id")).text() == "dep-1");
    const json::value items = seen->claim("https://purl.imsglobal.org/spec/lti-dl/claim/content_items");
    CHECK(items.first_child().member("title").text() == "H2");
}
