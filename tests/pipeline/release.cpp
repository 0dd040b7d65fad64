// What a party may have of a roster, field by field.
#include "gateway/pipeline/release.hpp"
#include "gateway/pipeline/release_rules.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "gateway/settings/releasable.hpp"
#include "tests/support/random_roster.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
namespace rec = model::roster;
using rec::record_kind;

namespace {

rec::person full_person(rec::person_kind kind) {
    rec::person one;
    one.id = "leerling:4711";
    one.ids = {{"las.key", "4711", {}}, {"eckid", "https://ketenid.nl/pilot/aa", {}}, {"neppi", "4711@akker", {}}};
    one.modified = instant(std::chrono::sys_days(std::chrono::year(2026) / 9 / 1));
    one.extra = {{"uwlr", "toevoegingen", "<x>bijzonder</x>"}};
    one.kind = kind;
    one.family_name = "Jansen";
    one.family_prefix = "van";
    one.given_names = "Johanna";
    one.initials = "J.";
    one.preferred_name = "Jo";
    one.middle_name = "M";
    one.alias = "Jo J.";
    one.birth_date = one.begin = one.end = one.in_year_3 = std::chrono::year(2016) / 2 / 3;
    one.sex = rec::gender::female;
    one.user_name = "jojansen";
    one.email = "jo@akker.example";
    one.phone = "0600000000";
    one.enabled = false;
    one.levels = {rec::year_level("5")};
    one.location = "v-01";
    one.roles = {{rec::role::pupil, "v-01", true, one.begin, one.end, "klassenvertegenwoordiger", {}}};
    return one;
}

rec::membership full_membership() {
    rec::membership one;
    one.id = "leerling:4711|g-1";
    one.ids = {{"oneroster.sourcedid", "4711-g-1", {}}, {"eduv.id", "77", {}}};
    one.person = "leerling:4711";
    one.group = "g-1";
    one.primary = true;
    one.description = "hulp";
    return one;
}

settings::release_profile
profile(std::initializer_list<std::string> fields, std::vector<std::string> identifiers = {}) {
    settings::release_profile out;
    out.name = "own";
    out.fields = out.pupil = out.other = fields;
    out.identifiers = std::move(identifiers);
    return out;
}

std::shared_ptr<const roster_view> view_of(std::vector<rec::record> records) {
    auto out = std::make_shared<roster::memory_roster>(instant{}, "akker:1");
    for (rec::record& one : records) out->add(std::move(one));
    return out;
}

std::shared_ptr<const roster_view>
seen(std::shared_ptr<const roster_view> of, const settings::release_profile& under, std::string pseudonym_key = {}) {
    return pipeline::released(
        std::move(of), std::make_shared<const pipeline::release>(under, std::move(pseudonym_key), "akker")
    );
}

template <class Record>
std::vector<Record> all_of(const roster_view& view, roster_range range = {}) {
    std::vector<Record> out;
    view.page(range, out);
    return out;
}

} // namespace

TEST_CASE("nothing of a person is seen that is not named") {
    const auto view = seen(view_of({full_person(rec::person_kind::pupil)}), profile({}));
    const auto persons = all_of<rec::person>(*view);
    REQUIRE(persons.size() == 1);
    rec::person nothing;
    nothing.id = persons[0].id;
    nothing.kind = rec::person_kind::other;
    CHECK(persons[0] == nothing);
    CHECK(std::get<rec::person>(*view->find(record_kind::person, nothing.id)) == nothing);
}

TEST_CASE("everything that is named is seen") {
    auto all = profile({}, {"las.key", "eckid", "neppi"});
    for (const std::string_view one : settings::releasable_of_persons()) all.pupil.emplace(one);
    for (const std::string_view one : settings::releasable_of_rosters()) all.fields.emplace(one);
    const auto pupil = full_person(rec::person_kind::pupil);
    CHECK(all_of<rec::person>(*seen(view_of({pupil}), all)) == std::vector{pupil});
}

TEST_CASE("every field that a release can name has a rule, and its rule changes it") {
    std::set<std::string_view> named;
    const auto collect = [&](const auto& list) {
        for (const auto& one : list) CHECK(named.insert(one.field).second);
    };
    collect(pipeline::rules::head);
    collect(pipeline::rules::organisation);
    collect(pipeline::rules::school_period);
    collect(pipeline::rules::course);
    collect(pipeline::rules::group);
    collect(pipeline::rules::membership);
    collect(pipeline::rules::enrolment);
    const std::size_t before = named.size();
    for (const auto& one : pipeline::rules::person) {
        CAPTURE(one.field);
        CHECK(named.insert(one.field).second);
        rec::person changed = full_person(rec::person_kind::pupil);
        one.take_out(changed);
        CHECK_FALSE(changed == full_person(rec::person_kind::pupil));
    }
    CHECK(named.size() - before == settings::releasable_of_persons().size());
    for (const std::string_view one : settings::releasable_of_persons()) CHECK(named.contains(one));
    const std::set<std::string_view> elsewhere{"organisation.id", "period.id",       "course.id",
                                               "group.id",        "membership.id",   "enrolment.id",
                                               "record.ended",    "record.modified", "extension"};
    for (const std::string_view one : settings::releasable_of_rosters()) {
        CAPTURE(one);
        CHECK((named.contains(one) || elsewhere.contains(one)));
    }
}

namespace {

// What is left of a record of which nothing is released: how records of its roster refer to it, and names of what is no
// person.
template <class Record>
rec::record bare(const Record& one) {
    Record out;
    out.id = one.id;
    out.ended = one.ended;
    constexpr bool of_person = std::is_same_v<Record, rec::person> || std::is_same_v<Record, rec::membership> ||
                               std::is_same_v<Record, rec::enrolment>;
    if constexpr (!of_person) out.ids = one.ids;
    if constexpr (std::is_same_v<Record, rec::organisation>) out.kind = rec::organisation::kind_of::other;
    if constexpr (std::is_same_v<Record, rec::person>) out.kind = rec::person_kind::other;
    if constexpr (std::is_same_v<Record, rec::membership>) out.what = rec::role::other;
    return out;
}

} // namespace

TEST_CASE("taking out every field leaves nothing, whatever the record held") {
    const pipeline::release nothing(profile({}), {}, "akker");
    test::chance of(11);
    for (int i = 0; i < 2'000; ++i) {
        rec::record one = test::random_record(of);
        const rec::record left = std::visit([](const auto& record) { return bare(record); }, one);
        nothing.strip(one);
        CHECK(one == left);
    }
}

TEST_CASE("pupils and others have fields of their own") {
    auto some = profile({"person.kind"});
    some.other.insert("person.email");
    const auto view = seen(
        view_of(
            {full_person(rec::person_kind::pupil),
             [] {
                 auto teacher = full_person(rec::person_kind::employee);
                 teacher.id = "leerkracht:1";
                 return teacher;
             }()}
        ),
        some
    );
    const auto persons = all_of<rec::person>(*view);
    REQUIRE(persons.size() == 2);
    CHECK(persons[0].email == "jo@akker.example");
    CHECK(persons[1].email.empty());
    CHECK(persons[1].kind == rec::person_kind::pupil);
}

TEST_CASE("kinds of records without their id are not there") {
    rec::group group;
    group.id = "g-1";
    group.name = "3B";
    group.ids = {{"las.key", "3b", {}}};
    const auto base = view_of({group, full_person(rec::person_kind::pupil), full_membership()});
    const auto without = seen(base, profile({"group.name"}));
    CHECK(without->count(record_kind::group) == 0);
    CHECK(all_of<rec::group>(*without).empty());
    CHECK_FALSE(without->find(record_kind::group, "g-1"));
    CHECK(without->find_by_identifier(record_kind::group, {"las.key", "3b", {}}).empty());
    CHECK(without->memberships_of_group("g-1").empty());
    CHECK(without->memberships_of_person("leerling:4711").empty());

    const auto with =
        seen(base, profile({"group.id", "membership.id", "membership.group", "membership.person"}, {"eduv.id"}));
    CHECK(all_of<rec::group>(*with).at(0).ids == group.ids); // of no person
    const auto memberships = with->memberships_of_group("g-1");
    REQUIRE(memberships.size() == 1);
    CHECK(memberships[0].ids == model::identifiers{{"eduv.id", "77", {}}}); // keys of persons hide in the others
    CHECK(memberships[0].description.empty());
    CHECK(memberships[0].person == "leerling:4711");
}

TEST_CASE("tombstones are seen only where they are released") {
    auto gone = full_person(rec::person_kind::pupil);
    gone.ended = true;
    roster_range all;
    all.with_ended = true;
    CHECK(all_of<rec::person>(*seen(view_of({gone}), profile({})), all).empty());
    CHECK_FALSE(seen(view_of({gone}), profile({}))->find(record_kind::person, gone.id));
    CHECK(all_of<rec::person>(*seen(view_of({gone}), profile({"record.ended"})), all).size() == 1);
}

TEST_CASE("persons are found by what is released of them") {
    const auto view = seen(view_of({full_person(rec::person_kind::pupil)}), profile({}, {"eckid"}));
    const std::vector<std::string> found{"leerling:4711"};
    CHECK(view->find_by_identifier(record_kind::person, {"eckid", "https://ketenid.nl/pilot/aa", {}}) == found);
    CHECK(view->find_by_identifier(record_kind::person, {"las.key", "4711", {}}).empty());
}

TEST_CASE("a pseudonym stands for the keys of a person, and differs per party and school") {
    const auto base = view_of({full_person(rec::person_kind::pupil)});
    const auto own = profile({}, {"las.key", "neppi"});
    const auto ids = [&](const std::string& key, const std::string& school) {
        const auto under = std::make_shared<const pipeline::release>(own, key, school);
        return all_of<rec::person>(*pipeline::released(base, under)).at(0).ids;
    };
    const auto one = ids("first party's key", "akker");
    CHECK(model::value_of(one, "neppi") == "4711@akker");
    const std::string pseudonym(model::value_of(one, "las.key"));
    CHECK(pseudonym.size() == 36);
    CHECK(model::value_of(one, "oneroster.sourcedid") == pseudonym);
    CHECK(model::find(one, "eckid") == nullptr);
    CHECK(ids("first party's key", "akker") == one);
    CHECK_FALSE(ids("second party's key", "akker") == one);
    CHECK_FALSE(ids("first party's key", "beek") == one);
    const auto view = seen(base, own, "first party's key");
    const std::vector<std::string> found{"leerling:4711"};
    CHECK(view->find_by_identifier(record_kind::person, {"las.key", pseudonym, {}}) == found);
    CHECK(view->find_by_identifier(record_kind::person, {"las.key", "4711", {}}).empty());
}

TEST_CASE("the version tells what is released") {
    const auto base = view_of({});
    const auto first = seen(base, profile({"group.id"}))->version();
    CHECK(first.starts_with("akker:1|own:"));
    CHECK(seen(base, profile({"group.id"}))->version() == first);
    CHECK(seen(base, profile({"group.id", "group.name"}))->version() != first);
    CHECK(seen(base, profile({"group.id"}), "a key")->version() != first);
    CHECK(
        seen(base, profile({"group.id"}), "a key")->version() != seen(base, profile({"group.id"}), "another")->version()
    );
}

TEST_CASE("a publisher sees pseudonyms of the chain and nothing to know a person by") {
    auto pupil = full_person(rec::person_kind::pupil);
    const auto releases = settings::built_in_releases();
    const auto view = seen(view_of({pupil, full_membership()}), releases.at(1));
    rec::person expected;
    expected.id = pupil.id;
    expected.ids = {{"eckid", "https://ketenid.nl/pilot/aa", {}}};
    expected.kind = rec::person_kind::pupil;
    expected.enabled = false;
    expected.modified = pupil.modified;
    expected.roles = {{rec::role::pupil, {}, true, {}, {}, {}, {}}};
    CHECK(all_of<rec::person>(*view).at(0) == expected);
    CHECK(view->count(record_kind::membership) == 0);
}
