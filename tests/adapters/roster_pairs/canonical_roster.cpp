#include "canonical_roster.hpp"

namespace schakel::test {

namespace {

using namespace schakel::model::roster;
namespace scheme = schakel::model::scheme;
using std::chrono::year;

constexpr std::string_view changed = "2026-09-01T08:30:00Z";

day on(int y, unsigned m, unsigned d) {
    return year{y} / static_cast<int>(m) / static_cast<int>(d);
}

void identify(record_tail& one, std::string_view id, std::string_view key) {
    one.id = id;
    one.ids.push_back({std::string(scheme::las_key), std::string(key), {}});
    one.modified = *parse_rfc3339(changed);
}

std::string eckid(std::string_view eight) {
    std::string made = "https://ketenid.nl/pilot/";
    for (int i = 0; i < 16; ++i) made += eight;
    return made;
}

head about_school() {
    head made;
    made.school = {{std::string(scheme::brin), "99XX", {}}, {std::string(scheme::school_key), "de-akker", {}}};
    made.school_name = "De Akker";
    made.school_year = "2026-2027";
    made.reference_date = on(2026, 10, 1);
    made.made_at = *parse_rfc3339("2026-10-02T14:00:00Z");
    made.author = "Testadministratie";
    made.comment = "Alles is verzonnen";
    return made;
}

organisation branch() {
    organisation made;
    identify(made, "V1", "V1");
    made.kind = organisation::kind_of::location;
    made.name = "Noordgebouw";
    made.description = "Aan de brink";
    return made;
}

school_period school_year() {
    school_period made;
    identify(made, "jaar", "jaar");
    made.title = "Schooljaar 2026-2027";
    made.school_year = "2026-2027";
    made.begin = on(2026, 8, 1);
    made.end = on(2027, 8, 1);
    return made;
}

school_period first_half() {
    school_period made;
    identify(made, "half", "half");
    made.kind = school_period::kind_of::semester;
    made.title = "Eerste helft";
    made.school_year = "2026-2027";
    made.begin = on(2026, 8, 1);
    made.end = on(2027, 2, 1);
    made.parent = "jaar";
    return made;
}

course arithmetic() {
    course made;
    identify(made, "reken", "reken");
    made.title = "Rekenen";
    made.abbreviation = "REK";
    made.code = "REK5";
    made.period = "jaar";
    made.levels = {year_level("5")};
    made.subjects = {{"rekenen", {}, {}}};
    made.study_level = "PO";
    return made;
}

group home_group() {
    group made;
    identify(made, "G5", "G5");
    made.name = "Groep 5";
    made.description = "De vijfde";
    made.code = "5A";
    made.room = "Lokaal 12";
    made.periods = {"jaar"};
    made.levels = {year_level("5")};
    made.begin = on(2026, 8, 31);
    made.end = on(2027, 7, 10);
    return made;
}

group lesson_group() {
    group made;
    identify(made, "reken5", "reken5");
    made.kind = group::kind_of::lesson;
    made.name = "Rekenen plus";
    made.course = "reken";
    made.periods = {"half"};
    made.levels = {year_level("5")};
    made.subjects = {{"rekenen", {}, {}}};
    return made;
}

person pupil() {
    person made;
    identify(made, "leerling:L1", "L1");
    made.ids.push_back({std::string(scheme::eckid), eckid("0123abcd"), {}});
    made.family_name = "Testers";
    made.family_prefix = "van der";
    made.given_names = "Proefke Anna";
    made.initials = "PA";
    made.preferred_name = "Proefke";
    made.middle_name = "Anna";
    made.alias = "Proefke T.";
    made.birth_date = on(2017, 3, 4);
    made.sex = gender::female;
    made.user_name = "proefke";
    made.email = "proefke@school.example";
    made.levels = {year_level("5")};
    made.location = "V1";
    made.begin = on(2021, 3, 4);
    made.end = on(2029, 7, 16);
    made.in_year_3 = on(2023, 8, 28);
    return made;
}

person second_pupil() {
    person made;
    identify(made, "leerling:L2", "L2");
    made.family_name = "Proef";
    made.preferred_name = "Tweede";
    made.levels = {year_level("5")};
    return made;
}

person teacher() {
    person made;
    identify(made, "leerkracht:T1", "T1");
    made.ids.push_back({std::string(scheme::eckid), eckid("fedc9876"), {}});
    made.kind = person_kind::employee;
    made.family_name = "Meester";
    made.family_prefix = "de";
    made.initials = "M";
    made.preferred_name = "Mees";
    made.user_name = "meester";
    made.email = "meester@school.example";
    made.phone = "000-0000000";
    person_role main;
    main.what = role::teacher;
    main.begin = on(2020, 8, 1);
    person_role other;
    other.what = role::counselor;
    other.primary = false;
    other.description = "Coach rekenen";
    made.roles = {main, other};
    return made;
}

membership in_group(std::string_view person, std::string_view group, role what) {
    membership made;
    made.id = std::string(person) + "|" + std::string(group);
    made.modified = *parse_rfc3339(changed);
    made.person = person;
    made.group = group;
    made.what = what;
    return made;
}

enrolment in_course() {
    enrolment made;
    made.id = "leerling:L2|reken";
    made.modified = *parse_rfc3339(changed);
    made.person = "leerling:L2";
    made.course = "reken";
    made.location = "V1";
    made.period = "jaar";
    made.levels = {year_level("5")};
    made.begin = on(2026, 8, 31);
    return made;
}

} // namespace

void write_canonical_roster(roster_sink& into) {
    into.head(about_school());
    into.add(branch());
    into.add(school_year());
    into.add(first_half());
    into.add(arithmetic());
    into.add(home_group());
    into.add(lesson_group());
    into.add(pupil());
    into.add(second_pupil());
    into.add(teacher());
    membership dated = in_group("leerling:L1", "G5", role::pupil);
    dated.begin = on(2026, 8, 31);
    dated.end = on(2027, 7, 10);
    into.add(std::move(dated));
    into.add(in_group("leerling:L1", "reken5", role::pupil));
    into.add(in_group("leerling:L2", "G5", role::pupil));
    membership responsible = in_group("leerkracht:T1", "G5", role::teacher);
    responsible.primary = true;
    into.add(std::move(responsible));
    into.add(in_group("leerkracht:T1", "reken5", role::teacher));
    into.add(in_course());
}

} // namespace schakel::test
