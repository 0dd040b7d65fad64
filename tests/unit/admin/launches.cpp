// Keys, parties, deployments and launches as the admin API shows them, and what a person decides.
#include "tests/support/admin_bench.hpp"
#include "tests/support/memory_launch_rows.hpp"
#include "tests/unit/admin/json_body.hpp"

using namespace schakel;

namespace {

struct launch_bench : test::admin_bench {
    test::memory_launch_rows rows;
    launch::launch_store launches{rows, time, "sixteen bytes of chance"};
    launch::signing_keys keys{rows, time, std::string(32, 'k'), {}, {crypto::algorithm::es256}};
    entitlement::unknowing_check entitlements;

    launch_bench() {
        REQUIRE(keys.follow_schedule());
        plane = admin::launch_plane{&launches, &keys, &entitlements, [](std::function<void()> task) { task(); }};
        listen(nullptr, nullptr);
    }

    std::string kid(std::size_t place) {
        const auto told = test::json_body(get("/admin/v1/keys"));
        return std::string(told.root().member("keys").at(place).member("id").text());
    }
};

launch::kept_registration some_party() {
    launch::kept_registration one;
    one.system = "uitgever";
    one.title = "Leerplein";
    one.party.side = launch_side::target;
    one.party.standard = "lti-1.3";
    one.party.redirect_urls = {"https://tool.example/launch"};
    one.party.keys = {{"key", "a shared secret"}};
    return one;
}

} // namespace

TEST_CASE("keys are told without their private parts, and rotated by order") {
    launch_bench on;
    const auto first = on.get("/admin/v1/keys");
    CHECK(first.status == 200);
    const auto listed = test::json_body(first);
    CHECK(listed.root().member("keys").size() == 1);
    CHECK(listed.root().find("/keys/0/phase").text() == "signs");
    CHECK(listed.root().find("/keys/0/algorithm").text() == "ES256");
    CHECK(std::string(listed.root().raw()).find("PRIVATE") == std::string::npos);

    const auto rotated = test::json_body(on.post("/admin/v1/keys/rotate", "{}"));
    CHECK(rotated.root().find("/keys/1/phase").text() == "next");
    const std::string next = on.kid(1);
    CHECK(on.post("/admin/v1/keys/rotate", R"({"now":true})").status == 200);
    CHECK(on.kid(0) != next);
    CHECK(test::json_body(on.get("/admin/v1/keys")).root().member("keys").size() == 1);
}

TEST_CASE("a party that registered itself is shown without secrets, and let in, refused or forgotten") {
    launch_bench on;
    REQUIRE(on.launches.registrations.add(some_party()));
    const auto waiting = on.get("/admin/v1/access/registrations?status=waiting");
    const auto body = test::json_body(waiting);
    CHECK(body.root().find("/registrations/0/title").text() == "Leerplein");
    CHECK(std::string(body.root().raw()).find("a shared secret") == std::string::npos);
    CHECK(on.get("/admin/v1/access/registrations?status=perhaps").status == 400);

    const auto accepted = on.post("/admin/v1/access/registrations/uitgever/accept", "{}");
    CHECK(accepted.status == 200);
    CHECK(test::json_body(accepted).root().member("status").text() == "accepted");
    CHECK(on.launches.registrations.find("uitgever")->status == launch::standing::accepted);
    CHECK(on.post("/admin/v1/access/registrations/uitgever/refuse", "{}").status == 200);
    CHECK(on.post("/admin/v1/access/registrations/uitgever/remove", "{}").status == 200);
    CHECK(on.post("/admin/v1/access/registrations/uitgever/remove", "{}").status == 404);
    CHECK(on.post("/admin/v1/access/registrations/nobody/accept", "{}").status == 404);
}

TEST_CASE("only a system that registers itself is invited") {
    launch_bench on;
    const auto refused = on.post("/admin/v1/access/invitations", R"({"system":"las"})");
    CHECK(refused.status == 400);
    CHECK(on.rows.states() == 0);
}

TEST_CASE("a deployment that waits is paired with a school of the configuration") {
    launch_bench on;
    REQUIRE(on.launches.registrations.see({"https://elo.example", "42", "1", "elo", "", "School 1", {}, ""}));
    const auto waiting = test::json_body(on.get("/admin/v1/access/deployments?waiting=true"));
    CHECK(waiting.root().member("deployments").size() == 1);

    const std::string which = R"("issuer":"https://elo.example","client_id":"42","deployment":"1")";
    CHECK(on.post("/admin/v1/access/pairings", "{" + which + R"(,"school":"nowhere"})").status == 404);
    const auto paired = on.post("/admin/v1/access/pairings", "{" + which + R"(,"school":"de-akker"})");
    CHECK(test::json_body(paired).root().member("school").text() == "de-akker");
    CHECK(
        test::json_body(on.get("/admin/v1/access/deployments?waiting=true")).root().member("deployments").size() == 0
    );
    CHECK(test::json_body(on.get("/admin/v1/access/deployments")).root().member("deployments").size() == 1);
    CHECK(on.post("/admin/v1/access/pairings", "{" + which + "}").status == 200);
    CHECK(
        on.post("/admin/v1/access/pairings", R"({"issuer":"https://other.example","school":"de-akker"})").status == 404
    );
}

TEST_CASE("launches are listed page by page, without persons") {
    launch_bench on;
    for (int at = 0; at < 3; ++at) {
        launch::attempt one;
        one.trace = "trace-" + std::to_string(at);
        one.began = one.changed = on.time.now();
        one.school = "de-akker";
        one.persons = {"pseudonym-7"};
        one.outcome = at == 1 ? "launch.no-route" : "opened";
        REQUIRE(on.rows.keep({{}, {launch::to_row(one)}, {}}));
    }
    const auto page = test::json_body(on.get("/admin/v1/access/attempts?limit=2"));
    CHECK(page.root().find("/attempts/0/trace").text() == "trace-2");
    CHECK(page.root().member("next").text() == "trace-1");
    CHECK(std::string(page.root().raw()).find("pseudonym") == std::string::npos);
    const auto rest = test::json_body(on.get("/admin/v1/access/attempts?limit=2&after=trace-1"));
    CHECK(rest.root().member("attempts").size() == 1);
    const auto refused = test::json_body(on.get("/admin/v1/access/attempts?outcome=launch.no-route"));
    CHECK(refused.root().member("attempts").size() == 1);
    CHECK(on.get("/admin/v1/access/attempts?since=yesterday").status == 400);
}

TEST_CASE("the chain query wants a person and a product, and is audited without the person") {
    launch_bench on;
    CHECK(on.get("/admin/v1/access/why?product=1").status == 400);
    CHECK(on.get("/admin/v1/access/why?person=pseudonym-7").status == 400);
    CHECK(on.get("/admin/v1/access/why?person=pseudonym-7&product=1&school=nowhere").status == 404);
    const auto told = test::json_body(on.get("/admin/v1/access/why?person=pseudonym-7&product=1"));
    CHECK(told.root().member("verdict").text() == "failed");
    CHECK(told.root().member("first_failed").text() == "identity");
    CHECK(told.root().find("/hops/0/found/nl"));
    CHECK(told.root().find("/hops/0/found/en"));
    CHECK(std::string(told.root().raw()).find("pseudonym-7") == std::string::npos);
}

TEST_CASE("a gateway that keeps no launches says so") {
    test::admin_bench on;
    CHECK(on.get("/admin/v1/keys").status == 503);
    CHECK(on.get("/admin/v1/access/why?person=a&product=1").status == 503);
}
