#include "adapters/lti_1_3/tool_refusals.hpp"
#include "tests/unit/lti_1_3/tool/world.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

using namespace schakel;
using namespace schakel::test;

namespace {

fields good_login() {
    return {
        {"iss", "https://lms.example"},
        {"login_hint", "hint"},
        {"target_link_uri", "https://gw.example/lti/1.3/launch?item=a"},
        {"client_id", "schakel-1"}};
}

fields without(fields list, std::string_view name) {
    std::erase_if(list, [&](const auto& one) { return one.first == name; });
    return list;
}

} // namespace

TEST_CASE("a login goes on to the authorization end point with everything that the framework asks for") {
    tool_world world;
    const std::string hint = R"({"cmid":"7","launch":"{\"a\"}&b=c"})";
    const fields sent = world.log_in({{"lti_message_hint", hint}, {"lti_deployment_id", "dep-1"}});
    CHECK(value_of(sent, "tenant") == "7"); // of the address itself
    CHECK(value_of(sent, "scope") == "openid");
    CHECK(value_of(sent, "response_type") == "id_token");
    CHECK(value_of(sent, "response_mode") == "form_post");
    CHECK(value_of(sent, "prompt") == "none");
    CHECK(value_of(sent, "client_id") == "schakel-1");
    CHECK(value_of(sent, "redirect_uri") == "https://gw.example/lti/1.3/launch");
    CHECK(value_of(sent, "login_hint") == "hint 1");
    CHECK(value_of(sent, "lti_message_hint") == hint);
    CHECK_FALSE(world.state.empty());
    CHECK_FALSE(world.nonce.empty());
    CHECK(world.state != world.nonce);
    REQUIRE(world.store.contains(world.state));
    CHECK_FALSE(world.store[world.state].binding.empty());
    CHECK(world.store[world.state].binding != world.state);
}

TEST_CASE("a login may be posted") {
    tool_world world;
    CHECK(location_of(world.post("/login", good_login())).starts_with("https://sso.lms.example/auth?tenant=7&"));
}

TEST_CASE("a login needs an issuer that we know, and client_id where that is not enough") {
    tool_world world;
    CHECK(outcome_of(world.get("/login", without(good_login(), "client_id"))) == "shown");
    fields other = without(good_login(), "iss");
    other.emplace_back("iss", "https://lms.example/");
    CHECK(outcome_of(world.get("/login", other)) == "lti.platform-unknown");
    fields stranger = without(good_login(), "client_id");
    stranger.emplace_back("client_id", "other");
    CHECK(outcome_of(world.get("/login", stranger)) == "lti.platform-unknown");

    launch_party second = world.lms();
    second.system = "lms-2";
    second.client_id = "schakel-2";
    second.deployments = {"dep-2"};
    world.parties.all.push_back(second);
    fields several = without(good_login(), "client_id");
    CHECK(outcome_of(world.get("/login", several)) == "lti.platform-ambiguous");
    several.emplace_back("lti_deployment_id", "dep-2");
    CHECK(value_of(query_of(location_of(world.get("/login", several))), "client_id") == "schakel-2");
}

TEST_CASE("a login that lacks something or is too long is refused") {
    tool_world world;
    for (const char* name : {"iss", "login_hint", "target_link_uri"}) {
        CAPTURE(name);
        CHECK(outcome_of(world.get("/login", without(good_login(), name))) == "lti.login-incomplete");
    }
    fields long_one = good_login();
    long_one.emplace_back("lti_message_hint", std::string(20'000, 'x'));
    CHECK(outcome_of(world.get("/login", long_one)) == "lti.login-incomplete");
    CHECK(world.store.empty());
}

TEST_CASE("the browser is sent to addresses of the settings only, whatever a login request names") {
    tool_world world;
    fields evil = without(good_login(), "target_link_uri");
    evil.emplace_back("target_link_uri", "https://evil.example/");
    evil.emplace_back("redirect_uri", "https://evil.example/");
    evil.emplace_back("authorization_endpoint", "https://evil.example/");
    const std::string to = location_of(world.get("/login", evil));
    CHECK(to.starts_with("https://sso.lms.example/auth?"));
    CHECK(to.find("evil.example") == std::string::npos);
}

TEST_CASE("with lti_storage_target the platform keeps our state before the browser goes on") {
    tool_world world;
    fields login = good_login();
    login.emplace_back("lti_storage_target", "_parent");
    const launch_step step = world.get("/login", login);
    const auto* shown = std::get_if<show>(&step.what);
    REQUIRE(shown);
    const auto* kept = std::get_if<store_page>(&std::get<page>(shown->what));
    REQUIRE(kept);
    CHECK(kept->with.target == "_parent");
    CHECK(kept->with.origin == "https://sso.lms.example");
    const std::string state(value_of(query_of(kept->next.action), "state"));
    REQUIRE(kept->values.size() == 1);
    CHECK(kept->values[0].first == "lti_state_" + state);
    CHECK(kept->values[0].second == shown->remember.at(0).binding);
    CHECK(shown->remember.at(0).key == state);
}

TEST_CASE("an address of material that is opened without a launch tells to open it from the learning environment") {
    tool_world world;
    const launch_step step = world.get("/launch", {{"item", "a"}});
    CHECK(outcome_of(step) == "lti.no-login");
    CHECK(std::get<refused>(step.what).advice == refusal_advice::again);
}

TEST_CASE("the README tells every code that school IT may be shown") {
    std::ifstream in(std::string(SCHAKEL_SOURCE_DIR) + "/adapters/lti_1_3/README.md");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const lti_1_3::refusal_kind& one : lti_1_3::tool_refusals()) {
        CAPTURE(std::string(one.code));
        CHECK(text.find("| `" + std::string(one.code) + "` | " + std::string(one.reason) + " |") != std::string::npos);
    }
}
