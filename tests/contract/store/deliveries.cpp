// What leasing and settling promise: order per key, no lane in the way of another, every outcome kept.
#include "tests/contract/store/store_subject.hpp"

using namespace schakel;
using namespace schakel::outbox;
using list = std::vector<std::string>;

namespace {

acceptance with(const schakel::clock& time, std::string destination, std::string key, std::string body) {
    return make_acceptance(
        time, body + " as received", {make_delivery(time, std::move(destination), std::move(key), body)}
    );
}

} // namespace

TEST_CASE_TEMPLATE("Deliveries of one route and key leave one by one, in order", subject, SCHAKEL_STORES) {
    subject s;
    for (const char* body : {"a1", "a2"}) commit(s.open(), with(s.time, "lms", "a", body));
    commit(s.open(), with(s.time, "lms", "b", "b1"));

    auto first = s.open().lease(s.time.now(), 10);
    CHECK(bodies(first) == list{"a1", "b1"});
    CHECK(s.open().lease(s.time.now(), 10).empty());

    CHECK(settle(s.open(), step(first[1], state::delivered)));
    CHECK(s.open().lease(s.time.now(), 10).empty());
    CHECK(settle(s.open(), step(first[0], state::delivered)));
    CHECK(bodies(s.open().lease(s.time.now(), 10)) == list{"a2"});
}

TEST_CASE_TEMPLATE("A delivery that waits for its next try holds up its own key only", subject, SCHAKEL_STORES) {
    subject s;
    for (const char* body : {"a1", "a2"}) commit(s.open(), with(s.time, "lms", "a", body));
    commit(s.open(), with(s.time, "lms", "b", "b1"));
    const auto first = s.open().lease(s.time.now(), 1);
    const instant later = s.time.now() + 5min;
    CHECK(settle(s.open(), step(first.at(0), state::waiting, later)));
    CHECK(bodies(s.open().lease(s.time.now(), 10)) == list{"b1"});
    CHECK(s.open().next_due() == later);
    s.reopen(); // what was leased is due again at once, what waits keeps its moment
    CHECK(bodies(s.open().lease(s.time.now(), 10)) == list{"b1"});
    const auto again = s.open().lease(later, 10);
    CHECK(bodies(again) == list{"a1"});
}

TEST_CASE_TEMPLATE("Attempts are counted and kept", subject, SCHAKEL_STORES) {
    subject s;
    acceptance what = with(s.time, "lms", "a", "a1");
    commit(s.open(), what);
    for (std::uint32_t i = 1; i <= 3; ++i) {
        const auto leased = s.open().lease(s.time.now(), 1);
        REQUIRE(leased.size() == 1);
        CHECK(leased[0].attempts == i - 1);
        settlement tried = step(leased[0], i < 3 ? state::waiting : state::quarantined, s.time.now());
        tried.attempt = attempt{leased[0].id, i, s.time.now(), 120, 503, "retry", "busy"};
        if (i == 3) tried.audit = audit_entry{s.time.now(), "gateway", "delivery.quarantined", leased[0].id, "busy"};
        CHECK(settle(s.open(), std::move(tried)));
    }
    auto history = s.open().show(what.message.id);
    REQUIRE(history.has_value());
    REQUIRE(history->attempts.size() == 3);
    CHECK(history->attempts[2].number == 3);
    CHECK(history->attempts[2].status == 503);
    CHECK(history->deliveries.at(0).attempts == 3);
    CHECK(history->deliveries.at(0).settled_at == s.time.now());
    CHECK(history->message.status == state::quarantined);
    CHECK(history->audit.size() == 2);
    CHECK(s.open().counts().dead_letters == 1);
    CHECK(s.open().counts().waiting == 0);
}

TEST_CASE_TEMPLATE("The parts of a divided batch take its place in the order", subject, SCHAKEL_STORES) {
    subject s;
    acceptance what = with(s.time, "lms", "a", "1234");
    what.deliveries.push_back(make_delivery(s.time, "lms", "a", "56"));
    commit(s.open(), what);
    auto leased = s.open().lease(s.time.now(), 1);
    settlement divided = step(leased.at(0), state::waiting);
    divided.replaced_by = {make_delivery(s.time, "lms", "a", "12"), make_delivery(s.time, "lms", "a", "34")};
    CHECK(settle(s.open(), divided));
    leased = s.open().lease(s.time.now(), 10);
    REQUIRE(bodies(leased) == list{"12"});
    CHECK(leased[0].message_id == what.message.id);
    settlement once_more = step(leased[0], state::waiting);
    once_more.replaced_by = {make_delivery(s.time, "lms", "a", "1"), make_delivery(s.time, "lms", "a", "2")};
    CHECK(settle(s.open(), once_more));
    s.reopen();
    for (const char* body : {"1", "2", "34", "56"}) {
        leased = s.open().lease(s.time.now(), 10);
        CHECK(bodies(leased) == list{body});
        CHECK(settle(s.open(), step(leased.at(0), state::delivered)));
    }
    auto history = s.open().show(what.message.id);
    REQUIRE(history.has_value());
    CHECK(history->message.status == state::delivered);
    CHECK(s.open().counts().dead_letters == 0);
}

TEST_CASE_TEMPLATE("A held delivery waits for a person and lets others of its key pass", subject, SCHAKEL_STORES) {
    subject s;
    for (const char* body : {"a1", "a2"}) commit(s.open(), with(s.time, "lms", "a", body));
    const auto leased = s.open().lease(s.time.now(), 1);
    CHECK(settle(s.open(), step(leased.at(0), state::held)));
    CHECK(s.open().counts().held == 1);
    s.reopen();
    CHECK(s.open().counts().held == 1);
    CHECK(bodies(s.open().lease(s.time.now(), 10)) == list{"a2"});
    CHECK(settle(s.open(), step(leased.at(0), state::waiting, s.time.now()))); // approved
    CHECK(s.open().counts().held == 0);
    CHECK(s.open().counts().waiting == 2);
}

TEST_CASE_TEMPLATE("A settled delivery stays settled", subject, SCHAKEL_STORES) {
    subject s;
    commit(s.open(), with(s.time, "lms", "a", "a1"));
    const auto leased = s.open().lease(s.time.now(), 1);
    CHECK(settle(s.open(), step(leased.at(0), state::delivered)));
    CHECK_FALSE(settle(s.open(), step(leased.at(0), state::waiting, s.time.now())));
    CHECK(s.open().lease(s.time.now(), 1).empty());
}

TEST_CASE_TEMPLATE("A released delivery goes again and counts no attempt", subject, SCHAKEL_STORES) {
    subject s;
    commit(s.open(), with(s.time, "lms", "a", "a1"));
    const auto leased = s.open().lease(s.time.now(), 1);
    s.open().release(leased.at(0).id, s.time.now() + 1s);
    CHECK(s.open().lease(s.time.now(), 1).empty());
    const auto again = s.open().lease(s.time.now() + 1s, 1);
    REQUIRE(again.size() == 1);
    CHECK(again[0].attempts == 0);
}

TEST_CASE_TEMPLATE("Destinations take turns, and one that may not be reached is passed over", subject, SCHAKEL_STORES) {
    subject s;
    for (int i = 0; i < 50; ++i) commit(s.open(), with(s.time, "dead", std::to_string(i), "dead"));
    commit(s.open(), with(s.time, "alive", "a", "alive"));
    CHECK(bodies(s.open().lease(s.time.now(), 2)) == list{"dead", "alive"});

    int asked = 0;
    const store::permission only_alive = [&](std::string_view destination) { return ++asked, destination != "dead"; };
    commit(s.open(), with(s.time, "alive", "b", "alive again"));
    CHECK(bodies(s.open().lease_where(s.time.now(), 10, only_alive)) == list{"alive again"});
    CHECK(asked <= 3);
    CHECK_FALSE(s.open().next_due_where(only_alive).has_value());
    CHECK(s.open().next_due() == s.time.now());
}

TEST_CASE_TEMPLATE("A message has the state of its worst delivery", subject, SCHAKEL_STORES) {
    subject s;
    acceptance what = make_acceptance(
        s.time, "both", {make_delivery(s.time, "lms", "a", "1"), make_delivery(s.time, "las", "a", "2")}
    );
    commit(s.open(), what);
    const auto leased = s.open().lease(s.time.now(), 2);
    const auto status = [&] { return s.open().show(what.message.id)->message.status; };
    settle(s.open(), step(leased.at(0), state::already_there));
    CHECK(status() == state::waiting);
    settle(s.open(), step(leased.at(1), state::rejected));
    CHECK(status() == state::rejected);
}
