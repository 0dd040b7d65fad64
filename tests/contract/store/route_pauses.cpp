// Pauses of routes, as the embedded store keeps them.
#include "gateway/outbox/route_pauses.hpp"
#include "tests/contract/store/store_subject.hpp"

using namespace schakel;
using namespace schakel::test;
using namespace schakel::outbox;

namespace {

struct paused_store {
    fake_clock time;
    temporary_folder folder;
    std::unique_ptr<store> opened;
    route_pauses* pauses = nullptr;

    paused_store() { open(); }
    void open() {
        opened.reset();
        auto made = open_sqlite_store({.path = folder.file("store.db")}, time);
        REQUIRE(made.has_value());
        opened = std::move(*made);
        pauses = dynamic_cast<route_pauses*>(opened.get());
        REQUIRE(pauses != nullptr);
    }
    bool commit_for_scores(const std::string& body) {
        delivery one = make_delivery(time, "lms", "pupil", body);
        one.route = "scores";
        return commit(*opened, make_acceptance(time, body, {one})).what == commit_outcome::kind::stored;
    }
    bool pause(instant until) {
        const bool paused = until > time.now();
        return pauses
            ->pause("scores", until, {time.now(), "operator", paused ? "route.paused" : "route.resumed", "scores", {}})
            .has_value();
    }
};

} // namespace

TEST_CASE("A pause survives a restart, with what waits for it, and its end lets that go in order") {
    paused_store on;
    const instant end = on.time.now() + std::chrono::days(10);
    REQUIRE(on.pause(end));
    for (const char* body : {"a1", "a2"}) REQUIRE(on.commit_for_scores(body));
    for (int turn = 0; turn < 2; ++turn) {
        CHECK(on.opened->lease(on.time.now(), 10).empty());
        CHECK(on.opened->next_due() == end);
        const auto all = on.pauses->pauses();
        REQUIRE(all.size() == 1);
        CHECK(all[0].route == "scores");
        CHECK(all[0].since == on.time.now());
        CHECK(all[0].until == end);
        CHECK(all[0].waiting == 2);
        on.open();
    }
    CHECK(on.opened->lease(end, 10).size() == 1); // one key: one after the other
    CHECK(on.opened->verify_audit().has_value());
}

TEST_CASE("A pause that is moved began when it began, and one that ended is remembered with its end") {
    paused_store on;
    const instant began = on.time.now();
    REQUIRE(on.pause(began + std::chrono::hours(1)));
    on.time.advance(std::chrono::minutes(1));
    REQUIRE(on.pause(began + std::chrono::hours(2)));
    CHECK(on.pauses->pauses().at(0).since == began);
    on.time.advance(std::chrono::minutes(1));
    REQUIRE(on.pause(on.time.now()));
    on.open();
    CHECK(on.pauses->paused_until("scores") == on.time.now());
    CHECK_FALSE(on.pauses->paused_until("another").has_value());
    on.time.advance(std::chrono::minutes(1));
    REQUIRE(on.pause(on.time.now() + std::chrono::hours(1)));
    CHECK(on.pauses->pauses().at(0).since == on.time.now());
}
