// F3: the power goes at every possible moment, over and over; what was acknowledged is there afterwards, whole and in
// order (P1, P3, P5). Also the two disks of P6: one that is full and one that fails.
//
// SCHAKEL_POWER_CUTS sets how many seeds (500; 10,000 with SCHAKEL_NIGHTLY), each with two cuts, SCHAKEL_SEED the
// first. A failing check names its seed.
#include "gateway/outbox/goal_rows.hpp"
#include "tests/contract/store/store_subject.hpp"
#include "tests/support/crash_vfs.hpp"
#include "tests/support/environment.hpp"

#include <cstdio>
#include <map>
#include <random>
#include <thread>

using namespace schakel;
using namespace schakel::outbox;
using kind = commit_outcome::kind;

namespace {

// What the sender and the receiver remember.
struct ledger {
    std::map<std::string, std::string> accepted; // message id -> body
    std::map<std::string, state> settled;        // delivery id -> acknowledged outcome
    std::vector<std::string> order;              // delivery ids of the one key, as accepted
};

struct machine {
    test::temporary_folder folder;
    test::fake_clock time;
    test::crash_vfs layer{"power_cut"};

    result<std::unique_ptr<store>> open() {
        return open_sqlite_store(
            {.path = folder.file("store.db"), .checkpoint_pages = 12, .retry_when_full = 1ms, .vfs = "power_cut"}, time
        );
    }
};

void accept_one(machine& on, store& to, ledger& known, std::mt19937_64& random) {
    const std::string body(1 + random() % 6000, static_cast<char>('a' + random() % 26));
    acceptance what = make_acceptance(on.time, body, {make_delivery(on.time, "lms", "one key", body + "!")});
    const std::string message = what.message.id;
    const std::string delivery = what.deliveries[0].id;
    on.time.advance(1ms);
    if (commit(to, std::move(what)).what != kind::stored) return;
    known.accepted[message] = body;
    known.order.push_back(delivery);
}

void deliver_one(machine& on, store& from, ledger& known, std::mt19937_64& random) {
    const auto leased = from.lease(on.time.now(), 1);
    if (leased.empty()) return;
    const state after = random() % 4 == 0 ? state::waiting : state::delivered;
    if (settle(from, step(leased[0], after, on.time.now())) && after != state::waiting)
        known.settled[leased[0].id] = after;
}

void run_until_the_power_goes(machine& on, ledger& known, std::mt19937_64& random) {
    auto opened = on.open();
    if (!opened) return; // it went while opening
    for (int i = 0; i < 30 && !on.layer.crashed(); ++i)
        random() % 3 == 0 ? deliver_one(on, **opened, known, random) : accept_one(on, **opened, known, random);
}

// Blocks that hold the number of their owner, so many as its head says.
std::optional<goal_number> import_goals(machine& on, store& to, std::mt19937_64& random) {
    goal_rows& rows = *to.goals();
    const auto import = rows.begin("power cut", on.time.now());
    if (!import) return std::nullopt;
    for (std::size_t i = 0; i < 1 + random() % 3; ++i) {
        const std::string id = std::to_string(*import) + "#" + std::to_string(i);
        const std::size_t count = random() % 5;
        const std::vector<goal_block> blocks(count, {2, std::string(1 + random() % 90'000, 'x') + id});
        if (!rows.add({0, *import, id, "digest", std::to_string(count)}, blocks)) return std::nullopt;
    }
    const auto settled = rows.settle({*import, goal_import::state::published, on.time.now(), {}, {}});
    return settled ? std::optional(*import) : std::nullopt;
}

void check_goals(machine& on, goal_number last) {
    auto opened = on.open();
    REQUIRE_MESSAGE(opened.has_value(), (opened ? std::string() : opened.error().message));
    goal_rows& rows = *(*opened)->goals();
    CHECK(rows.newest() >= last);
    for (const goal_owner& one : rows.owners()) {
        CAPTURE(one.id);
        std::size_t count = 0;
        std::int64_t place = 0;
        for (auto some = rows.blocks(one, place);; some = rows.blocks(one, place)) {
            REQUIRE_MESSAGE(some.has_value(), (some ? std::string() : some.error().message));
            if (some->empty()) break;
            count += some->size();
            for (const goal_block& block : *some) CHECK(block.bytes.ends_with("x" + one.id));
        }
        CHECK(std::to_string(count) == one.head);
    }
    if (const auto left = rows.staged())
        CHECK(rows.settle({left->number, goal_import::state::discarded, on.time.now(), {}, {}}));
    std::mt19937_64 random(1);
    CHECK(import_goals(on, **opened, random));
}

void check_ledger(machine& on, const ledger& known) {
    auto opened = on.open();
    REQUIRE_MESSAGE(opened.has_value(), (opened ? std::string() : opened.error().message));
    store& now = **opened;
    CHECK(now.verify_audit().has_value());
    for (const auto& [id, body] : known.accepted) {
        auto history = now.show(id);
        REQUIRE_MESSAGE(history.has_value(), (history ? std::string() : history.error().message));
        CHECK(history->message.body == body);
        const delivery& d = history->deliveries.at(0);
        CHECK(d.body == body + "!");
        if (const auto settled = known.settled.find(d.id); settled != known.settled.end())
            CHECK(d.status == settled->second);
    }
    std::size_t next = 0;
    for (auto leased = now.lease(on.time.now(), 1); !leased.empty(); leased = now.lease(on.time.now(), 1)) {
        const auto at = std::find(known.order.begin(), known.order.end(), leased[0].id);
        if (at != known.order.end()) { // accepted without an answer: may be there too
            CHECK(static_cast<std::size_t>(at - known.order.begin()) >= next);
            next = static_cast<std::size_t>(at - known.order.begin());
        }
        CHECK(settle(now, step(leased[0], state::delivered)));
    }
}

} // namespace

TEST_CASE("What was acknowledged survives every power cut") {
    const std::uint64_t cuts = test::number_from("SCHAKEL_POWER_CUTS", test::nightly() ? 10'000 : 500);
    const std::uint64_t first = test::number_from("SCHAKEL_SEED", 1);
    for (std::uint64_t seed = first; seed < first + cuts; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        machine on;
        ledger known;
        for (int cut = 0; cut < 2; ++cut) { // the second one hits a store that was recovered
            on.layer.crash_after(1 + random() % 400);
            run_until_the_power_goes(on, known, random);
            on.layer.restart(random());
        }
        check_ledger(on, known);
    }
    std::printf("shown P1 F3: %zu seeds of two power cuts each, 0 lost\n", static_cast<std::size_t>(cuts));
}

TEST_CASE("After every power cut an import of goals is there whole or not at all") {
    const std::uint64_t cuts = test::number_from("SCHAKEL_POWER_CUTS", test::nightly() ? 10'000 : 100);
    const std::uint64_t first = test::number_from("SCHAKEL_SEED", 1);
    for (std::uint64_t seed = first; seed < first + cuts; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        machine on;
        goal_number last = 0; // that was acknowledged
        on.layer.crash_after(1 + random() % 200);
        if (auto opened = on.open())
            for (int i = 0; i < 4 && !on.layer.crashed(); ++i) last = import_goals(on, **opened, random).value_or(last);
        on.layer.restart(random());
        check_goals(on, last);
    }
}

TEST_CASE("A full disk refuses, and accepts again by itself when there is room") {
    machine on;
    auto opened = on.open();
    REQUIRE(opened.has_value());
    store& s = **opened;
    ledger known;
    std::mt19937_64 random(7);
    accept_one(on, s, known, random);
    on.layer.limit_file_size(400 * 1024);
    for (int i = 0; i < 2000 && s.can_accept(); ++i) accept_one(on, s, known, random);
    CHECK_FALSE(s.can_accept());
    const commit_outcome refused = commit(s, make_acceptance(on.time, "one more"));
    CHECK(refused.what == kind::unavailable);
    CHECK_FALSE(refused.detail.empty());
    const auto leased = s.lease(on.time.now(), 1); // reading and delivering go on
    REQUIRE(leased.size() == 1);
    s.release(leased[0].id, on.time.now());

    on.layer.limit_file_size(~std::uint64_t{0});
    // Every request lets the writer look at the clock; this one moves only here.
    for (int i = 0; i < 2000 && !s.can_accept(); ++i) {
        on.time.advance(10ms);
        commit(s, make_acceptance(on.time, "knocking"));
    }
    CHECK(s.can_accept());
    CHECK(commit(s, make_acceptance(on.time, "room again")).what == kind::stored);
    opened->reset();
    check_ledger(on, known);
}

TEST_CASE("After a failed sync nothing is accepted until the store is opened anew") {
    machine on;
    ledger known;
    std::mt19937_64 random(11);
    {
        auto opened = on.open();
        REQUIRE(opened.has_value());
        for (int i = 0; i < 5; ++i) accept_one(on, **opened, known, random);
        on.layer.fail_syncs(true);
        CHECK(commit(**opened, make_acceptance(on.time, "not synced")).what == kind::unavailable);
        CHECK_FALSE((*opened)->can_accept());
        on.layer.fail_syncs(false); // a later sync that succeeds says nothing
        const commit_outcome later = commit(**opened, make_acceptance(on.time, "later"));
        CHECK(later.what == kind::unavailable);
        CHECK(later.detail.find("opened anew") != std::string::npos);
        const auto leased = (*opened)->lease(on.time.now(), 1);
        REQUIRE(leased.size() == 1);
        CHECK_FALSE(settle(**opened, step(leased[0], state::delivered)));
    }
    check_ledger(on, known);
}
