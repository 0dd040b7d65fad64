// The browser between login and launch: cookies, storage at the platform, a window of its own, other browsers, errors.
#include "tests/unit/lti_1_3/tool/world.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::test;

namespace {

template <class Page>
const Page* page_of(const launch_step& step) {
    const auto* shown = std::get_if<show>(&step.what);
    const auto* any = shown ? std::get_if<page>(&shown->what) : nullptr;
    return any ? std::get_if<Page>(any) : nullptr;
}

} // namespace

TEST_CASE("a response with a state that we did not give, or from another browser, is refused") {
    tool_world world;
    world.log_in();
    const std::string token = world.token();
    CHECK(outcome_of(world.post("/launch", {{"state", "made-up"}, {"id_token", token}})) == "lti.state-unknown");
    CHECK(outcome_of(world.post("/launch", {{"id_token", token}})) == "lti.state-unknown");
    world.browser = same_browser::no; // login swap: the attacker's response in the victim's browser
    CHECK(outcome_of(world.respond(token)) == "lti.other-browser");
    world.browser = same_browser::yes;
    CHECK(outcome_of(world.respond(token)) == "lti.state-unknown"); // used up all the same
}

TEST_CASE("without a cookie the platform is asked for what it kept, and only the right value counts") {
    tool_world world;
    world.browser = same_browser::unproven;
    const auto answered = [&](const std::string& value) {
        world.log_in({{"lti_storage_target", "frame-7"}});
        const std::string state = world.state, binding = world.store.at(state).binding;
        const launch_step step = world.respond(world.token());
        const auto* asked = page_of<recall_page>(step);
        REQUIRE(asked);
        CHECK(asked->with.target == "frame-7");
        CHECK(asked->with.origin == "https://sso.lms.example");
        CHECK(asked->keys == std::vector<std::string>{"lti_state_" + state});
        CHECK(asked->next.action == "https://gw.example/lti/1.3/launch/stored");
        CHECK(asked->otherwise.action == "https://gw.example/lti/1.3/login");
        fields form = asked->next.fields;
        if (value != "nothing") form.emplace_back("lti_state_" + state, value == "right" ? binding : value);
        return world.post("/launch/stored", form);
    };
    CHECK(outcome_of(answered("right")) == "arrived");
    CHECK(outcome_of(answered("wrong")) == "lti.other-browser");
    CHECK(page_of<new_window_page>(answered("nothing")) != nullptr);
}

TEST_CASE("what the platform kept counts once") {
    tool_world world;
    world.browser = same_browser::unproven;
    world.log_in({{"lti_storage_target", "_parent"}});
    const std::string state = world.state, binding = world.store.at(state).binding;
    const launch_step step = world.respond(world.token());
    const auto* asked = page_of<recall_page>(step);
    REQUIRE(asked);
    fields form = asked->next.fields;
    form.emplace_back("lti_state_" + state, binding);
    CHECK(outcome_of(world.post("/launch/stored", form)) == "arrived");
    CHECK(outcome_of(world.post("/launch/stored", form)) == "lti.state-unknown");
}

TEST_CASE("a state cannot skip the question, and a key of the question is no state") {
    tool_world world;
    world.browser = same_browser::unproven;
    world.log_in({{"lti_storage_target", "_parent"}});
    CHECK(
        outcome_of(world.post("/launch/stored", {{"key", world.state}, {"id_token", world.token()}})) ==
        "lti.state-unknown"
    );
    world.log_in({{"lti_storage_target", "_parent"}});
    const std::string token = world.token();
    const launch_step step = world.respond(token);
    const auto* asked = page_of<recall_page>(step);
    REQUIRE(asked);
    const std::string key(value_of(asked->next.fields, "key"));
    CHECK(outcome_of(world.post("/launch", {{"state", key}, {"id_token", token}})) == "lti.state-unknown");
}

TEST_CASE("without cookies and storage a window of its own is tried once, with the login anew") {
    tool_world world;
    world.browser = same_browser::unproven;
    world.log_in({{"lti_message_hint", "m"}, {"lti_deployment_id", "dep-1"}});
    const launch_step step = world.respond(world.token());
    const auto* opened = page_of<new_window_page>(step);
    REQUIRE(opened);
    CHECK(opened->form.action == "https://gw.example/lti/1.3/login");
    const fields& again = opened->form.fields;
    for (const char* name :
         {"iss", "client_id", "login_hint", "lti_message_hint", "target_link_uri", "lti_deployment_id"}) {
        CAPTURE(name);
        CHECK_FALSE(value_of(again, name).empty());
    }
    const fields sent = query_of(location_of(world.post("/login", again)));
    world.state = value_of(sent, "state");
    world.nonce = value_of(sent, "nonce");
    CHECK(outcome_of(world.respond(world.token())) == "lti.cookies-blocked");
}

TEST_CASE("where the browser has a window already, another one is no help") {
    tool_world world;
    world.browser = same_browser::unproven;
    world.where = shown_in::window;
    world.log_in();
    CHECK(outcome_of(world.respond(world.token())) == "lti.cookies-blocked");
}

TEST_CASE("an error of the platform is told in our own words") {
    tool_world world;
    const auto error = [&](const char* code) {
        world.log_in();
        return world.post("/launch", {{"state", world.state}, {"error", code}, {"error_description", "<script>"}});
    };
    CHECK(outcome_of(error("login_required")) == "lti.not-signed-in");
    CHECK(std::get<refused>(error("login_required").what).advice == refusal_advice::sign_in);
    CHECK(reason_of(error("unauthorized_client")).find("unauthorized_client") != std::string::npos);
    CHECK(reason_of(error("<script>alert(1)</script>")).find("script") == std::string::npos);
    world.log_in();
    CHECK(outcome_of(world.post("/launch", {{"state", world.state}})) == "lti.token-absent");
}
