// There and back: a school in the combined form, in the documents of each service, and what is lost on the way.
#include "tests/adapters/common_edu_v/subject.hpp"

#include "gateway/adapter/loss.hpp"
#include "gateway/model/roster_field.hpp"

#include <map>
#include <set>

using namespace schakel;
using namespace schakel::test;
namespace rec = schakel::model::roster;

namespace {

template <class Record>
std::vector<Record> all(const roster_view& view) {
    std::vector<Record> list;
    each<Record>(view, {}, [&](const Record& one) {
        list.push_back(one);
        return true;
    });
    return list;
}

// Memberships say the same when person, group and role do; their ids are ours.
std::multiset<std::string> memberships(const roster_view& view, const std::set<std::string>& persons) {
    std::multiset<std::string> list;
    for (const rec::membership& one : all<rec::membership>(view)) {
        if (persons.contains(one.person))
            list.insert(one.person + " " + one.group + (one.what == rec::role::pupil ? " pupil" : " staff"));
    }
    return list;
}

std::set<std::string> sayable_persons(const roster_view& view) {
    std::set<std::string> ids;
    for (const rec::person& one : all<rec::person>(view)) {
        if (!one.family_name.empty()) ids.insert(one.id);
    }
    return ids;
}

void check_person(const rec::person& before, const rec::person& after) {
    CAPTURE(before.id);
    CHECK(after.kind == before.kind);
    CHECK(after.family_name == before.family_name);
    CHECK(after.family_prefix == before.family_prefix);
    CHECK(after.preferred_name == before.preferred_name);
    CHECK(after.birth_date == before.birth_date);
    CHECK(after.email == before.email);
    CHECK(after.levels == before.levels);
    CHECK(model::value_of(after.ids, model::scheme::eckid) == model::value_of(before.ids, model::scheme::eckid));
    CHECK(model::value_of(after.ids, model::scheme::las_key) == model::value_of(before.ids, model::scheme::las_key));
}

void check_school(bool secondary, bool full) {
    CAPTURE(secondary);
    CAPTURE(full);
    roster::memory_roster before(noon());
    roster::generated_school(small(secondary, full)).write(before);
    const std::string text = written("students", before, true);
    roster::memory_roster after;
    const roster_reading told = read("students", text, after);
    CHECK_MESSAGE(errors_of(told.report) == "", text.substr(0, 300));
    CHECK(after.head().school == before.head().school);
    CHECK(after.head().school_year == before.head().school_year);
    const std::set<std::string> persons = sayable_persons(before);
    CHECK(sayable_persons(after) == persons);
    for (const std::string& id : persons) {
        const auto now = after.find(rec::record_kind::person, id);
        if (!now) continue;
        check_person(std::get<rec::person>(*before.find(rec::record_kind::person, id)), std::get<rec::person>(*now));
    }
    CHECK(memberships(after, persons) == memberships(before, persons));
    CHECK(all<rec::group>(after).size() == all<rec::group>(before).size());
    for (const rec::group& one : all<rec::group>(before)) {
        const auto now = after.find(rec::record_kind::group, one.id);
        REQUIRE(now);
        CHECK(std::get<rec::group>(*now).name == one.name);
        CHECK(std::get<rec::group>(*now).kind == one.kind);
    }
    if (full) CHECK(after.count(rec::record_kind::course) == before.count(rec::record_kind::course));
    CHECK(written("students", after, true) == written("students", after, true));
}

} // namespace

TEST_CASE("a school goes into the combined form and comes back") {
    for (const bool secondary : {false, true})
        for (const bool full : {false, true}) check_school(secondary, full);
}

TEST_CASE("what was read from Edu-V is written the same again") {
    roster::memory_roster before(noon());
    roster::generated_school(small(true, true)).write(before);
    roster::memory_roster once, twice;
    const std::string first = written("students", before, true);
    REQUIRE(errors_of(read("students", first, once).report) == "");
    const std::string second = written("students", once, true);
    REQUIRE(errors_of(read("students", second, twice).report) == "");
    CHECK(written("students", twice, true) == second);
}

TEST_CASE("the loss report accounts for every value") {
    roster::memory_roster before(noon());
    roster::generated_school(small(true, true)).write(before);
    const std::string text = written("students", before, true);
    roster::memory_roster after;
    const roster_reading told = read("students", text, after);
    const auto writer = eduv("students").roster()->write(after, at_noon(true));
    all_of(*writer);
    const loss_report loss = join("edu-v-students-1.1", "edu-v-students-1.1", told.trace, writer->fate());
    for (const field_loss& one : loss.fields) {
        CHECK_MESSAGE(one.outcome != field_outcome::dropped, one.path, " ", one.count, " ", one.reason);
    }
}
