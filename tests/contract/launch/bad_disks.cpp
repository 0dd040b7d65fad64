// The power goes at every possible moment: what was synced and told is there afterwards. Also a disk that is full and
// one that fails.
//
// SCHAKEL_POWER_CUTS sets how many cuts (default 120), SCHAKEL_SEED the first seed. A failing check names its seed.
#include "tests/contract/launch/launch_subject.hpp"
#include "tests/support/crash_vfs.hpp"
#include "tests/support/environment.hpp"

#include <map>
#include <random>
#include <set>

namespace schakel::outbox {

namespace {

struct machine {
    test::temporary_folder folder;
    test::fake_clock time;
    test::crash_vfs layer{"launch_disk"};
    std::string boot = "0";

    launch_settings settings() const {
        return {.path = folder.file("launches"), .checkpoint_pages = 12, .vfs = "launch_disk", .boot = boot};
    }
};

// What was told to somebody.
struct told {
    std::map<std::string, std::string> records;
    std::set<std::string> used, invitations, taken;
};

void do_something(machine& on, launch_rows& rows, told& known, std::mt19937_64& random) {
    const std::string key = std::to_string(random());
    const instant until = on.time.now() + 1h;
    switch (random() % 5) {
    case 0:
        if (rows.put(some_record(1, key, key + "!"), put_when::always)) known.records[key] = key + "!";
        return;
    case 1: {
        const std::array value{used_value{key, until}};
        if (rows.use(value)) known.used.insert(key);
        return;
    }
    case 2:
        if (rows.keep(one_state(key, std::string(random() % 3000, 'x'), until, true))) known.invitations.insert(key);
        return;
    case 3: {
        if (known.invitations.empty()) return;
        const std::string which = *known.invitations.begin();
        known.invitations.erase(which);
        const auto got = rows.take(which, on.time.now());
        if (got && *got) known.taken.insert(which);
        return;
    }
    default: // a login, which may be lost
        if (rows.keep(one_state(key, std::string(random() % 3000, 'x'), until)))
            static_cast<void>(rows.take(key, on.time.now()));
    }
}

void check(machine& on, launch_rows& rows, const told& known) {
    for (const auto& [id, bytes] : known.records) {
        const auto found = rows.find(1, id, on.time.now());
        REQUIRE(found);
        CHECK(found->bytes == bytes);
    }
    for (const std::string& value : known.used) CHECK_FALSE(is_fresh(rows, value, on.time.now() + 1h));
    for (const std::string& key : known.invitations) CHECK(rows.look(key, on.time.now()));
    for (const std::string& key : known.taken) CHECK_FALSE(rows.look(key, on.time.now()));
}

} // namespace

TEST_CASE("after a power cut everything that was synced is there, and nothing is used twice") {
    const auto cuts = test::number_from("SCHAKEL_POWER_CUTS", 120);
    const auto first = test::number_from("SCHAKEL_SEED", 1);
    for (std::uint64_t seed = first; seed < first + cuts; ++seed) {
        CAPTURE(seed);
        machine on;
        told known;
        std::mt19937_64 random(seed);
        for (int life = 0; life < 3; ++life) {
            on.boot = std::to_string(life);
            {
                const auto rows = opened(on.settings());
                check(on, *rows, known);
                on.layer.crash_after(random() % 60);
                while (!on.layer.crashed()) do_something(on, *rows, known, random);
            }
            on.layer.restart(random());
        }
        on.boot = "last";
        const auto rows = opened(on.settings());
        check(on, *rows, known);
    }
}

TEST_CASE("after a failed sync nothing is permitted until the store is opened anew") {
    machine on;
    auto rows = opened(on.settings());
    REQUIRE(rows->put(some_record(1, "before", ""), put_when::always));
    on.layer.fail_syncs(true);
    CHECK_FALSE(rows->put(some_record(1, "lost", ""), put_when::always));
    on.layer.fail_syncs(false);
    CHECK_FALSE(rows->can_write());
    CHECK_FALSE(rows->keep(one_state("login", "", on.time.now() + 1min)));
    rows.reset();
    rows = opened(on.settings());
    CHECK(rows->can_write());
    CHECK(rows->find(1, "before", on.time.now()));
    CHECK(rows->keep(one_state("login", "", on.time.now() + 1min)));
}

TEST_CASE("a full disk refuses, and is written again when there is room") {
    machine on;
    const auto rows = opened(on.settings());
    on.layer.limit_file_size(40'000);
    bool refused = false;
    for (int at = 0; at < 100 && !refused; ++at)
        refused = !rows->keep(one_state(std::to_string(at), std::string(4000, 'x'), on.time.now() + 1min));
    CHECK(refused);
    CHECK_FALSE(rows->can_write());
    on.layer.limit_file_size(10'000'000);
    CHECK(rows->keep(one_state("room", "", on.time.now() + 1min)));
    CHECK(rows->can_write());
}

} // namespace schakel::outbox
