// Parts of the launch flow by themselves: what is kept between requests, and which route holds.
#include "gateway/pipeline/launch_bytes.hpp"
#include "gateway/pipeline/launch_routes.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using pipeline::encode;
using pipeline::launch_facts;

namespace {

model::launch some_launch() {
    model::launch out;
    out.kind = model::launch_kind::submission_review;
    out.deployment = "1";
    out.platform = {"guid", "naam", "over", "https://elo.example", "beheer@elo.example", "moodle", "4.3"};
    out.school = {{"brin", "99XX", {}}};
    out.person.ids = {{"lti.user", "u-17", "https://elo.example"}};
    out.person.given_name = "Noor";
    out.person.roles = {{model::launch_role::learner, model::role_scope::context, "membership#Learner"}};
    out.for_user = out.person;
    out.context = {"h2a", "H2A", "Klas H2A", {"CourseSection"}, "offering", "section"};
    out.resource = {"r1", "Hoofdstuk 3", "Breuken", "https://a.example/x", "978", {{"chapter", "3"}, {"chapter", "4"}}};
    out.services.line_items = {{"score"}, "https://elo.example/items", "https://elo.example/items/1"};
    out.services.memberships = {"https://elo.example/members", {"2.0"}};
    out.services.outcomes = {"https://elo.example/outcome", "{\"a\":\"é\"}", {"text"}};
    out.presentation = {"iframe", 800, -1, "https://elo.example/back?a=b", "nl-NL", {}};
    out.choosing.emplace();
    out.choosing->accept_types = {"ltiResourceLink"};
    out.choosing->accept_multiple = false;
    out.choosing->data = "";
    out.session = {{"format", "name", "https://idp.example"}, "index", instant(std::chrono::seconds(5))};
    out.extra = {{"lti", "https://vendor.example/claim", R"({"a":1})"}};
    return out;
}

settings::launch_route route_to(std::string system, std::int64_t priority = 0) {
    settings::launch_route out;
    out.name = "naar " + system;
    out.to = std::move(system);
    out.priority = priority;
    return out;
}

} // namespace

TEST_CASE("what is kept of a launch between two requests comes back as it was") {
    pipeline::remembered_step step;
    step.of = {
        "trace",
        "00-a-b-01",
        instant(std::chrono::seconds(1)),
        "akker",
        "elo",
        "uitgever",
        "978",
        "route",
        "person",
        {"name"},
        std::string("\0bytes", 6),
        std::make_shared<const model::launch>(some_launch())};
    step.standard = "lti-1.3";
    step.system = "uitgever";
    step.bytes = std::string(300, 'x');
    step.binding = "cookie";
    step.launch = std::make_shared<const model::launch>(some_launch());
    const std::string bytes = encode(step);
    const auto again = pipeline::decode_step(bytes);
    REQUIRE(again);
    CHECK(*again->launch == some_launch());
    CHECK(*again->of.asked == some_launch());
    CHECK(again->of.released == step.of.released);
    CHECK(again->of.answer_bytes == step.of.answer_bytes);
    CHECK(again->of.began == step.of.began);
    CHECK(again->bytes == step.bytes);
    CHECK(again->binding == "cookie");
    CHECK(encode(*again) == bytes);
}

TEST_CASE("damaged bytes, and those of another version, are nothing") {
    pipeline::remembered_step step;
    step.launch = std::make_shared<const model::launch>(some_launch());
    const std::string bytes = encode(step);
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(pipeline::decode_step(std::string_view(bytes).substr(0, size)));
    CHECK_FALSE(pipeline::decode_step(bytes + "x"));
    std::string other = bytes;
    other.front() = 2;
    CHECK_FALSE(pipeline::decode_step(other));
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string broken = bytes;
        broken[at] = static_cast<char>(0xFF);
        static_cast<void>(pipeline::decode_step(broken)); // something or nothing, and never a crash
    }
}

TEST_CASE("a content item and a party come back as they were") {
    model::content_item item;
    item.type = "ltiResourceLink";
    item.url = "https://a.example/h3";
    item.icon = model::picture_of{"https://a.example/i.png", 16, {}};
    item.custom = model::parameters{};
    item.line_item = model::item_line{0.5, "Toets", "r", "t", true, "{}"};
    item.available = model::period{instant(std::chrono::seconds(9)), {}};
    const auto again = pipeline::decode_content_item(encode(item));
    REQUIRE(again);
    CHECK(*again == item);

    launch_party party;
    party.side = launch_side::target;
    party.system = "uitgever";
    party.deployments = {"1", "2"};
    party.keys = {{"key", "secret"}};
    party.parameters = {{"custom.x", "y"}};
    party.algorithms = {"RS256"};
    party.leeway = 7s;
    const auto kept = pipeline::decode_party(encode(party));
    REQUIRE(kept);
    CHECK(kept->system == "uitgever");
    CHECK(kept->deployments == party.deployments);
    CHECK(kept->keys.front().secret == "secret");
    CHECK(kept->parameters == party.parameters);
    CHECK(kept->leeway == 7s);
}

TEST_CASE("a route holds when all its conditions do") {
    settings::launch_route one = route_to("uitgever");
    launch_facts of;
    of.source = "elo";
    of.school = "akker";
    of.product = "978";
    of.target = "https://a.example/boek?x=1";
    of.roles = {{model::launch_role::learner, model::role_scope::context, {}}};
    CHECK(failed_condition(one, of).empty());
    one.from = {"andere"};
    CHECK(failed_condition(one, of) == "from");
    one.from = {"elo"};
    one.roles = {"instructor"};
    CHECK(failed_condition(one, of) == "role");
    one.roles = {"instructor", "learner"};
    one.products = {"979"};
    CHECK(failed_condition(one, of) == "product");
    one.products.clear();
    one.kinds = {"deep-linking"};
    CHECK(failed_condition(one, of) == "kind");
    one.kinds.clear();
    for (const char* prefix : {"https://a.example", "https://a.example/boek", "https://a.example/"}) {
        one.targets = {prefix};
        CHECK_MESSAGE(failed_condition(one, of).empty(), prefix);
    }
    for (const char* prefix : {"https://a.exam", "https://a.example/bo", "https://b.example"}) {
        one.targets = {prefix};
        CHECK_MESSAGE(failed_condition(one, of) == "target", prefix);
    }
}

TEST_CASE("material that a teacher chose goes to its own publisher, whatever else is asked for") {
    settings::launch_route one = route_to("uitgever");
    one.targets = {"https://elsewhere.example"};
    launch_facts of;
    of.publisher = "uitgever";
    CHECK(failed_condition(one, of).empty());
    of.publisher = "andere";
    CHECK(failed_condition(one, of) == "to");
}

TEST_CASE("of several routes the highest priority wins, and equals stay beside each other") {
    const std::vector<settings::launch_route> all{route_to("a"), route_to("b", 5), route_to("c", 5), route_to("d", 1)};
    const auto found = pipeline::matching_launches(all, {});
    REQUIRE(found.size() == 2);
    CHECK(found[0]->to == "b");
    CHECK(found[1]->to == "c");
}
