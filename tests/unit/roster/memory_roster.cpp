#include "gateway/roster/memory_roster.hpp"

#include "tests/support/random_roster.hpp"

#include <doctest/doctest.h>

#include <map>

namespace schakel::roster {

using namespace model::roster;

namespace {

void fill(memory_roster& roster, std::vector<record> records) {
    for (record& one : records) roster.add(std::move(one));
}

person pupil(std::string id, std::string name = "Testleerling") {
    person one;
    one.id = std::move(id);
    one.family_name = std::move(name);
    return one;
}

template <class Record>
std::vector<std::string> ids(const std::vector<Record>& records) {
    std::vector<std::string> all;
    for (const Record& one : records) all.push_back(one.id);
    return all;
}

} // namespace

TEST_CASE("pages come in order of id and end") {
    memory_roster roster;
    for (const char* id : {"c", "a", "e", "b", "d"}) roster.add(pupil(id));
    std::vector<person> page;
    roster.page({.limit = 2}, page);
    CHECK(ids(page) == std::vector<std::string>{"a", "b"});
    page.clear();
    roster.page({.after = "b", .limit = 2}, page);
    CHECK(ids(page) == std::vector<std::string>{"c", "d"});
    page.clear();
    roster.page({.after = "d", .limit = 2}, page);
    CHECK(ids(page) == std::vector<std::string>{"e"});
    page.clear();
    roster.page({.after = "e", .limit = 2}, page);
    CHECK(page.empty());
}

TEST_CASE("a record that comes again replaces the earlier one, also after reading") {
    memory_roster roster;
    roster.add(pupil("a", "Eerste"));
    roster.add(pupil("a", "Tweede"));
    CHECK(roster.count(record_kind::person) == 1);
    roster.add(pupil("a", "Derde"));
    REQUIRE(roster.find(record_kind::person, "a"));
    CHECK(std::get<person>(*roster.find(record_kind::person, "a")).family_name == "Derde");
    CHECK(roster.count(record_kind::person) == 1);
}

TEST_CASE("tombstones are shown when they are asked for") {
    memory_roster roster;
    person gone = pupil("b");
    gone.ended = true;
    roster.add(pupil("a"));
    roster.add(std::move(gone));
    std::vector<person> page;
    roster.page({}, page);
    CHECK(ids(page) == std::vector<std::string>{"a"});
    page.clear();
    roster.page({.with_ended = true}, page);
    CHECK(ids(page) == std::vector<std::string>{"a", "b"});
    CHECK(roster.count(record_kind::person) == 1);
    CHECK(roster.find(record_kind::person, "b"));
}

TEST_CASE("a page may hold one kind of person, or what changed since") {
    const instant noon{std::chrono::hours(12)};
    memory_roster roster(noon);
    person teacher = pupil("t");
    teacher.kind = person_kind::employee;
    teacher.modified = noon + 1h;
    person old = pupil("o");
    old.modified = noon - 1h;
    roster.add(std::move(teacher));
    roster.add(std::move(old));
    roster.add(pupil("p"));
    std::vector<person> page;
    roster.page({.persons = person_kind::employee}, page);
    CHECK(ids(page) == std::vector<std::string>{"t"});
    page.clear();
    roster.page({.changed_since = noon}, page);
    CHECK(ids(page) == std::vector<std::string>{"p", "t"});
}

TEST_CASE("who is in which group, and who carries an identifier") {
    memory_roster roster;
    fill(roster, test::small_school(60));
    const auto of_pupil = roster.memberships_of_person(test::pupil_id(7));
    CHECK(of_pupil.size() == 5);
    CHECK(std::ranges::is_sorted(ids(of_pupil)));
    CHECK(roster.memberships_of_group("home:000001").size() == 26); // with the teacher
    CHECK(roster.memberships_of_group("home:999999").empty());
    const auto found = roster.find_by_identifier(record_kind::person, {"eckid", test::pupil_eckid(7), {}});
    CHECK(found == std::vector<std::string>{test::pupil_id(7)});
    CHECK(roster.find_by_identifier(record_kind::person, {"las.key", test::pupil_eckid(7), {}}).empty());
}

TEST_CASE("a copy shows the same as its original") {
    memory_roster original, copy;
    fill(original, test::small_school(30));
    copy.add_all(original);
    for (const record_kind which : record_kinds) CHECK(copy.count(which) == original.count(which));
    each<membership>(original, {}, [&](const membership& one) {
        CHECK(copy.find(record_kind::membership, one.id) == record(one));
        return true;
    });
}

} // namespace schakel::roster
