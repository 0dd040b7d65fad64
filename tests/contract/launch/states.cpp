#include "tests/contract/launch/launch_subject.hpp"

#include <atomic>
#include <latch>

namespace schakel::outbox {

TEST_CASE_TEMPLATE("a state is taken once, and only in its time", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    REQUIRE(on.rows().keep(one_state("a", "first", now + 10min)));
    REQUIRE(on.rows().keep(one_state("b", "second", now + 10min)));

    CHECK(on.rows().look("a", now) == "first");
    CHECK(taken(on.rows(), "a", now) == "first");
    CHECK(taken(on.rows(), "a", now) == "-");
    CHECK_FALSE(on.rows().look("a", now));
    CHECK_FALSE(on.rows().look("b", now + 10min));
    CHECK(taken(on.rows(), "b", now + 10min) == "-");
    CHECK(taken(on.rows(), "never", now) == "-");
}

TEST_CASE_TEMPLATE("keys and bytes may hold any byte", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const std::string odd("a\0b\xff", 4);
    REQUIRE(on.rows().keep(one_state(odd, odd + odd, on.time.now() + 1min)));
    REQUIRE(on.rows().keep(one_state("empty", "", on.time.now() + 1min)));
    CHECK(taken(on.rows(), odd, on.time.now()) == odd + odd);
    CHECK(taken(on.rows(), "empty", on.time.now()) == "");
}

TEST_CASE_TEMPLATE("what is kept together is kept as a whole or not at all", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    REQUIRE(on.rows().keep(one_state("a", "first", now + 10min)));

    launch_writes all = one_state("new", "second", now + 10min);
    all.states.push_back({"a", "another", now + 10min, false});
    all.records.push_back(some_record(1, "record", "bytes"));
    launch_attempt attempt;
    attempt.trace = "trace";
    all.attempts.push_back(attempt);
    CHECK_FALSE(on.rows().keep(all));
    CHECK(taken(on.rows(), "new", now) == "-");
    CHECK_FALSE(on.rows().find(1, "record", now));
    CHECK(on.rows().attempts({}).empty());
    CHECK(taken(on.rows(), "a", now) == "first");

    REQUIRE(on.rows().keep(all));
    CHECK(taken(on.rows(), "new", now) == "second");
    CHECK(on.rows().find(1, "record", now));
    CHECK(on.rows().attempts({}).size() == 1);
}

TEST_CASE_TEMPLATE("of all that follows from one state one is kept", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    REQUIRE(on.rows().keep(one_state("login", "first", now + 10min)));

    launch_writes one = one_state("launch", "second", now + 10min);
    one.takes = {"login"};
    launch_writes other = one_state("another", "second", now + 10min);
    other.takes = {"login"};
    launch_attempt attempt;
    attempt.trace = "trace";
    other.attempts.push_back(attempt);
    other.audits.push_back({now, "system:elo", "launch.sent", "trace", {}});
    const auto first = on.rows().keep(one), second = on.rows().keep(other);
    REQUIRE(first);
    CHECK(*first);
    REQUIRE(second);
    CHECK_FALSE(*second);
    CHECK_FALSE(on.rows().look("login", now));
    CHECK(on.rows().look("launch", now) == "second");
    CHECK_FALSE(on.rows().look("another", now));
    CHECK(on.rows().attempts({}).empty());
    CHECK(on.rows().audits(10).empty());
}

TEST_CASE_TEMPLATE(
    "what is left to be kept is told each for itself, and one takes the state", subject, SCHAKEL_LAUNCH_ROWS
) {
    constexpr int count = 60;
    subject on;
    const instant now = on.time.now();
    REQUIRE(on.rows().keep(one_state("login", "first", now + 10min)));
    REQUIRE(on.rows().keep(one_state("taken", "before", now + 10min)));
    std::atomic<int> kept{0}, late{0}, failed{0};
    std::latch left(count);
    for (int at = 0; at < count; ++at) {
        // Every tenth wants a key that is there already.
        launch_writes one = one_state(at % 10 == 0 ? "taken" : "launch " + std::to_string(at), "second", now + 10min);
        one.takes = {"login"};
        on.rows().keep_later(one, [&](const result<bool>& how) {
            ++(!how ? failed : *how ? kept : late);
            left.count_down();
        });
    }
    left.wait();
    CHECK(kept == 1);
    CHECK(kept + late + failed == count);
    CHECK(failed <= count / 10);
    CHECK(on.rows().look("taken", now) == "before");
}

TEST_CASE_TEMPLATE("states whose keys begin alike are told apart", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    for (int at = 0; at < 500; ++at)
        REQUIRE(on.rows().keep(one_state("time" + std::to_string(at), std::to_string(at), now + 10min)));
    for (int at = 0; at < 500; ++at) CHECK(taken(on.rows(), "time" + std::to_string(at), now) == std::to_string(at));
}

TEST_CASE_TEMPLATE("audit entries wait in order until they are collected", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    for (const char* trace : {"1", "2", "3"}) {
        launch_writes one;
        one.audits.push_back({now, "system:elo", "launch.sent", trace, "school=beek"});
        REQUIRE(on.rows().keep(one));
    }
    REQUIRE(on.rows().sort());
    const auto some = on.rows().audits(2);
    REQUIRE(some.size() == 2);
    CHECK(some[0].entry.subject == "1");
    CHECK(some[0].entry.at == now);
    CHECK(some[0].entry.actor == "system:elo");
    CHECK(some[0].entry.action == "launch.sent");
    CHECK(some[0].entry.detail == "school=beek");
    REQUIRE(on.rows().audits_collected(some[1].number));
    const auto rest = on.rows().audits(10);
    REQUIRE(rest.size() == 1);
    CHECK(rest[0].entry.subject == "3");
}

TEST_CASE_TEMPLATE("values are used once, together or not at all", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant until = on.time.now() + 10min;
    CHECK(is_fresh(on.rows(), "nonce|a", until));
    CHECK_FALSE(is_fresh(on.rows(), "nonce|a", until));

    const std::array some{used_value{"nonce|b", until}, used_value{"nonce|a", until}};
    const auto used = on.rows().use(some);
    REQUIRE(used);
    CHECK(*used == 1);
    CHECK(is_fresh(on.rows(), "nonce|b", until));
    const auto nothing = on.rows().use({});
    REQUIRE(nothing);
    CHECK_FALSE(*nothing);
}

TEST_CASE_TEMPLATE("what is over is forgotten, what is not is kept", subject, SCHAKEL_LAUNCH_ROWS) {
    subject on;
    const instant now = on.time.now();
    REQUIRE(on.rows().keep(one_state("over", "", now + 1min)));
    REQUIRE(on.rows().keep(one_state("open", "still", now + 1h)));
    CHECK(is_fresh(on.rows(), "over", now + 1min));
    CHECK(is_fresh(on.rows(), "open", now + 1h));
    launch_record record = some_record(1, "over", "");
    record.until = now + 1min;
    REQUIRE(on.rows().put(record, put_when::always));

    on.time.advance(1min);
    const auto more = on.rows().forget(on.time.now(), now);
    REQUIRE(more);
    CHECK_FALSE(*more);
    CHECK(is_fresh(on.rows(), "over", now + 1h));
    CHECK_FALSE(is_fresh(on.rows(), "open", now + 1h));
    CHECK(taken(on.rows(), "open", on.time.now()) == "still");
    const auto version = on.rows().put(record, put_when::absent);
    REQUIRE(version);
    CHECK(*version == 1U);
}

} // namespace schakel::outbox
