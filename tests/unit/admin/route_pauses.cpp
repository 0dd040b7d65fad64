// Routes that are paused and resumed over the admin API.
#include "tests/support/admin_bench.hpp"
#include "tests/unit/admin/json_body.hpp"

#include "gateway/outbox/route_pauses.hpp"

using namespace schakel;
using test::admin_bench;
using test::json_body;

TEST_CASE("a paused route is told in the status, with its concern and in the metrics, until it is resumed") {
    admin_bench on;
    CHECK(json_body(on.get("/admin/v1/status")).root().member("pauses").size() == 0);
    CHECK(on.get("/metrics").body.find("schakel_routes_paused 0") != std::string::npos);
    const auto paused = on.post("/admin/v1/routes/scores/pause", R"({"until":"2026-12-01T08:00:00+01:00"})");
    REQUIRE_MESSAGE(paused.status == 200, paused.body);
    CHECK(json_body(paused).root().member("paused_until").text() == "2026-12-01T07:00:00Z");
    const auto status = json_body(on.get("/admin/v1/status"));
    CHECK(status.root().find("/pauses/0/route").text() == "scores");
    CHECK(status.root().find("/pauses/0/until").text() == "2026-12-01T07:00:00.000Z");
    CHECK(status.root().find("/pauses/0/waiting").integer() == 0);
    CHECK(status.root().member("health").text() == "attention");
    CHECK(status.root().find("/concerns/0/id").text() == "status.route-paused");
    CHECK(status.root().find("/concerns/0/text/en").text() == "route scores is paused until 2026-12-01T07:00:00Z");
    const std::string metrics = on.get("/metrics").body;
    CHECK(metrics.find("schakel_routes_paused 1") != std::string::npos);
    CHECK(metrics.find("schakel_route_paused_waiting{route=\"scores\"} 0") != std::string::npos);
    const auto resumed = on.post("/admin/v1/routes/scores/resume");
    CHECK(resumed.status == 200);
    CHECK_FALSE(json_body(resumed).root().member("paused_until"));
    CHECK(json_body(on.get("/admin/v1/status")).root().member("health").text() == "good");
    CHECK(on.store->verify_audit().value() == 2);
}

TEST_CASE("a pause lasts until a day, or for a time") {
    admin_bench on;
    const auto until = [&](const std::string& text) {
        const auto answer = on.post("/admin/v1/routes/scores/pause", R"({"until":")" + text + "\"}");
        return std::string(json_body(answer).root().member("paused_until").text());
    };
    CHECK(until("2026-12-01") == "2026-11-30T23:00:00Z");
    CHECK(until("2h") == "2026-11-21T11:30:00Z");
    on.time.advance(std::chrono::hours(3));
    CHECK(json_body(on.get("/admin/v1/status")).root().member("pauses").size() == 0);
}

TEST_CASE("a pause that makes no sense is refused") {
    admin_bench on;
    for (const char* body : {"{}", R"({"until":"gisteren"})", R"({"until":"2026-11-20"})", R"({"until":"0s"})"}) {
        const auto answer = on.post("/admin/v1/routes/scores/pause", body);
        test::is_problem(answer, 400, "bad-value");
        CHECK(json_body(answer).root().member("parameter").text() == "until");
    }
    test::is_problem(on.post("/admin/v1/routes/scores/pause", R"({"til":"2h"})"), 400, "bad-value");
    test::is_problem(on.post("/admin/v1/routes/score/pause", R"({"until":"2h"})"), 404, "no-such-route");
    test::is_problem(on.post("/admin/v1/routes/score/resume"), 404, "no-such-route");
    CHECK(on.post("/admin/v1/routes/scores/resume").status == 200); // nothing is changed
    CHECK(json_body(on.get("/admin/v1/status")).root().member("pauses").size() == 0);
}
