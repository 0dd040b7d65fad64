// Replays of many messages over the admin API: counted, confirmed, told, stopped.
#include "tests/support/admin_bench.hpp"
#include "tests/unit/admin/json_body.hpp"

using namespace schakel;
using test::json_body;

namespace {

struct replay_bench : test::admin_bench {
    pipeline::replay_runs runs{{{*store, time, log, [] {}}, adapters, [this] { return configuration; }}};

    replay_bench() {
        replays = &runs;
        listen(nullptr, nullptr);
    }

    void carry_out() {
        for (auto next = runs.step(); next && *next <= time.steady();) next = runs.step();
    }
    static std::string in_list(const std::vector<std::string>& ids, const std::string& more = {}) {
        std::string list;
        for (const std::string& one : ids) list += (list.empty() ? "\"" : ",\"") + one + "\"";
        return "{\"messages\":[" + list + "]" + more + "}";
    }
    std::string bad_value(const std::string& path, const std::string& body) {
        const auto answer = post(path, body);
        test::is_problem(answer, 400, "bad-value");
        return std::string(json_body(answer).root().member("parameter").text());
    }
};

constexpr const char* replays_path = "/admin/v1/replays";

} // namespace

TEST_CASE("a dry run counts what would be replayed, and replays nothing") {
    replay_bench on;
    const std::string first = on.stored_message();
    on.stored_message();
    CHECK(on.post("/admin/v1/messages/" + first + "/replay").status == 201);
    const auto answer = on.post(std::string(replays_path) + "?sender=toets&copy_of=&dry_run=true");
    test::is_problem(answer, 400, "bad-value"); // copies are found by the list only
    const auto counted = on.post(std::string(replays_path) + "?sender=toets&dry_run=true");
    CHECK(counted.status == 200);
    const auto body = json_body(counted);
    CHECK(body.root().member("messages").integer() == 3);
    CHECK(body.root().member("replayable").integer() == 3);
    CHECK(body.root().member("without_body").integer() == 0);
    CHECK(body.root().member("replayed_before").integer() == 1);
    CHECK(is_uuid(body.root().member("run").text()));
    CHECK(on.store->counts().messages == 3);
    CHECK_FALSE(on.runs.step().has_value());
}

TEST_CASE("an order is carried out, told and found in the list") {
    replay_bench on;
    const std::string one = on.stored_message(), other = on.stored_message();
    const auto order = replay_bench::in_list({one, other}, R"(,"run":"herstel-1","confirm":2,"to_destination":"las")");
    const auto begun = on.post(replays_path, order);
    REQUIRE_MESSAGE(begun.status == 202, begun.body);
    CHECK(begun.headers.get("Location") == "/admin/v1/replays/herstel-1");
    CHECK(json_body(begun).root().member("state").text() == "running");
    CHECK(on.post(replays_path, order).status == 202); // pressed twice
    on.carry_out();
    const auto told = json_body(on.get("/admin/v1/replays/herstel-1"));
    CHECK(told.root().member("state").text() == "ended");
    CHECK(told.root().member("copied").integer() == 2);
    CHECK(told.root().member("to_destination").text() == "las");
    CHECK(told.root().find("/results/1/message").text() == other);
    CHECK(told.root().find("/results/1/deliveries").integer() == 1);
    CHECK(told.root().member("next").integer() == 2);
    const auto rest = json_body(on.get("/admin/v1/replays/herstel-1?after=1"));
    CHECK(rest.root().member("results").size() == 1);
    CHECK(json_body(on.get("/admin/v1/replays/herstel-1?after=99")).root().member("results").size() == 0);
    CHECK(json_body(on.get(replays_path)).root().find("/replays/0/run").text() == "herstel-1");
    CHECK(on.store->counts().messages == 4);
    test::is_problem(on.get("/admin/v1/replays/another"), 404, "no-such-replay");
    test::is_problem(on.post("/admin/v1/replays/another/stop"), 404, "no-such-replay");
    CHECK(on.post("/admin/v1/replays/herstel-1/stop").status == 202);
}

TEST_CASE("an order is confirmed by its number, which must be said above 100") {
    replay_bench on;
    const std::string one = on.stored_message();
    test::is_problem(on.post(replays_path, replay_bench::in_list({one}, R"(,"confirm":2)")), 409, "not-confirmed");
    for (int i = 0; i < 100; ++i) on.stored_message();
    test::is_problem(on.post(std::string(replays_path) + "?sender=toets"), 409, "not-confirmed");
    CHECK_FALSE(on.runs.step().has_value());
    CHECK(on.post(std::string(replays_path) + "?sender=toets", R"({"confirm":101})").status == 202);
}

TEST_CASE("an order that is not understood is refused, and names what is wrong") {
    replay_bench on;
    const std::string id = on.stored_message(), path(replays_path);
    CHECK(on.bad_value(path, "{}") == "messages");
    CHECK(on.bad_value(path + "?status=", "{}") == "messages");
    CHECK(on.bad_value(path + "?sender=toets", replay_bench::in_list({id})) == "messages");
    CHECK(on.bad_value(path, R"({"messages":"all"})") == "messages");
    CHECK(on.bad_value(path, replay_bench::in_list({id}, R"(,"per_minute":0)")) == "per_minute");
    CHECK(on.bad_value(path, replay_bench::in_list({id}, R"(,"confirm":"1")")) == "confirm");
    CHECK(on.bad_value(path, replay_bench::in_list({id}, R"(,"to_rute":"scores")")) == "to_rute");
    CHECK(on.bad_value(path, replay_bench::in_list({id}, R"(,"run":"a/b")")) == "run");
    CHECK(on.bad_value(path + "?sendr=toets", "{}") == "sendr");
    CHECK(on.bad_value("/admin/v1/messages/" + id + "/replay", R"({"to":"las"})") == "to");
    const std::string unknown = "01930000-0000-7000-8000-000000000000";
    test::is_problem(on.post(path, replay_bench::in_list({unknown})), 404, "no-such-message");
    on.replays = nullptr;
    on.listen(nullptr, nullptr);
    test::is_problem(on.post(path, replay_bench::in_list({id})), 503, "unavailable");
}

TEST_CASE("one message is replayed to one destination") {
    replay_bench on;
    const std::string path = "/admin/v1/messages/" + on.stored_message() + "/replay";
    CHECK(on.post(path, R"({"to_route":"scores","to_destination":"las"})").status == 201);
    const auto nothing = on.post(path, R"({"to_destination":"lms"})");
    test::is_problem(nothing, 409, "not-replayed");
    CHECK(json_body(nothing).root().member("detail").text() == "nothing of it goes to lms");
}
