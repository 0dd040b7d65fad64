// F12: bits of stored bodies flip behind the store's back. Every one is found and named, none is delivered, the rest
// goes on (P5). Files of other kinds are refused, and a second process is told so (F14).
#include "gateway/outbox/goal_rows.hpp"
#include "gateway/outbox/roster_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/sqlite_store.hpp"
#include "tests/contract/store/store_subject.hpp"
#include "tests/support/earlier_store.hpp"

#include <fstream>
#include <random>

using namespace schakel;
using namespace schakel::outbox;

namespace {

constexpr int bodies_stored = 100;

std::string body_of(int number) {
    return "body " + std::to_string(number) + std::string(300, '.') + "end";
}

// Flips one bit of the body of every tenth delivery, as a disk would.
void flip_bits(const std::string& path, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    for (int number = 0; number < bodies_stored; number += 10) {
        const std::size_t at = content.find(body_of(number));
        REQUIRE(at != std::string::npos);
        const std::size_t byte = at + random() % body_of(number).size();
        file.seekp(static_cast<std::streamoff>(byte));
        file.put(static_cast<char>(content[byte] ^ (1 << random() % 8)));
    }
}

void flip_bit(const std::string& path, std::uint64_t at, std::mt19937_64& random) {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(static_cast<std::streamoff>(at));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ (1 << random() % 8)));
}

// Behind the last byte that is not zero.
std::uint64_t end_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}}.find_last_not_of('\0') + 1;
}

// The refusals of damaged deliveries are stored by the writer's own thread.
void wait_for_quarantine(store& in, std::uint64_t expected) {
    std::promise<bool> behind;
    in.write_audit({}, [&](bool stored) { behind.set_value(stored); });
    CHECK(behind.get_future().get());
    CHECK(in.counts().dead_letters == expected);
}

} // namespace

TEST_CASE("A flipped bit in a body is found and named, and everybody else's delivery goes on") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        sqlite_subject s;
        for (int i = 0; i < bodies_stored; ++i)
            commit(
                s.open(),
                make_acceptance(s.time, "received", {make_delivery(s.time, "lms", std::to_string(i), body_of(i))})
            );
        s.opened.reset();
        flip_bits(s.folder.file("store.db-log00000001"), seed);
        s.reopen();

        const auto leased = s.open().lease(s.time.now(), 1000);
        CHECK(leased.size() == 90);
        for (const delivery& d : leased) CHECK(d.body == body_of(std::stoi(d.order_key)));
        wait_for_quarantine(s.open(), 10);
        message_filter damaged;
        damaged.status = state::quarantined;
        for (const message& each : s.open().list(damaged).messages) {
            auto history = s.open().show(each.id);
            REQUIRE(history.has_value());
            CHECK(history->deliveries.at(0).reason.find("damaged") != std::string::npos);
            CHECK(history->audit.back().action == "delivery.damaged");
        }
        for (const delivery& d : leased) CHECK(settle(s.open(), step(d, state::delivered)));
    }
}

// A power cut takes back what the tables followed, and the disk damages the journal that they have to follow again.
TEST_CASE("Damage to what the tables have yet to follow costs one message, and is told") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        sqlite_subject s;
        commit(s.open(), make_acceptance(s.time, "the first"));
        s.opened.reset();
        const std::string tables = s.folder.file("store.db"), segment = s.folder.file("store.db-log00000001");
        const auto first_end = end_of(segment);
        std::filesystem::copy_file(tables, tables + ".kept");
        s.reopen();
        for (int i = 0; i < 30; ++i) {
            acceptance what =
                make_acceptance(s.time, body_of(i), {make_delivery(s.time, "lms", std::to_string(i), body_of(i))});
            what.keys = {{"scope", std::to_string(i), "digest"}};
            commit(s.open(), std::move(what));
        }
        for (const delivery& d : s.open().lease(s.time.now(), 5)) CHECK(settle(s.open(), step(d, state::delivered)));
        commit(s.open(), make_acceptance(s.time, "the last"));
        s.opened.reset();
        std::filesystem::rename(tables + ".kept", tables);
        const auto last_begin = end_of(segment) - 300;
        flip_bit(segment, first_end + random() % (last_begin - first_end), random);

        s.reopen();
        const std::vector<std::string> damage = dynamic_cast<const sqlite_store&>(s.open()).damage();
        CHECK(damage.size() == 1);
        const store_counts counts = s.open().counts();
        CHECK(counts.messages >= 31);
        CHECK(counts.messages + counts.waiting >= 32 + 25 - 2);
        for (const delivery& d : s.open().lease(s.time.now(), 100)) CHECK(d.body == body_of(std::stoi(d.order_key)));
        CHECK(s.open().verify_audit().has_value());
        CHECK(commit(s.open(), make_acceptance(s.time, "one more")).what == commit_outcome::kind::stored);
        s.reopen();
        CHECK(s.open().counts().messages == counts.messages + 1);
    }
}

TEST_CASE("A damaged message is named when somebody asks for it") {
    sqlite_subject s;
    const acceptance what = make_acceptance(s.time, body_of(0));
    commit(s.open(), what);
    for (int i = 1; i < bodies_stored; ++i) commit(s.open(), make_acceptance(s.time, body_of(i)));
    s.opened.reset();
    flip_bits(s.folder.file("store.db-log00000001"), 3);
    s.reopen();
    auto shown = s.open().show(what.message.id);
    REQUIRE_FALSE(shown.has_value());
    CHECK(shown.error().message.find(what.message.id) != std::string::npos);
    CHECK(shown.error().message.find("damaged") != std::string::npos);
}

TEST_CASE("An altered audit entry breaks the chain") {
    sqlite_subject s;
    for (int i = 0; i < 20; ++i) commit(s.open(), make_acceptance(s.time, "body"));
    s.opened.reset();
    connection file(s.folder.file("store.db"), {});
    file.execute("UPDATE audit SET actor = 'system:iemand-anders' WHERE seq = 7");
    file.close();
    s.reopen();
    auto verified = s.open().verify_audit();
    REQUIRE_FALSE(verified.has_value());
    CHECK(verified.error().message.find("entry 7 ") != std::string::npos);
}

TEST_CASE("Nobody but the owner reads the files") {
    sqlite_subject s;
    commit(s.open(), make_acceptance(s.time, "body"));
    for (const auto& each : std::filesystem::directory_iterator(s.folder.path())) {
        CAPTURE(each.path().string());
        CHECK((each.status().permissions() & std::filesystem::perms(0077)) == std::filesystem::perms::none);
    }
}

TEST_CASE("Only one process at a time has the store") {
    sqlite_subject s;
    auto second = open_sqlite_store({.path = s.folder.file("store.db")}, s.time);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().message.find("in use") != std::string::npos);
}

namespace {

void make_earlier(const sqlite_subject& what, int version) {
    {
        connection file(what.folder.file("store.db"), {});
        test::to_version(version, file);
    }
    test::remove_journal(what.folder.path());
}

} // namespace

TEST_CASE("A store that was made before there were rosters or goals gets what it lacks and keeps what it has") {
    for (const int version : {1, 2, 3, 4, 5, 6, 7}) {
        CAPTURE(version);
        sqlite_subject s;
        commit(s.open(), make_acceptance(s.time, "body"));
        s.opened.reset();
        make_earlier(s, version);
        s.reopen();
        CHECK(s.open().list({}).messages.size() == 1);
        CHECK(s.open().rosters()->begin("de-akker", "las", s.time.now()));
        CHECK(s.open().goals()->begin("slo", s.time.now()));
    }
}

TEST_CASE("In a store that was made before marks and syncs were kept, everything is still to be learned") {
    sqlite_subject s;
    REQUIRE(s.open().rosters()->begin("de-akker", "las", s.time.now()));
    s.opened.reset();
    make_earlier(s, 3);
    s.reopen();
    CHECK(s.open().rosters()->staged("de-akker"));
    CHECK(s.open().rosters()->learned("de-akker") == 0);
    CHECK(s.open().rosters()->syncs({}, 10).empty());
}

TEST_CASE("In a store that was made before goals of messages were kept, they are kept from now on") {
    sqlite_subject s;
    commit(s.open(), make_acceptance(s.time, "body"));
    s.opened.reset();
    make_earlier(s, 4);
    s.reopen();
    CHECK(s.open().goals()->uses({.all = true, .sources = {}}).empty());
    delivery one = make_delivery(s.time, "las", "sleutel", "body of a delivery");
    one.goal_sources = {"kader#2025"};
    const acceptance with_goals = make_acceptance(s.time, "other body", {one});
    commit(s.open(), with_goals);
    CHECK(s.open().goals()->uses({.all = true, .sources = {}}).size() == 1);
}

TEST_CASE("A store of a newer version, another database and a file that is none are refused and left alone") {
    sqlite_subject s;
    s.opened.reset();
    const std::string path = s.folder.file("store.db");
    const auto reason = [&] {
        auto opened = open_sqlite_store({.path = path}, s.time);
        REQUIRE_FALSE(opened.has_value());
        return opened.error().message;
    };
    {
        connection file(path, {});
        file.execute("PRAGMA user_version=1000");
    }
    CHECK(reason().find("newer version") != std::string::npos);
    {
        connection file(path, {});
        file.execute("PRAGMA user_version=0");
    }
    CHECK(reason().find("not a message store") != std::string::npos);
    std::ofstream(path, std::ios::trunc) << std::string(5000, 'x');
    CHECK(reason().find("not a database") != std::string::npos);
    CHECK(std::filesystem::file_size(path) == 5000);
    CHECK_FALSE(open_sqlite_store({.path = s.folder.file("no folder/store.db")}, s.time).has_value());
}
