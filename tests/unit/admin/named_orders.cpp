// Orders with Idempotency-Key: done once, answered the same again, over a restart too.
#include "tests/support/admin_bench.hpp"
#include "tests/support/memory_launch_rows.hpp"
#include "tests/unit/admin/json_body.hpp"

#include "gateway/pipeline/replay.hpp"

using namespace schakel;
using test::admin_bench;

namespace {

struct named_bench : admin_bench {
    named_bench() { restart(); }

    // What is in memory is gone.
    void restart() {
        kept = std::make_unique<pipeline::kept_answers>(rows, time, [](const std::function<void()>& task) { task(); });
        answers = kept.get();
        listen(nullptr, nullptr);
    }

    transport::http_response order(std::string path, const std::string& key, std::string body = {}) {
        auto request = call("POST", std::move(path), std::move(body));
        request.headers.add("Idempotency-Key", key);
        return ask(std::move(request));
    }

    test::memory_launch_rows rows;
    std::unique_ptr<pipeline::kept_answers> kept;
};

void check_same(const transport::http_response& again, const transport::http_response& first) {
    CHECK(again.status == first.status);
    CHECK(again.headers == first.headers);
    CHECK(again.body == first.body);
}

} // namespace

TEST_CASE("an order under a name is done once, and answered the same over a restart") {
    named_bench on;
    const std::string path = "/admin/v1/messages/" + on.stored_message() + "/replay";
    const auto first = on.order(path, "k1");
    REQUIRE_MESSAGE(first.status == 201, first.body);
    CHECK(first.headers.get("Location").starts_with("/admin/v1/messages/"));
    CHECK(first.headers.get("Cache-Control") == "no-store");
    check_same(on.order(path, "k1"), first);
    on.restart();
    check_same(on.order(path, "k1"), first);
    CHECK(on.store->counts().messages == 2);
    CHECK(on.order(path, "k2").status == 201);
    CHECK(on.store->counts().messages == 3);
}

TEST_CASE("another order under a name that is in use is refused") {
    named_bench on;
    const std::string one = on.stored_message(), other = on.stored_message();
    REQUIRE(on.order("/admin/v1/messages/" + one + "/replay", "k1").status == 201);
    const auto refused = on.order("/admin/v1/messages/" + other + "/replay", "k1");
    test::is_problem(refused, 422, "idempotency-key-reused");
    CHECK(on.store->counts().messages == 3);
    on.time.advance(24h + 1s);
    CHECK(on.order("/admin/v1/messages/" + other + "/replay", "k1").status == 201);
}

TEST_CASE("a replay that was killed before its answer was kept makes no second copy") {
    named_bench on;
    const std::string path = "/admin/v1/messages/" + on.stored_message() + "/replay";
    on.rows.refuse_writing(true);
    const auto first = on.order(path, "k1");
    REQUIRE(first.status == 201);
    on.rows.refuse_writing(false);
    on.restart();
    const auto again = on.order(path, "k1");
    CHECK(again.status == 201);
    CHECK(again.headers.get("Location") == first.headers.get("Location"));
    CHECK(again.body == first.body);
    CHECK(on.store->counts().messages == 2);
}

TEST_CASE("a refused order leaves its name free") {
    named_bench on;
    on.reload_answer = {false, "an unknown key", {}};
    CHECK(on.order("/admin/v1/reload", "k1").status >= 400);
    on.reload_answer = {true, "applied", {}};
    CHECK(on.order("/admin/v1/reload", "k1").status == 200);
    on.reload_answer = {false, "an unknown key", {}};
    CHECK(on.order("/admin/v1/reload", "k1").status == 200); // not done again
}

TEST_CASE("who only asks is answered anew, and a name without sense is told") {
    named_bench on;
    const std::string facts = R"({"school":"99XX00","sender":"toets"})";
    CHECK(on.order("/admin/v1/routes/explain", "k1", facts).status == 200);
    CHECK(on.order("/admin/v1/routes/explain", "k1", R"({"school":"99XX00"})").status == 200);
    test::is_problem(on.order("/admin/v1/reload", ""), 400, "idempotency-key-malformed");
    test::is_problem(on.order("/admin/v1/reload", std::string(256, 'k')), 400, "idempotency-key-malformed");
    auto request = admin_bench::call("GET", "/admin/v1/status");
    request.headers.add("Idempotency-Key", "");
    CHECK(on.ask(std::move(request)).status == 200);
}

TEST_CASE("answers are kept under lock, and names not at all") {
    test::fake_clock time;
    test::memory_launch_rows rows;
    pipeline::kept_answers kept(rows, time, [](const std::function<void()>& task) { task(); });
    const pipeline::kept_answers::request invitation{"/admin", "name-of-the-request", "digest", "secret"};
    int done = 0;
    const auto ask = [&](const pipeline::kept_answers::request& what) {
        reply said;
        kept.once(
            what,
            [&](const pipeline::kept_answers::told& told) {
                ++done;
                told({201, {{"Content-Type", "application/json"}}, R"({"token":"shown-once"})"});
            },
            [&](std::optional<reply> answer) { said = answer.value(); }
        );
        return said;
    };
    const reply first = ask(invitation);
    CHECK(ask(invitation).body == first.body);
    CHECK(done == 1);
    const auto lies = rows.list({10, {}, {}, {}, {}, 100}, time.now());
    REQUIRE(lies.size() == 1);
    for (const char* word : {"shown-once", "name-of-the-request", "secret", "json"}) {
        CAPTURE(word);
        CHECK(lies[0].bytes.find(word) == std::string::npos);
        CHECK(lies[0].id.find(word) == std::string::npos);
    }
    pipeline::kept_answers::request stranger = invitation;
    stranger.secret = "another";
    ask(stranger);
    CHECK(done == 2);
}

TEST_CASE("who asks while the first answer is being made gets that one; who drops it says 500") {
    test::fake_clock time;
    test::memory_launch_rows rows;
    pipeline::kept_answers kept(rows, time, [](const std::function<void()>& task) { task(); });
    const pipeline::kept_answers::request order{"/admin", "k1", "digest", "secret"};
    pipeline::kept_answers::told later;
    int done = 0;
    std::vector<int> statuses;
    const auto ask = [&](const pipeline::kept_answers::request& what) {
        kept.once(
            what,
            [&](pipeline::kept_answers::told told) {
                ++done;
                later = std::move(told);
            },
            [&](const std::optional<reply>& answer) { statuses.push_back(answer ? answer->status : 422); }
        );
    };
    ask(order);
    ask(order);
    ask({"/admin", "k1", "other digest", "secret"});
    CHECK(statuses == std::vector{422});
    SUBCASE("it is made") {
        later({200, {}, {}});
        CHECK(statuses == std::vector{422, 200, 200});
        ask(order);
        CHECK(done == 1);
        CHECK(statuses.back() == 200);
    }
    SUBCASE("it is dropped") {
        later = nullptr;
        CHECK(statuses == std::vector{422, 500, 500});
        ask(order);
        CHECK(done == 2);
    }
}
