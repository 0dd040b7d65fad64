// B7.3 and B7.4: what looks wrong with who is who is told, and nothing is joined.
#include "gateway/roster/identity_check.hpp"
#include "tests/contract/roster/roster_subject.hpp"

namespace schakel::roster {

using namespace model::roster;

namespace {

const std::string x = "https://ketenid.nl/pilot/x", y = "https://ketenid.nl/pilot/y", z = "https://ketenid.nl/pilot/z";

std::map<std::string, std::uint64_t> told(const std::optional<roster_version>& of) {
    std::map<std::string, std::uint64_t> all;
    REQUIRE(of);
    for (const identity_count& one : of->notes.change.identities) all[one.rule] = one.count;
    return all;
}

using counts = std::map<std::string, std::uint64_t>;

} // namespace

TEST_CASE_TEMPLATE("B7.3: one pupil with two ids is told and stays two records", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    const auto doubled = s.publish({pupil_with("a", x), pupil_with("b", x), pupil_with("c", y)});
    CHECK(told(doubled) == counts{{"roster.identity-doubled", 2}});
    CHECK(ids(*s.store->current(school)) == names{"a", "b", "c"});
    CHECK(s.store->current(school)->find_by_identifier(record_kind::person, {"eckid", x, {}}) == names{"a", "b"});
}

TEST_CASE_TEMPLATE("One pupil with two identifiers of one scheme is told", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    person one = pupil_with("a", x);
    one.ids.push_back({"eckid", y, {}});
    CHECK(told(s.stage({one})) == counts{{"roster.identity-doubled", 1}});
}

TEST_CASE_TEMPLATE("B7.4: ids that were swapped between pupils are told", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    s.publish({pupil_with("a", x), pupil_with("b", y)});
    CHECK(told(s.stage({pupil_with("a", y), pupil_with("b", x)})) == counts{{"roster.identity-moved", 2}});
}

TEST_CASE_TEMPLATE(
    "An id of somebody who left may be another's, a new id of the same person is told", Subject, SCHAKEL_ROSTERS
) {
    Subject s;
    s.publish({pupil_with("a", x), pupil_with("b", y)});
    SUBCASE("left") {
        CHECK(told(s.stage({pupil_with("a", x), pupil_with("c", y)})) == counts{});
    }
    SUBCASE("changed") {
        CHECK(told(s.stage({pupil_with("a", z), pupil_with("b", y)})) == counts{{"roster.identity-changed", 1}});
    }
    SUBCASE("none any more") {
        CHECK(told(s.stage({pupil("a"), pupil_with("b", y)})) == counts{});
    }
}

TEST_CASE_TEMPLATE("Pupils and employees may be numbered apart", Subject, SCHAKEL_ROSTERS) {
    Subject s;
    person one = pupil("leerling:1"), teacher = pupil("leerkracht:1");
    teacher.kind = person_kind::employee;
    one.ids = teacher.ids = {{"las.key", "1", {}}};
    CHECK(told(s.stage({one, teacher})) == counts{});
}

TEST_CASE("Identity rules have texts in two languages that hold the number and no name") {
    for (const finding& one : findings_of({{"roster.identity-doubled", 2}, {"roster.identity-moved", 1}})) {
        CHECK(one.text(language::nl).find(one.got) != std::string::npos);
        CHECK(one.text(language::en).find(one.got) != std::string::npos);
        CHECK_FALSE(one.broken->repair_nl.empty());
    }
    for (const rule& one : identity_rules()) CHECK(find_identity_rule(one.id) == &one);
    CHECK(find_identity_rule("roster.nothing") == nullptr);
}

} // namespace schakel::roster
