// Health, status, reload and the explanation of routes.
#include "tests/support/admin_bench.hpp"
#include "tests/unit/admin/json_body.hpp"

using namespace schakel;
using test::admin_bench;
using test::json_body;

TEST_CASE("ready means that messages are accepted") {
    admin_bench on;
    CHECK(on.get("/live").status == 200);
    CHECK(on.get("/ready").status == 200);
    on.stopping = true;
    test::is_problem(on.get("/ready"), 503, "not-ready");
    on.stopping = false;
    on.store->close();
    test::is_problem(on.get("/ready"), 503, "not-ready");
    CHECK(on.get("/live").status == 200);
}

TEST_CASE("the status names the configuration in force and how the last reload ended") {
    admin_bench on;
    CHECK_FALSE(json_body(on.get("/admin/v1/status")).root().find("/configuration/last_reload"));
    on.last_reload = admin::last_reload{on.time.now(), false, "not valid"};
    const auto body = json_body(on.get("/admin/v1/status"));
    CHECK(body.root().find("/configuration/hash").text() == on.configuration->settings().hash);
    CHECK(body.root().find("/configuration/routes").integer() == 3);
    CHECK(body.root().find("/configuration/last_reload/message").text() == "not valid");
    CHECK(body.root().find("/counts/waiting").integer() == 0);
}

TEST_CASE("the status tells of every party what came in, what left and what waits") {
    admin_bench on;
    on.destinations = {
        {.destination = "las",
         .delivered = 4,
         .failing_tries = 2,
         .last_failed = on.time.now(),
         .reason = "HTTP 503",
         .open_until = on.time.now() + std::chrono::seconds(8)}};
    on.counts.senders.add("toets", disposition::outcome::accepted, on.time.now());
    on.counts.senders.add("toets", disposition::outcome::invalid, on.time.now());
    const auto body = json_body(on.get("/admin/v1/status"));
    CHECK(body.root().find("/parties/0/id").text() == "las");
    CHECK(body.root().find("/parties/0/state").text() == "failing");
    CHECK(body.root().find("/parties/0/out/delivered").integer() == 4);
    CHECK(body.root().find("/parties/0/out/breaker").text() == "open");
    CHECK(body.root().find("/parties/0/out/last_reason").text() == "HTTP 503");
    CHECK_FALSE(body.root().find("/parties/0/out/last_delivered"));
    CHECK(body.root().find("/parties/1/id").text() == "toets");
    CHECK(body.root().find("/parties/1/state").text() == "good");
    CHECK(body.root().find("/parties/1/in/accepted").integer() == 1);
    CHECK(body.root().find("/parties/1/in/refused").integer() == 1);
    CHECK(body.root().member("health").text() == "trouble");
    CHECK(body.root().find("/concerns/0/id").text() == "status.party-failing");
    CHECK(body.root().find("/concerns/0/about").text() == "las");
    CHECK(body.root().find("/concerns/0/text/en").text() == "deliveries to las fail: HTTP 503");
}

TEST_CASE("a try or two that failed need attention, the third is trouble") {
    admin_bench on;
    const auto now_told = [&](std::uint64_t failing) {
        on.destinations = {
            {.destination = "las", .failing_tries = failing, .last_failed = on.time.now(), .reason = "HTTP 503"}};
        const auto body = json_body(on.get("/admin/v1/status"));
        return std::string(body.root().find("/parties/0/state").text()) + "|" +
               std::string(body.root().member("health").text()) + "|" +
               std::string(body.root().find("/concerns/0/id").text());
    };
    CHECK(now_told(0) == "good|good|");
    CHECK(now_told(1) == "retrying|attention|status.party-retrying");
    CHECK(now_told(2) == "retrying|attention|status.party-retrying");
    CHECK(now_told(3) == "failing|trouble|status.party-failing");
}

TEST_CASE("a destination that left the configuration is told of while something is left to do for it") {
    admin_bench on;
    const auto listed = [&] {
        const auto body = json_body(on.get("/admin/v1/status"));
        const auto parties = body.root().member("parties");
        for (auto one = parties.first_child(); one; one = one.next_sibling())
            if (one.member("id").text() == "oud") return true;
        return false;
    };
    on.destinations = {
        {.destination = "oud", .under_way = 1, .delivered = 9, .failing_tries = 4, .reason = "HTTP 503"}};
    CHECK(listed());
    CHECK(json_body(on.get("/admin/v1/status")).root().member("health").text() == "trouble");
    on.destinations[0].under_way = 0;
    CHECK_FALSE(listed());
    CHECK(json_body(on.get("/admin/v1/status")).root().member("health").text() == "good");
}

TEST_CASE("health tells of each part in a word, names nobody, and is 503 only when nothing is accepted") {
    admin_bench on;
    const auto asked = [&] {
        auto request = admin_bench::call("GET", "/health");
        request.headers.remove("Authorization");
        return on.ask(request);
    };
    const auto word = [&](const char* part) {
        return std::string(json_body(asked()).root().find(std::string("/parts/") + part).text());
    };
    CHECK(json_body(asked()).root().member("health").text() == "good");
    for (const char* part : {"gateway", "store", "parties", "routes", "configuration", "certificates"})
        CHECK(word(part) == "good");
    on.destinations = {{.destination = "las", .failing_tries = 9, .reason = "HTTP 503"}};
    on.hash_of_files = "another";
    CHECK(asked().status == 200);
    CHECK(word("parties") == "trouble");
    CHECK(word("configuration") == "attention");
    CHECK(word("store") == "good");
    CHECK(json_body(asked()).root().member("health").text() == "trouble");
    CHECK(asked().whole_body().find("las") == std::string_view::npos);
    on.stopping = true;
    CHECK(asked().status == 503);
    CHECK(word("gateway") == "trouble");
}

TEST_CASE("a configuration file that differs from what is applied needs attention") {
    admin_bench on;
    CHECK_FALSE(json_body(on.get("/admin/v1/status")).root().find("/configuration/file_differs").boolean(true));
    on.hash_of_files = "another";
    const auto body = json_body(on.get("/admin/v1/status"));
    CHECK(body.root().find("/configuration/file_differs").boolean());
    const auto concerns = body.root().member("concerns");
    bool told = false;
    for (auto one = concerns.first_child(); one; one = one.next_sibling())
        told = told || one.member("id").text() == "status.file-differs";
    CHECK(told);
}

TEST_CASE("a reload is applied, refused for its faults, or needs a restart") {
    admin_bench on;
    const auto applied = on.post("/admin/v1/reload", "{}");
    CHECK(applied.status == 200);
    CHECK(json_body(applied).root().member("applied").boolean());

    on.reload_answer = {
        false,
        "not valid",
        {{"config.type", {"/etc/schakel.toml", 3, 7}, "gateway.threads", "is a text", "a number", {}}}};
    const auto invalid = on.post("/admin/v1/reload");
    test::is_problem(invalid, 422, "bad-configuration");
    CHECK(json_body(invalid).root().find("/faults/0/line").integer() == 3);
    CHECK(json_body(invalid).root().find("/faults/0/key").text() == "gateway.threads");

    on.reload_answer = {false, "restart to apply", {}};
    test::is_problem(on.post("/admin/v1/reload"), 409, "not-applied");
}

TEST_CASE("an explanation tells of every route why it wins or not") {
    admin_bench on;
    const auto answer = on.post("/admin/v1/routes/explain", R"({"sender":"toets","school":"de-akker"})");
    REQUIRE(answer.status == 200);
    const auto body = json_body(answer);
    const auto routes = body.root().member("routes");
    CHECK(routes.at(0).member("route").text() == "rekenen");
    CHECK(routes.at(0).member("verdict").text() == "not-matched");
    CHECK(routes.at(0).member("failed_on").text() == "subject");
    CHECK(routes.at(1).member("verdict").text() == "won");
    CHECK(routes.at(1).member("to").at(0).text() == "las");
    CHECK(routes.at(2).member("verdict").text() == "shadowed");
    CHECK(routes.at(2).member("priority").integer() == 1);
}

TEST_CASE("facts that are not understood are named") {
    admin_bench on;
    const auto fault = [&](const std::string& facts) {
        const auto answer = on.post("/admin/v1/routes/explain", facts);
        CHECK(answer.status == 400);
        const auto body = json_body(answer);
        return std::string(body.root().member("parameter").text()) + "|" +
               std::string(body.root().member("nearest").text());
    };
    CHECK(fault(R"({"shool":"x"})") == "shool|school");
    CHECK(fault(R"({"school":7})") == "school|");
    CHECK(fault(R"({"at":"noon"})") == "at|");
    CHECK(fault("[]") == "body|");
    const auto broken = on.post("/admin/v1/routes/explain", "{\n\"school\" 1}");
    test::is_problem(broken, 400, "bad-json");
    CHECK(json_body(broken).root().find("/findings/0/line").integer() == 2);
    test::is_problem(on.post("/admin/v1/routes/explain"), 400, "bad-json");
}
