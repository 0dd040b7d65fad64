// A store that is read beside the gateway that has it open, and what is handed over to that gateway.
#include "gateway/core/id.hpp"
#include "gateway/outbox/launch_handover.hpp"
#include "gateway/outbox/reading_store.hpp"
#include "gateway/outbox/roster_rows.hpp"
#include "tests/contract/launch/launch_subject.hpp"

#include <future>

namespace schakel::outbox {

namespace {

struct two_nodes {
    test::temporary_folder folder;
    test::fake_clock time;
    std::unique_ptr<store> whole = open_whole();
    std::unique_ptr<launch_rows> launches = opened({.path = folder.file("store.db.launches")});
    std::unique_ptr<store> access = open_access();

    std::unique_ptr<store> open_whole() {
        auto made = open_sqlite_store({.path = folder.file("store.db")}, time);
        REQUIRE(made);
        return std::move(*made);
    }
    std::unique_ptr<store> open_access() {
        auto made = open_store_for_reading(folder.file("store.db"), *launches, time);
        REQUIRE(made);
        return std::move(*made);
    }

    commit_outcome commit(store& to, std::string id) {
        acceptance what;
        what.message.id = std::move(id);
        what.message.body = "body";
        what.message.received_at = time.now();
        what.new_keys = {{"de-akker", "table", "known", "by the whole node"}};
        std::promise<commit_outcome> told;
        to.commit(std::move(what), [&](commit_outcome outcome) { told.set_value(std::move(outcome)); });
        return told.get_future().get();
    }
    bool audit(store& in, std::string action) {
        std::promise<bool> told;
        in.write_audit({time.now(), "system:elo", std::move(action), "trace", "detail"}, [&](bool stored) {
            told.set_value(stored);
        });
        return told.get_future().get();
    }
};

} // namespace

TEST_CASE("an access node reads what the gateway beside it accepts, and accepts nothing itself") {
    two_nodes on;
    const std::string id = new_id(on.time);
    CHECK(on.commit(*on.access, id).what == commit_outcome::kind::unavailable);
    CHECK(on.commit(*on.whole, id).what == commit_outcome::kind::stored);
    REQUIRE(on.whole->list({}).messages.size() == 1);
    const auto shown = on.access->show(id);
    REQUIRE(shown);
    CHECK(shown->message.body == "body");
    CHECK(on.access->list({}).messages.size() == 1);
    CHECK(on.access->counts().messages == 1);
    CHECK(on.access->key_value("de-akker", "table", "known") == "by the whole node");
    CHECK(on.access->lease(on.time.now() + 1h, 10).empty());
    CHECK(on.access->can_accept());
    REQUIRE(on.access->entitlements());
    CHECK_FALSE(on.access->entitlements()->begin("de-akker", "las", on.time.now()));
    CHECK_FALSE(on.access->rosters()->begin("de-akker", "las", on.time.now()));
}

TEST_CASE("what an access node learns is found there at once, and by the whole node when that collected it") {
    two_nodes on;
    const std::array learnt{key_row{"de-akker", "table", "key", "value"}};
    REQUIRE(on.access->rosters()->add_keys(learnt));
    CHECK(on.access->key_value("de-akker", "table", "key") == "value");
    CHECK_FALSE(on.whole->key_value("de-akker", "table", "key"));
    const auto entries = on.whole->verify_audit();
    REQUIRE(entries);
    CHECK(on.audit(*on.access, "launch.sent"));
    CHECK(on.audit(*on.access, "launch.sent"));

    const auto collected = collect(*on.launches, *on.whole, 100);
    REQUIRE(collected);
    CHECK(*collected == 3);
    CHECK(on.whole->key_value("de-akker", "table", "key") == "value");
    CHECK(on.access->key_value("de-akker", "table", "key") == "value");
    const auto more = on.whole->verify_audit();
    REQUIRE(more);
    CHECK(*more == *entries + 2);
    const auto nothing = collect(*on.launches, *on.whole, 100);
    REQUIRE(nothing);
    CHECK(*nothing == 0);
}

TEST_CASE("an access node needs a store that is there, and a second whole node is refused") {
    two_nodes on;
    CHECK_FALSE(open_store_for_reading(on.folder.file("elsewhere.db"), *on.launches, on.time));
    CHECK_FALSE(open_sqlite_store({.path = on.folder.file("store.db")}, on.time));
}

} // namespace schakel::outbox
