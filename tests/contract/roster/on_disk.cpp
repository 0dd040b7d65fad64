#include "gateway/outbox/sqlite_connection.hpp"
#include "tests/contract/roster/roster_subject.hpp"
#include "tests/support/crash_vfs.hpp"
#include "tests/support/random_roster.hpp"

#include <atomic>
#include <future>
#include <thread>

namespace schakel::roster {

using namespace model::roster;
using status = outbox::roster_version::state;

namespace {

std::int64_t number_of_rows(const std::string& file) {
    outbox::connection db(file, {});
    return db.number("SELECT (SELECT count(*) FROM roster_row) + (SELECT count(*) FROM roster_name)");
}

} // namespace

TEST_CASE("Nothing is written for records that say what stands there") {
    sqlite_roster s;
    const auto all = test::small_school(100);
    s.publish(all);
    const auto rows = number_of_rows(s.folder.file("store.db"));
    CHECK_FALSE(s.stage(all));
    CHECK(number_of_rows(s.folder.file("store.db")) == rows);
}

TEST_CASE("Readers never see half a roster while versions are published") {
    sqlite_roster s;
    const auto make = [](const std::string& name) {
        records all;
        for (int i = 0; i < 900; ++i) all.push_back(pupil("p" + std::to_string(i), name));
        return all;
    };
    s.publish(make("0"));
    std::atomic<bool> over{false};
    std::atomic<int> looks{0}, mixed{0};
    std::thread reader([&] {
        while (!over || looks < 2) {
            const auto view = s.store->current(school);
            std::set<std::string> seen;
            std::size_t count = 0;
            each<person>(*view, {.limit = 100}, [&](const person& one) {
                seen.insert(one.family_name);
                return ++count > 0;
            });
            if (seen.size() != 1 || count != 900) ++mixed;
            ++looks;
        }
    });
    for (int i = 1; i <= 6; ++i) s.publish(make(std::to_string(i)));
    over = true;
    reader.join();
    CHECK(mixed == 0);
    CHECK(looks >= 2);
}

TEST_CASE("Messages are committed while a load is under way") {
    sqlite_roster s;
    auto load = s.store->begin({std::string(school), "las", {}, {}});
    REQUIRE(load);
    for (int i = 0; i < 2000; ++i) (*load)->add(pupil(std::to_string(i)));
    CHECK(s.store->staged(school)->status == status::staging);
    std::promise<bool> stored;
    s.opened->write_audit({s.time.now(), "gateway", "test", {}, {}}, [&](bool yes) { stored.set_value(yes); });
    CHECK(stored.get_future().get());
    REQUIRE((*load)->finish(all_kinds(extent::full), {}));
    CHECK(s.opened->verify_audit());
}

TEST_CASE("A load that the gateway did not survive is taken back at the next start") {
    sqlite_roster s;
    s.publish({pupil("a"), pupil("b")});
    const auto left = s.stage({pupil("a", "Anders"), pupil("c")});
    s.reopen();
    CHECK_FALSE(s.store->staged(school));
    CHECK(s.store->version(left->number)->status == status::discarded);
    CHECK(ids(*s.store->current(school), {.with_ended = true}) == names{"a", "b"});
    CHECK(name_of_pupil(*s.store->current(school), "a") == "Testleerling");
}

TEST_CASE("Power that goes at any moment of a load leaves the old roster or the new one") {
    const records before{pupil("a", "Oud"), pupil("b", "Oud")};
    records after;
    for (int i = 0; i < 600; ++i) after.push_back(pupil("n" + std::to_string(i), "Nieuw"));
    bool old_stayed = false, new_came = false;
    for (std::uint64_t cut = 2; cut < 200; cut += 11) {
        CAPTURE(cut);
        const std::string name = "roster-power-" + std::to_string(cut);
        test::crash_vfs disk(name);
        test::temporary_folder folder;
        test::fake_clock time;
        const auto open = [&] {
            return outbox::open_sqlite_store({.path = folder.file("store.db"), .vfs = name}, time);
        };
        {
            auto opened = open();
            REQUIRE(opened);
            roster_store store(*(*opened)->rosters(), time);
            const auto load_all = [&](const records& all) {
                auto load = store.begin({std::string(school), "las", {}, {}});
                if (!load) return;
                for (const record& one : all) (*load)->add(record(one));
                const auto staged = (*load)->finish(all_kinds(extent::full), {});
                if (staged && *staged) static_cast<void>(store.publish((*staged)->number, "operator"));
            };
            load_all(before);
            disk.crash_after(cut);
            try {
                load_all(after);
            } catch (const std::runtime_error&) {
                // Reading may fail too when the power is gone.
            }
        }
        disk.restart(cut);
        auto opened = open();
        REQUIRE_MESSAGE(opened.has_value(), (opened ? std::string() : opened.error().message));
        roster_store store(*(*opened)->rosters(), time);
        store.take_back_unfinished();
        const auto view = store.current(school);
        REQUIRE(view);
        const auto seen = ids(*view).size();
        CHECK((seen == 2 || seen == 600));
        (seen == 2 ? old_stayed : new_came) = true;
        CHECK_FALSE(store.staged(school));
    }
    CHECK(old_stayed);
    CHECK(new_came);
}

} // namespace schakel::roster
