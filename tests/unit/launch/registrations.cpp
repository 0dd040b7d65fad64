#include "gateway/launch/registrations.hpp"

#include "gateway/launch/content_items.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"

#include <doctest/doctest.h>

namespace {

using namespace schakel;
using launch::deployment;
using launch::kept_registration;
using launch::standing;

struct bench {
    test::fake_clock time;
    test::memory_launch_rows rows;
    launch::registrations known{rows, time};
};

kept_registration some_party(std::string system) {
    kept_registration one;
    one.system = std::move(system);
    one.title = "Leerplein";
    one.party.side = launch_side::target;
    one.party.standard = "lti_1_3";
    one.party.client_id = "client";
    one.party.redirect_urls = {"https://tool.example/launch", ""};
    one.party.keys = {{"key", "secret"}};
    one.party.parameters = {{"a", "1"}, {"b", ""}};
    one.party.scopes = {"score"};
    one.party.leeway = 30s;
    return one;
}

TEST_CASE("a party that registered itself waits until somebody decides") {
    bench on;
    REQUIRE(on.known.add(some_party("tool-1")));
    REQUIRE(on.known.add(some_party("tool-1"))); // it tried again

    const auto waiting = on.known.list(standing::waiting);
    REQUIRE(waiting.size() == 1);
    CHECK(waiting[0].title == "Leerplein");

    const auto decided = on.known.decide("tool-1", standing::accepted, "operator");
    REQUIRE(decided);
    CHECK(*decided);
    const auto found = on.known.find("tool-1");
    REQUIRE(found);
    CHECK(found->status == standing::accepted);
    CHECK(found->decided_by == "operator");
    CHECK(found->party.side == launch_side::target);
    CHECK(found->party.system == "tool-1");
    CHECK(found->party.redirect_urls == some_party("").party.redirect_urls);
    CHECK(found->party.keys.at(0).secret == "secret");
    CHECK(found->party.parameters == some_party("").party.parameters);
    CHECK(found->party.scopes == some_party("").party.scopes);
    CHECK(found->party.leeway == 30s);
    CHECK(on.known.list(standing::waiting).empty());
    CHECK_FALSE(on.known.add(some_party("tool-1")));

    const auto nobody = on.known.decide("tool-2", standing::refused, "operator");
    REQUIRE(nobody);
    CHECK_FALSE(*nobody);
}

TEST_CASE("a deployment waits for its school, and is paired once seen") {
    bench on;
    const deployment fresh{"https://elo.example", "client", "7", "elo", "", "School 7", {}, ""};
    const auto unseen = on.known.pair("https://elo.example", "client", "7", "de-regenboog", "operator");
    REQUIRE(unseen);
    CHECK_FALSE(*unseen);

    REQUIRE(on.known.see(fresh));
    REQUIRE(on.known.deployments(true).size() == 1);
    CHECK(on.known.deployments(true)[0].described == "School 7");

    REQUIRE(on.known.pair("https://elo.example", "client", "7", "de-regenboog", "operator"));
    CHECK(on.known.deployments(true).empty());
    const auto seen = on.known.see(fresh);
    REQUIRE(seen);
    CHECK(seen->school == "de-regenboog");
    CHECK(seen->paired_by == "operator");
    CHECK_FALSE(on.known.find_deployment("https://elo.example", "client", "8"));
}

TEST_CASE("chosen material is found by our own id") {
    bench on;
    launch::content_items items(on.rows, on.time);
    REQUIRE(items.put({"item", "de-regenboog", "elo", "publisher", "9789012345678", R"({"type":"ltiResourceLink"})"}));
    const auto found = items.find("item");
    REQUIRE(found);
    CHECK(found->publisher == "publisher");
    CHECK(found->source == "elo");
    CHECK(found->product == "9789012345678");
    CHECK(found->document == R"({"type":"ltiResourceLink"})");
    CHECK(items.list("de-regenboog", "", 10).size() == 1);
    CHECK(items.list("elsewhere", "", 10).empty());
    REQUIRE(items.remove("item"));
    CHECK_FALSE(items.find("item"));
}

} // namespace
