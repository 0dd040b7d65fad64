// Rosters, syncs and holds as the admin API shows them, with the real store and the sync runner's threads.
#include "tests/support/admin_bench.hpp"
#include "tests/support/toy_roster.hpp"
#include "tests/unit/admin/json_body.hpp"

using namespace schakel;

namespace {

struct no_fetcher final : pipeline::roster_fetcher {
    void fetch(
        std::shared_ptr<const pipeline::configuration>, const settings::system&, const adapter&, std::string_view,
        outgoing, std::function<void(received_answer)> done
    ) override {
        done({});
    }
};

struct roster_bench : test::admin_bench {
    roster_bench() {
        adapters.add(test::make_toy_roster());
        rosters = std::make_unique<roster::roster_store>(*store->rosters(), time);
        syncs = std::make_unique<pipeline::sync_runner>(pipeline::sync_runner::parts{
            {*rosters, *store, time, log}, adapters, fetcher, [this] { return configuration; }});
        syncs->start(0); // what is ordered is done; syncs go by run_one()
        listen(rosters.get(), syncs.get());
    }

    // Answers the sync, as the API tells it afterwards.
    json::document bring(const std::string& body) {
        auto request = call("POST", "/admin/v1/schools/de-akker/roster", body);
        request.headers.set("Content-Type", "text/plain");
        const auto told = ask(std::move(request));
        REQUIRE(told.status == 202);
        while (syncs->run_one()) {
        }
        return test::json_body(get(std::string(told.headers.get("Location"))));
    }
    std::string hold() {
        bring(pupils(100));
        time.advance(1h);
        bring(pupils(50));
        const auto holds = test::json_body(get("/admin/v1/holds"));
        REQUIRE(holds.root().member("holds").size() == 1);
        return std::string(holds.root().member("holds").first_child().member("id").text());
    }
    static std::string pupils(int count) {
        std::string lines = "school brin=99XX\n";
        for (int i = 0; i < count; ++i) lines += "pupil p" + std::to_string(1000 + i) + " Testleerling\n";
        return lines;
    }
    std::int64_t persons() {
        const auto shown = test::json_body(get("/admin/v1/schools/de-akker/roster"));
        return shown.root().find("/counts/person").integer().value_or(-1);
    }

    no_fetcher fetcher;
    std::unique_ptr<roster::roster_store> rosters;
    std::unique_ptr<pipeline::sync_runner> syncs;
};

} // namespace

TEST_CASE("a roster is uploaded and shown in counts, without a name") {
    roster_bench on;
    test::is_problem(on.get("/admin/v1/schools/de-akker/roster"), 404, "no-roster");
    test::is_problem(on.get("/admin/v1/schools/nowhere/roster"), 404, "no-such-school");
    const auto sync = on.bring(roster_bench::pupils(3));
    CHECK(sync.root().member("state").text() == "ended");
    CHECK(sync.root().find("/outcome/what").text() == "published");
    CHECK(sync.root().find("/outcome/change/pupils/added").integer() == 3);
    const auto shown = on.get("/admin/v1/schools/de-akker/roster");
    REQUIRE(shown.status == 200);
    CHECK(on.persons() == 3);
    CHECK(shown.body.find("Testleerling") == std::string::npos);
    CHECK(test::json_body(on.get("/admin/v1/syncs")).root().member("syncs").size() == 1);
    CHECK(test::json_body(on.get("/admin/v1/schools/de-akker/syncs")).root().member("syncs").size() == 1);
    test::is_problem(on.get("/admin/v1/schools/nowhere/syncs"), 404, "no-such-school");
    test::is_problem(on.get("/admin/v1/schools/de-akker/roster?as_of=7d"), 404, "no-roster");
    CHECK(on.get("/admin/v1/schools/de-akker/roster?as_of=nonsense").status == 400);
}

TEST_CASE("who is in a roster is told after the question was audited") {
    roster_bench on;
    on.bring(roster_bench::pupils(3));
    const auto page = on.get("/admin/v1/schools/de-akker/roster/persons?limit=2");
    REQUIRE(page.status == 200);
    const auto body = test::json_body(page);
    CHECK(body.root().member("persons").size() == 2);
    CHECK(body.root().find("/persons/0/family_name").text() == "Testleerling");
    CHECK(body.root().member("next").text() == "p1001");
    CHECK(*on.store->verify_audit() == 2); // the publication and this
}

TEST_CASE("a held roster is listed with its reason, and approved or discarded") {
    roster_bench on;
    const std::string id = on.hold();
    const auto holds = test::json_body(on.get("/admin/v1/holds"));
    CHECK(holds.root().find("/holds/0/reason").text() == "pupils: 50 of 100 ended, more than 10 %");
    CHECK(holds.root().find("/holds/0/change/pupils/ended").integer() == 50);
    CHECK(on.persons() == 100);
    SUBCASE("approved") {
        CHECK(on.post("/admin/v1/holds/" + id + "/approve").status == 200);
        CHECK(on.persons() == 50);
        test::is_problem(on.post("/admin/v1/holds/" + id + "/approve"), 409, "not-decided");
    }
    SUBCASE("discarded, with a reason") {
        CHECK(on.post("/admin/v1/holds/" + id + "/discard").status == 400);
        CHECK(on.post("/admin/v1/holds/" + id + "/discard", R"({"reason":"the LAS was down"})").status == 200);
        CHECK(on.persons() == 100);
    }
    SUBCASE("unknown") {
        test::is_problem(on.post("/admin/v1/holds/none/approve"), 404, "no-such-hold");
        test::is_problem(on.post("/admin/v1/holds/999/approve"), 409, "not-decided");
    }
    CHECK(test::json_body(on.get("/admin/v1/holds")).root().member("holds").size() <= 1);
}

TEST_CASE("what versions changed is told in counts, and with ids after an audit entry") {
    roster_bench on;
    const std::string id = on.hold();
    const auto list = test::json_body(on.get("/admin/v1/schools/de-akker/roster/changes"));
    CHECK(list.root().member("versions").size() == 2);
    const auto counts = test::json_body(on.get("/admin/v1/schools/de-akker/roster/changes?version=" + id));
    CHECK_FALSE(counts.root().member("records"));
    const auto before = *on.store->verify_audit();
    const auto ids = test::json_body(on.get("/admin/v1/schools/de-akker/roster/changes?version=" + id + "&ids=true"));
    CHECK(ids.root().member("records").size() == 50);
    CHECK(ids.root().find("/records/0/change").text() == "ended");
    CHECK(*on.store->verify_audit() == before + 1);
    test::is_problem(on.get("/admin/v1/schools/de-akker/roster/changes?version=999"), 404, "no-such-version");
}

TEST_CASE("a school is paused and goes on") {
    roster_bench on;
    on.bring(roster_bench::pupils(20));
    const std::string path = "/admin/v1/schools/de-akker/roster/pause";
    CHECK(on.post(path, R"({"until":"nonsense"})").status == 400);
    CHECK(on.post(path, R"({"until":"2026-12-24T00:00:00Z"})").status == 200);
    const auto shown = test::json_body(on.get("/admin/v1/schools/de-akker/roster"));
    CHECK(shown.root().member("paused_until").text() == "2026-12-24T00:00:00Z");
    CHECK(on.bring(roster_bench::pupils(21)).root().find("/outcome/what").text() == "held");
    CHECK(on.post(path).status == 200);
    CHECK(on.bring(roster_bench::pupils(21)).root().find("/outcome/what").text() == "published");
}

TEST_CASE("a fetch is refused where nothing can be fetched, and where no rosters are kept") {
    roster_bench on;
    test::is_problem(on.post("/admin/v1/syncs", R"({"school":"de-akker"})"), 409, "not-started");
    test::is_problem(on.post("/admin/v1/syncs", R"({"school":"nowhere"})"), 404, "no-such-school");
    test::is_problem(on.get("/admin/v1/syncs/0193a4f2-7b1c-7def-8a00-0123456789ab"), 404, "no-such-sync");
    test::admin_bench plain;
    test::is_problem(plain.get("/admin/v1/holds"), 503, "unavailable");
}

TEST_CASE("an upload may be larger than other bodies, and is refused when no standard fits") {
    roster_bench on;
    const auto sync = on.bring(roster_bench::pupils(5000)); // some 100 KiB
    CHECK(sync.root().find("/outcome/what").text() == "published");
    auto request = test::admin_bench::call("POST", "/admin/v1/schools/de-akker/roster", "nonsense");
    test::is_problem(on.ask(std::move(request)), 409, "not-started");
    request = test::admin_bench::call("POST", "/admin/v1/schools/de-akker/roster", "x");
    request.headers.set("Content-Length", "67108865");
    test::is_problem(on.ask(std::move(request)), 413, "body-too-large");
}
