// Messages are kept as long as settings say, by a clock that the test turns.
#include "gateway/service/retention_keeper.hpp"

#include "tests/contract/store/store_subject.hpp"

#include <cstdio>
#include <future>

using namespace schakel;
using namespace schakel::outbox;

namespace {

using days = std::chrono::days;

struct kept : sqlite_subject {
    settings::retention how;
    logger log{stderr, time};
    service::retention_keeper keeper{*opened, time, log};

    std::string add(state status, std::string route = "to-lms") {
        delivery d = make_delivery(time, "lms", new_id(time), "{}");
        d.route = std::move(route);
        d.status = status;
        acceptance what = make_acceptance(time, "body", {std::move(d)});
        const std::string id = what.message.id;
        REQUIRE(commit(*opened, std::move(what)).what == commit_outcome::kind::stored);
        return id;
    }
    // A run to its end; the clock goes on between its steps.
    void run() {
        for (std::chrono::milliseconds pause{0}; pause < 1h;) {
            time.advance(pause);
            pause = keeper.step(how);
        }
    }
    // As in a gateway that is there all the time.
    void pass(days how_long) {
        for (days passed{0}; passed < how_long; ++passed) {
            time.advance(days(1));
            run();
        }
    }
    bool there(const std::string& id) { return opened->show(id).has_value(); }
    // How many entries the audit log has, without those of this function.
    std::uint64_t told() {
        std::promise<bool> written; // behind what was written before
        opened->write_audit({time.now(), "test", "counted", "entries", {}}, [&](bool done) {
            written.set_value(done);
        });
        REQUIRE(written.get_future().get());
        const auto entries = opened->verify_audit();
        REQUIRE(entries);
        return *entries - ++counted;
    }
    std::uint64_t counted = 0;
};

} // namespace

TEST_CASE("What is finished goes after its term, dead letters after theirs, and what is open stays") {
    kept s;
    const std::string delivered = s.add(state::delivered), dead = s.add(state::rejected), held = s.add(state::held),
                      waiting = s.add(state::waiting);
    s.pass(days(59));
    CHECK(s.there(delivered));
    s.pass(days(2));
    CHECK(!s.there(delivered));
    CHECK(s.there(dead));
    s.pass(days(121));
    CHECK(!s.there(dead));
    s.pass(days(400));
    CHECK(s.there(held));
    CHECK(s.there(waiting));
    CHECK(s.opened->counts().messages == 2);
    CHECK(s.opened->counts().dead_letters == 0);
}

TEST_CASE("A route and a standard may have terms of their own; the longest of a message's deliveries decides") {
    kept s;
    s.how.rules.push_back({{days(10), days(10)}, "short", "", {}});
    s.how.rules.push_back({{days(300), days(300)}, "long", "", {}});
    s.how.rules.push_back({{days(20), days(20)}, "", "xapi-1.0.3", {}});
    const std::string quick = s.add(state::delivered, "short"), slow = s.add(state::delivered, "long"),
                      plain = s.add(state::delivered, "other");
    delivery one = make_delivery(s.time, "lms", "a", "{}"), two = make_delivery(s.time, "lms", "b", "{}");
    one.route = "short";
    two.route = "long";
    one.status = two.status = state::delivered;
    acceptance both = make_acceptance(s.time, "body", {one, two});
    const std::string mixed = both.message.id;
    commit(*s.opened, std::move(both));
    acceptance other = make_acceptance(s.time, "body");
    other.message.standard = "xapi-1.0.3";
    const std::string by_standard = other.message.id;
    commit(*s.opened, std::move(other));

    s.pass(days(11));
    CHECK(!s.there(quick));
    CHECK(s.there(by_standard));
    s.pass(days(10));
    CHECK(!s.there(by_standard));
    CHECK(s.there(plain));
    s.pass(days(40));
    CHECK(!s.there(plain));
    CHECK(s.there(slow));
    CHECK(s.there(mixed));
    s.pass(days(300));
    CHECK(s.opened->counts().messages == 0);
}

TEST_CASE("What went is told once in the audit log, with counts, and what is left is found and opened as before") {
    kept s;
    for (int i = 0; i < 1'200; ++i) s.add(state::delivered);
    s.time.advance(days(30));
    const std::string later = s.add(state::delivered);
    const std::uint64_t before = s.told();
    s.time.advance(days(31));
    s.add(state::waiting);
    s.keeper.step(s.how); // the clock moved with the time: nothing is doubted
    s.run();
    CHECK(s.opened->counts().messages == 2);
    CHECK(s.told() == before + 2); // the message above, and the run
    s.run();
    CHECK(s.told() == before + 2);
    s.reopen();
    CHECK(s.opened->counts().messages == 2);
    CHECK(s.there(later));
    message_filter of_school;
    of_school.school = "99ZZ00";
    CHECK(s.opened->list(of_school).messages.size() == 2);
}

TEST_CASE("A clock that is set forward removes nothing for a day, and nothing at all when it is set back in time") {
    kept s;
    const std::string one = s.add(state::delivered);
    s.run();
    s.time.set(days(5'000));
    s.run();
    s.time.advance(23h);
    s.run();
    CHECK(s.there(one));
    s.time.set(-days(5'000));
    s.pass(days(20));
    CHECK(s.there(one));
    s.pass(days(50));
    CHECK(!s.there(one));
}

TEST_CASE("A clock that is wrong when the gateway starts is doubted for a day") {
    kept s;
    const std::string one = s.add(state::delivered);
    s.time.advance(days(3'000));
    s.run();
    CHECK(s.there(one));
    s.time.advance(25h);
    s.run();
    CHECK(!s.there(one));
}
