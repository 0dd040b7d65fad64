// A launch towards a publisher: our login initiation, the tool's authentication request, and the signed launch.
#include "tests/unit/lti_1_3/publisher.hpp"

#include "adapters/common/lti/claim_names.hpp"
#include "gateway/crypto/jwt.hpp"
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

// One launch on its way: what the login was told, and the request that a well-made tool answers with.
struct under_way {
    launch_world world;
    std::shared_ptr<const model::launch> launch;
    form_fields login;
    browser_request request;

    explicit under_way(model::launch what = pupil_opens_chapter()) {
        world.known = {publisher()};
        launch = std::make_shared<model::launch>(std::move(what));
        begin();
    }

    void begin() {
        const launch_step step = lti_adapter().start(*launch, world.known.front(), all_services(), world.with());
        const show& shown = world.shown(step, "uitgever", launch);
        const std::string url(std::get<reply>(shown.what).headers.find("location"));
        login = *forms::read(url.substr(url.find('?') + 1));
        request = {};
        request.http.method = "GET";
        request.http.path = "/authorize";
        request.http.query = {
            {"scope", "openid"},
            {"response_type", "id_token"},
            {"response_mode", "form_post"},
            {"prompt", "none"},
            {"client_id", "client-1"},
            {"redirect_uri", "https://tool.example/launch"},
            {"login_hint", std::string(value_of(login, "login_hint"))},
            {"lti_message_hint", std::string(value_of(login, "lti_message_hint"))},
            {"state", "state-1"},
            {"nonce", "nonce-1"},
            {"id_token_signed_response_alg", "RS256"}};
    }

    void put(std::string_view name, std::string value) {
        for (auto& one : request.http.query) {
            if (one.first == name) one.second = std::move(value);
        }
    }

    launch_step ask() { return lti_adapter().proceed(request, world.with(lti_adapter().recall_key(request))); }
};

const page_form& posted_form(const show& shown) {
    return std::get<opening_page>(std::get<page>(shown.what)).form;
}

crypto::verified_token token_of(under_way& launch) {
    const launch_step step = launch.ask();
    const page_form& form = posted_form(launch.world.shown(step, "uitgever", launch.launch));
    crypto::token_expectations expected;
    expected.issuer = "https://gw.example";
    expected.audiences = {"client-1"};
    auto token =
        crypto::verify_token(value_of(form.fields, "id_token"), launch.world.published(), expected, launch.world.time);
    REQUIRE(token);
    return std::move(*token);
}

// The error that the tool is told, and the code for school IT.
std::pair<std::string, std::string> told(under_way& launch) {
    const launch_step step = launch.ask();
    const refused& why = std::get<refused>(step.what);
    if (!why.page_instead) return {"", why.code};
    const page_form& form = std::get<opening_page>(*why.page_instead).form;
    CHECK(form.action == "https://tool.example/launch");
    CHECK(value_of(form.fields, "state") == "state-1");
    CHECK(value_of(form.fields, "id_token").empty());
    return {std::string(value_of(form.fields, "error")), why.code};
}

} // namespace

TEST_CASE("the browser is sent to the tool's login with all that the tool needs") {
    under_way launch;
    CHECK(value_of(launch.login, "tenant") == "7");
    CHECK(value_of(launch.login, "iss") == "https://gw.example");
    CHECK(value_of(launch.login, "client_id") == "client-1");
    CHECK(value_of(launch.login, "lti_deployment_id") == "1");
    CHECK(value_of(launch.login, "target_link_uri") == "https://tool.example/start?chapter=1");
    CHECK_FALSE(value_of(launch.login, "login_hint").empty());
    CHECK(value_of(launch.login, "login_hint") != "pseudo-1"); // a hint in an address tells nothing of a person
    CHECK(value_of(launch.login, "lti_storage_target").empty());
}

TEST_CASE("the launch is signed by us, for that tool, with the claims that were released") {
    under_way launch;
    const crypto::verified_token token = token_of(launch);
    const json::value claims = token.claims.root();
    CHECK(claims.member("nonce").text() == "nonce-1");
    CHECK(claims.member("sub").text() == "pseudo-1");
    CHECK(claims.member(lti::claim::message_type).text() == "LtiResourceLinkRequest");
    CHECK(claims.member(lti::claim::target_link_uri).text() == "https://tool.example/start?chapter=1");
    CHECK(claims.member(lti::claim::resource_link).member("id").text() == "link-1");
    CHECK(claims.member(lti::claim::custom).member("person").text() == "pseudo-1");
    CHECK(claims.member(lti::claim::custom).member("other").text() == "$Nobody.knows");
    CHECK(
        claims.member(lti::claim::ags).member("lineitem").text() ==
        "https://gw.example/lti/1.3/classes/class-1/line_items/item-9"
    );
    CHECK(
        claims.member(lti::claim::nrps).member("context_memberships_url").text() ==
        "https://gw.example/lti/1.3/classes/class-1/members"
    );
    CHECK_FALSE(claims.member(lti::claim::lti1p1));
    CHECK(claims.member("exp").integer().value() - claims.member("iat").integer().value() == 300);
}

TEST_CASE("every launch that we sign is valid by our own schema of launches") {
    const auto schema = validation::json_schema::compile(
        "lti/1.3/launch.schema.json",
        [](std::string_view name) -> std::optional<std::string> { return schemas::bundled(name); }
    );
    REQUIRE(schema);
    model::launch choosing = pupil_opens_chapter();
    choosing.kind = model::launch_kind::deep_linking;
    choosing.choosing.emplace();
    choosing.choosing->accept_types = {"link"};
    model::launch anonymous = pupil_opens_chapter();
    anonymous.person = {};
    for (const model::launch& what : {pupil_opens_chapter(), choosing, anonymous}) {
        under_way launch(what);
        CHECK(schema->validate(token_of(launch).claims).empty());
    }
}

TEST_CASE("a deep linking request brings the choice back to us, and not to the learning environment") {
    model::launch what = pupil_opens_chapter();
    what.kind = model::launch_kind::deep_linking;
    what.resource.target.clear();
    what.choosing.emplace();
    what.choosing->accept_types = {"ltiResourceLink"};
    what.choosing->data = "of the LMS";
    under_way launch(what);
    CHECK(value_of(launch.login, "target_link_uri") == "https://tool.example/choose");
    const crypto::verified_token token = token_of(launch);
    const json::value settings = token.claim(lti::deep_linking::settings);
    CHECK(settings.member("deep_link_return_url").text().starts_with("https://gw.example/lti/1.3/choice?k="));
    CHECK(settings.member("data").text() != "of the LMS");
    CHECK_FALSE(token.claim(lti::claim::resource_link));
    CHECK(launch.world.remembered.size() == 1);
}

TEST_CASE("faults of an authentication request are told to the tool in the order that Moodle has") {
    struct wrong_value {
        std::string_view name, value, error, code;
    };
    for (const wrong_value& one :
         {wrong_value{"nonce", "", "invalid_request", "lti.request-incomplete"},
          wrong_value{"scope", "openid profile", "invalid_scope", "lti.scope"},
          wrong_value{"response_type", "code", "unsupported_response_type", "lti.response-type"},
          wrong_value{"client_id", "client-2", "unauthorized_client", "lti.other-client"},
          wrong_value{"login_hint", "somebody-else", "access_denied", "lti.login-swap"},
          wrong_value{"response_mode", "fragment", "invalid_request", "lti.response-mode"},
          wrong_value{"prompt", "login", "invalid_request", "lti.prompt"}}) {
        under_way launch;
        launch.put(one.name, std::string(one.value));
        CHECK_MESSAGE(told(launch) == std::pair(std::string(one.error), std::string(one.code)), one.name);
    }
}

TEST_CASE("nothing is sent to an address that is not registered, whatever else is wrong") {
    for (const std::string address :
         {"https://evil.example/launch", "https://tool.example/launch/", "https://tool.example/Launch", ""}) {
        under_way launch;
        launch.put("redirect_uri", address);
        launch.put("scope", "wrong");
        CHECK(told(launch) == std::pair(std::string(), std::string("lti.redirect-uri")));
    }
}

TEST_CASE("a launch is used once, and an unknown one is nobody's") {
    under_way launch;
    token_of(launch);
    CHECK(told(launch) == std::pair(std::string(), std::string("lti.launch-unknown")));
    launch.begin();
    launch.put("lti_message_hint", "made-up");
    CHECK(told(launch) == std::pair(std::string(), std::string("lti.launch-unknown")));
}

TEST_CASE("a launch that another browser began is refused: nobody is signed in as somebody else") {
    under_way launch;
    for (auto& [key, state] : launch.world.remembered) state.browser = same_browser::no;
    CHECK(told(launch) == std::pair(std::string("access_denied"), std::string("lti.login-swap")));
    launch.begin();
    for (auto& [key, state] : launch.world.remembered) state.browser = same_browser::unproven;
    CHECK(told(launch) == std::pair(std::string("login_required"), std::string("lti.no-session")));
}

TEST_CASE("where cookies are blocked the tool is opened in a frame of our page, which offers storage") {
    launch_world world;
    world.known = {publisher()};
    const auto launch = std::make_shared<model::launch>(pupil_opens_chapter());
    world.remembered["arrival"] = {"", "lms", same_browser::unproven, "", nullptr};
    const launch_step step = lti_adapter().start(*launch, world.known.front(), all_services(), world.with("arrival"));
    const auto& opened = std::get<opening_page>(std::get<page>(world.shown(step, "uitgever", launch).what));
    CHECK(opened.framed);
    CHECK(opened.origins == std::vector<std::string>{"https://tool.example"});
    CHECK(value_of(opened.form.fields, "lti_storage_target") == "_parent");

    browser_request request;
    request.http.method = "POST";
    request.http.path = "/authorize";
    request.form = {
        {"scope", "openid"},
        {"response_type", "id_token"},
        {"response_mode", "form_post"},
        {"client_id", "client-1"},
        {"redirect_uri", "https://tool.example/launch"},
        {"nonce", "n"},
        {"login_hint", std::string(value_of(opened.form.fields, "login_hint"))},
        {"lti_message_hint", std::string(value_of(opened.form.fields, "lti_message_hint"))}};
    // The tool's request comes without a cookie, from anybody: only our page around the tool can show that it began
    // here.
    launching with = world.with(lti_adapter().recall_key(request));
    with.remembered->browser = same_browser::unproven;
    const show asked = world.shown(lti_adapter().proceed(request, with), "uitgever", launch);
    const auto& question = std::get<recall_page>(std::get<page>(asked.what));
    CHECK(question.with.origin == "https://gw.example");
    CHECK(question.keys == std::vector<std::string>{opened.kept.front().first});
    CHECK(question.otherwise.action.empty());
    const auto answer = [&, kept = world.remembered](std::string_view proof) {
        world.remembered = kept;
        browser_request again;
        again.http.method = "POST";
        again.http.path = "/authorize";
        again.form = question.next.fields;
        if (!proof.empty()) again.form.emplace_back(question.keys.front(), proof);
        launching then = world.with(lti_adapter().recall_key(again));
        then.remembered->browser = same_browser::unproven;
        return lti_adapter().proceed(again, then);
    };
    CHECK(std::get<refused>(answer("").what).code == "lti.no-session");
    CHECK(std::get<refused>(answer("made-up").what).code == "lti.no-session");
    CHECK(std::holds_alternative<show>(answer(opened.kept.front().second).what));
}

TEST_CASE("in a frame of a platform that keeps data for tools, so do we, and a cookie is still demanded") {
    launch_world world;
    world.known = {publisher()};
    auto what = pupil_opens_chapter();
    what.presentation.keeps_data = true;
    for (const shown_in where : {shown_in::unknown, shown_in::window, shown_in::frame}) {
        world.remembered["arrival"] = {"", "lms", same_browser::yes, "", nullptr};
        launching with = world.with("arrival");
        with.where = where;
        const launch_step step = lti_adapter().start(what, world.known.front(), all_services(), with);
        const auto& shown = std::get<show>(step.what);
        CHECK(std::holds_alternative<page>(shown.what) == (where == shown_in::frame));
        if (where != shown_in::frame) continue;
        const auto& opened = std::get<opening_page>(std::get<page>(shown.what));
        CHECK(opened.framed);
        CHECK(opened.kept.empty());
        CHECK_FALSE(shown.remember.front().binding.empty());
    }
}

TEST_CASE("who comes without a step of ours before shows a cookie in a window; in a frame our page keeps the proof") {
    launch_world world;
    world.known = {publisher()};
    for (const shown_in where : {shown_in::unknown, shown_in::window, shown_in::frame}) {
        launching with = world.with("");
        with.where = where;
        const launch_step step = lti_adapter().start(pupil_opens_chapter(), world.known.front(), all_services(), with);
        const auto* shown = std::get_if<page>(&std::get<show>(step.what).what);
        REQUIRE((shown != nullptr) == (where == shown_in::frame));
        if (shown) CHECK(std::get<opening_page>(*shown).kept.size() == 1);
    }
}

TEST_CASE("a launch asks a tool for addresses of that tool and no others") {
    launch_world world;
    world.known = {publisher()};
    const auto begins = [&](const std::string& target) {
        model::launch what = pupil_opens_chapter();
        what.resource.target = target;
        return std::holds_alternative<show>(
            lti_adapter().start(what, world.known.front(), all_services(), world.with()).what
        );
    };
    CHECK(begins("https://tool.example/any/where?x=1"));
    CHECK(begins(""));
    CHECK_FALSE(begins("https://tool.example.evil.example/start"));
    CHECK_FALSE(begins("https://evil.example/https://tool.example"));
    CHECK_FALSE(begins("javascript:alert(1)"));
    world.known.front().launch_prefixes = {"https://content.example/boek"};
    CHECK(begins("https://content.example/boek/1"));
    CHECK_FALSE(begins("https://content.example/boeken"));
    CHECK_FALSE(begins("https://tool.example/any/where"));
}
