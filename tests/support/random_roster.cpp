#include "tests/support/random_roster.hpp"

namespace schakel::test {

using namespace model::roster;

namespace {

std::string text(chance& of) {
    static const std::vector<std::string> words{"", "a", "De Akker", "Ümit", "van der", "\xF0\x9F\x8E\x93", "x\0y"};
    if (of.percent(5)) return std::string(of.below(400), 'n');
    return of.pick(words) + (of.percent(50) ? std::to_string(of.below(1000)) : std::string());
}

day date(chance& of) {
    const int year = static_cast<int>(of.between(0, 9999));
    const auto month = static_cast<unsigned>(of.between(0, 13));
    const auto day_of_month = static_cast<unsigned>(of.between(0, 32));
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day_of_month)};
}

std::optional<day> maybe_date(chance& of) {
    if (of.percent(50)) return std::nullopt;
    return date(of);
}

instant moment(chance& of) {
    return instant(std::chrono::microseconds(static_cast<std::int64_t>(of.next() >> 12)) - std::chrono::hours(24));
}

template <class Make>
auto some(chance& of, Make make) {
    std::vector<decltype(make(of))> list;
    for (std::size_t left = of.below(4); left > 0; --left) list.push_back(make(of));
    return list;
}

model::identifier identifier(chance& of) {
    static const std::vector<std::string> schemes{"las.key", "eckid", "sourcedId", "brin", "own.scheme", ""};
    model::identifier one;
    one.scheme = of.pick(schemes);
    one.value = text(of);
    one.authority = of.percent(20) ? text(of) : std::string();
    return one;
}

model::term term(chance& of) {
    model::term one;
    one.value = text(of);
    one.vocabulary = text(of);
    return one;
}

model::extension extension(chance& of) {
    model::extension one;
    one.standard = text(of);
    one.name = text(of);
    one.value = text(of);
    return one;
}

template <class Enumeration>
Enumeration any(chance& of, Enumeration last) {
    return static_cast<Enumeration>(of.between(0, static_cast<std::size_t>(last)));
}

person_role a_role(chance& of) {
    person_role one;
    one.what = any(of, role::other);
    one.organisation = text(of);
    one.primary = of.percent(50);
    one.begin = maybe_date(of);
    one.extra = some(of, extension);
    return one;
}

void fill(chance& of, organisation& one) {
    one.kind = any(of, organisation::kind_of::other);
    one.name = text(of);
    one.parent = text(of);
}
void fill(chance& of, school_period& one) {
    one.kind = any(of, school_period::kind_of::grading_period);
    one.title = text(of);
    one.begin = maybe_date(of);
    one.end = maybe_date(of);
}
void fill(chance& of, course& one) {
    one.kind = any(of, course::kind_of::subject);
    one.title = text(of);
    one.levels = some(of, term);
    one.studies = some(of, text);
}
void fill(chance& of, group& one) {
    one.kind = any(of, group::kind_of::lesson);
    one.name = text(of);
    one.periods = some(of, text);
    one.subjects = some(of, term);
    one.end = maybe_date(of);
}
void fill(chance& of, person& one) {
    one.kind = any(of, person_kind::other);
    one.family_name = text(of);
    one.preferred_name = text(of);
    one.birth_date = maybe_date(of);
    if (of.percent(50)) one.sex = any(of, gender::unspecified);
    one.enabled = of.percent(80);
    one.levels = some(of, term);
    one.roles = some(of, a_role);
}
void fill(chance& of, membership& one) {
    one.person = text(of);
    one.group = text(of);
    one.what = any(of, role::other);
    one.primary = of.percent(30);
    one.begin = maybe_date(of);
}
void fill(chance& of, enrolment& one) {
    one.person = text(of);
    one.course = text(of);
    one.levels = some(of, term);
}

template <class Record>
record filled(chance& of) {
    Record one;
    one.id = text(of);
    one.ids = some(of, identifier);
    if (of.percent(50)) one.modified = moment(of);
    one.ended = of.percent(10);
    one.extra = some(of, extension);
    fill(of, one);
    return one;
}

std::string numbered(std::string_view kind, std::size_t number) {
    const std::string digits = std::to_string(number);
    return std::string(kind) + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

membership in_group(std::string person, const std::string& group, role what) {
    membership one;
    one.id = person + "@" + group;
    one.person = std::move(person);
    one.group = group;
    one.what = what;
    return one;
}

} // namespace

record random_record(chance& of) {
    switch (of.below(record_kind_count)) {
    case 0: return filled<organisation>(of);
    case 1: return filled<school_period>(of);
    case 2: return filled<course>(of);
    case 3: return filled<group>(of);
    case 4: return filled<person>(of);
    case 5: return filled<membership>(of);
    default: return filled<enrolment>(of);
    }
}

std::string pupil_id(std::size_t number) {
    return numbered("leerling:", number);
}

std::string pupil_eckid(std::size_t number) {
    return "https://ketenid.nl/pilot/" + numbered("pupil", number);
}

std::vector<record> small_school(std::size_t pupils) {
    constexpr std::size_t per_group = 25, lessons = 4;
    const std::size_t groups = pupils / per_group + 1;
    std::vector<record> all;
    const auto add_group = [&](const std::string& id, group::kind_of kind, std::size_t number) {
        group one;
        one.id = id;
        one.kind = kind;
        one.name = id;
        all.push_back(one);
        person teacher;
        teacher.id = numbered("leerkracht:", number % groups);
        teacher.ids = {{std::string(model::scheme::las_key), numbered("", number % groups), {}}};
        teacher.kind = person_kind::employee;
        teacher.family_name = "Testleraar";
        if (kind == group::kind_of::home) all.push_back(teacher);
        all.push_back(in_group(teacher.id, id, role::teacher));
    };
    for (std::size_t i = 0; i < groups; ++i) {
        add_group(numbered("home:", i), group::kind_of::home, i);
        for (std::size_t lesson = 0; lesson < lessons; ++lesson)
            add_group(numbered("lesson:", i * lessons + lesson), group::kind_of::lesson, i + lesson);
    }
    for (std::size_t i = 0; i < pupils; ++i) {
        person one;
        one.id = pupil_id(i);
        one.ids = {
            {std::string(model::scheme::las_key), numbered("", i), {}},
            {std::string(model::scheme::eckid), pupil_eckid(i), {}}};
        one.family_name = "Testleerling";
        one.preferred_name = "Nummer " + std::to_string(i);
        all.push_back(one);
        all.push_back(in_group(one.id, numbered("home:", i / per_group), role::pupil));
        for (std::size_t lesson = 0; lesson < lessons; ++lesson)
            all.push_back(in_group(one.id, numbered("lesson:", i / per_group * lessons + lesson), role::pupil));
    }
    return all;
}

} // namespace schakel::test
