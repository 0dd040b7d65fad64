// Segments of the journal go when nothing in them is kept or open any more, and nothing else goes with them.
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/sqlite_store.hpp"
#include "tests/contract/store/store_subject.hpp"

#include <fstream>

using namespace schakel;
using namespace schakel::outbox;

namespace {

constexpr std::size_t size = 20'000;

struct small_segments {
    test::temporary_folder folder;
    test::fake_clock time;
    std::unique_ptr<store> opened;

    small_segments() { reopen(); }
    void reopen() {
        opened.reset();
        auto made = open_sqlite_store({.path = folder.file("store.db"), .segment_bytes = 65536}, time);
        REQUIRE(made);
        opened = std::move(*made);
    }
    sqlite_store& whole() { return dynamic_cast<sqlite_store&>(*opened); }

    std::string accept(const std::string& name, bool open = false) {
        std::vector<delivery> deliveries;
        if (open) deliveries.push_back(make_delivery(time, "lms", name, name + std::string(size, '.')));
        acceptance what = make_acceptance(time, name + std::string(size, '-'), std::move(deliveries));
        what.keys = {{"scope", name, "digest"}};
        const std::string id = what.message.id;
        REQUIRE(commit(*opened, std::move(what)).what == commit_outcome::kind::stored);
        return id;
    }

    // What retention does with everything but these.
    void remove_all_but(const std::vector<std::string>& kept) {
        opened.reset();
        connection file(folder.file("store.db"), {});
        file.execute("CREATE TEMP TABLE kept(seq)");
        statement keep(file, "INSERT INTO kept SELECT seq FROM message WHERE id = ?");
        for (const std::string& id : kept) {
            const auto bytes = parse_id(id)->bytes();
            keep.run(blob{{bytes.data(), bytes.size()}});
        }
        file.execute("DELETE FROM delivery WHERE row >> 20 NOT IN (SELECT seq FROM kept)");
        file.execute("DELETE FROM message WHERE seq NOT IN (SELECT seq FROM kept)");
        file.close();
        reopen();
    }

    std::size_t segments() const {
        std::size_t count = 0;
        for (const auto& each : std::filesystem::directory_iterator(folder.path()))
            count += each.path().filename().string().find("-log") != std::string::npos;
        return count;
    }
};

} // namespace

TEST_CASE("Without retention every segment stays") {
    small_segments s;
    for (int i = 0; i < 20; ++i) s.accept(std::to_string(i));
    const std::size_t before = s.segments();
    CHECK(before > 5);
    s.whole().drop_unneeded_segments();
    CHECK(s.segments() == before);
}

TEST_CASE("Segments without anything that is kept go; what lies in the others can be read and delivered") {
    small_segments s;
    const std::string first = s.accept("first", true);
    std::string middle;
    for (int i = 0; i < 30; ++i) {
        const std::string id = s.accept(std::to_string(i));
        if (i == 15) middle = id;
    }
    const std::string last = s.accept("last");
    const std::size_t before = s.segments();
    s.remove_all_but({first, middle, last});
    s.whole().drop_unneeded_segments();
    CHECK(s.segments() < before);
    CHECK(s.segments() >= 3);
    for (int time = 0; time < 2; ++time) {
        CHECK(s.whole().damage().empty());
        for (const std::string& id : {first, middle, last}) CHECK(s.opened->show(id));
        CHECK(s.opened->find_by_record("scope", "15")->id == middle);
        CHECK_FALSE(s.opened->find_by_record("scope", "3"));
        s.reopen();
    }
    const auto leased = s.opened->lease(s.time.now(), 10);
    REQUIRE(leased.size() == 1);
    CHECK(leased[0].body == "first" + std::string(size, '.'));
    s.accept("3"); // is not kept any more, so it is new
}

TEST_CASE("Parts of a divided batch keep their segment as long as their message is kept") {
    small_segments s;
    const std::string first = s.accept("first", true);
    for (int i = 0; i < 10; ++i) s.accept(std::to_string(i));
    const auto whole = s.opened->lease(s.time.now(), 1).at(0);
    settlement divided = step(whole, state::waiting);
    divided.replaced_by = {make_delivery(s.time, "lms", "first", "one"), make_delivery(s.time, "lms", "first", "two")};
    REQUIRE(settle(*s.opened, divided));
    for (int i = 10; i < 30; ++i) s.accept(std::to_string(i));
    s.remove_all_but({first});
    s.whole().drop_unneeded_segments();
    s.reopen();
    CHECK(s.segments() <= 4);
    const auto leased = s.opened->lease(s.time.now(), 10);
    REQUIRE(leased.size() == 1);
    CHECK(leased[0].body == "one");
    s.remove_all_but({});
    s.whole().drop_unneeded_segments();
    CHECK(s.segments() <= 2);
}
