#include "gateway/roster/generated_school.hpp"

#include "gateway/roster/generated_names.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::roster {

namespace {

using std::chrono::year;
using std::string_view_literals::operator""sv;

struct subject {
    std::string_view code, title;
};
constexpr std::array<subject, 12> secondary_subjects{
    {{"netl", "Nederlandse taal"},
     {"entl", "Engelse taal"},
     {"wi", "Wiskunde"},
     {"gs", "Geschiedenis"},
     {"ak", "Aardrijkskunde"},
     {"bi", "Biologie"},
     {"lo", "Lichamelijke opvoeding"},
     {"fatl", "Franse taal"},
     {"dutl", "Duitse taal"},
     {"na", "Natuurkunde"},
     {"schk", "Scheikunde"},
     {"econ", "Economie"}}};
constexpr std::array<subject, 12> primary_subjects{
    {{"rek", "Rekenen niveaugroep"},
     {"lez", "Leeskring"},
     {"plus", "Plusgroep"},
     {"en", "Engels"},
     {"muz", "Muziek"},
     {"gym", "Gymnastiek"},
     {"techniek", "Techniek"},
     {"schaak", "Schaken"},
     {"toneel", "Toneel"},
     {"tuin", "Schooltuin"},
     {"code", "Programmeren"},
     {"koor", "Koor"}}};
constexpr std::size_t subjects = secondary_subjects.size();

constexpr std::size_t pupils_per_home = 27, pupils_per_teacher = 15, pupils_per_location = 800;
constexpr std::string_view this_year = "2026-2027", period = "sy-2026-2027";
constexpr year first_year{2026};

// What a number is drawn for.
enum subject_of_chance : std::uint64_t {
    name_chance,
    birth_chance,
    lesson_chance,
    cluster_chance,
    change_chance,
    kind_chance,
    join_chance,
    code_chance
};

std::uint64_t mix(std::uint64_t x) { // splitmix64
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

std::string padded(std::string_view before, std::size_t number, std::size_t width) {
    std::string digits = std::to_string(number);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return std::string(before) + digits;
}

// Visibly a test value: the pilot space, and eight digits sixteen times.
std::string test_eckid(std::uint64_t seed, std::size_t number) {
    char pattern[9];
    std::snprintf(
        pattern, sizeof pattern, "%03x%05x", static_cast<unsigned>(seed & 0xFFFu),
        static_cast<unsigned>(number & 0xFFFFFu)
    );
    std::string out = "https://ketenid.nl/pilot/";
    for (int time = 0; time < 16; ++time) out += pattern;
    return out;
}

std::string key_of(std::string_view id) {
    return std::string(id.substr(id.find(':') + 1));
}

std::string location_id(std::size_t number) {
    return padded("v-", number + 1, 2);
}
std::string home_id(std::size_t home) {
    return padded("g-", home + 1, 5);
}
std::string lesson_id(std::size_t lesson) {
    return padded("s-", lesson + 1, 6);
}
std::string study_id(std::string_view level) {
    return padded("c-", std::stoul(std::string(level)), 2);
}
std::string subject_id(std::string_view level, std::size_t which) {
    return study_id(level) + padded("-", which + 1, 2);
}

model::identifiers invented_school(std::uint64_t seed) {
    const auto letter = [](std::uint64_t number) { return static_cast<char>('A' + number % 26); };
    const std::string brin{'9', '9', letter(mix(seed)), letter(mix(seed) / 26)};
    return {
        {std::string(model::scheme::brin), brin, {}},
        {std::string(model::scheme::school_key), "school-" + std::to_string(seed), {}}};
}

} // namespace

school_options large_school(std::uint64_t seed) {
    school_options out;
    out.kind = school_options::sector::secondary;
    out.pupils = 15'000;
    out.seed = seed;
    return out;
}

generated_school::generated_school(const school_options& options)
    : options_(options), levels_(secondary() ? 6 : 8),
      homes_(std::max<std::size_t>(1, (options.pupils + pupils_per_home - 1) / pupils_per_home)),
      lessons_(std::min(subjects, options.lessons.value_or(secondary() ? 7 : 1))),
      teachers_(std::max<std::size_t>(3, options.pupils / pupils_per_teacher + 1)),
      locations_(1 + options.pupils / pupils_per_location),
      joined_(options.pupils == 0 ? 0 : options.changes * std::max<std::size_t>(1, options.pupils / 100)) {
    if (options_.school.empty()) options_.school = invented_school(options_.seed);
    if (options_.name.empty())
        options_.name =
            (secondary() ? "Voorbeeldcollege " : "Basisschool Het Voorbeeld ") + std::to_string(options_.seed);
}

model::roster::head generated_school::head() const {
    model::roster::head out;
    out.school = options_.school;
    if (full()) out.school_name = options_.name;
    out.school_year = this_year;
    out.made_at = moment(options_.changes);
    out.reference_date = date_in_amsterdam(*out.made_at);
    out.author = "Schakel, generated school";
    return out;
}

void generated_school::write(roster_sink& into) const {
    into.head(head());
    write_organisations(into);
    if (full()) {
        write_periods(into);
        write_courses(into);
    }
    write_groups(into);
    write_persons(into);
    write_memberships(into);
    if (full()) write_enrolments(into);
}

// ---------------------------------------------------------------- numbers

std::uint64_t generated_school::chance(std::uint64_t what, std::uint64_t a, std::uint64_t b) const {
    return mix(mix(mix(mix(options_.seed) ^ what) ^ a) ^ b);
}

instant generated_school::moment(std::size_t change) const {
    using namespace std::chrono;
    return sys_days{first_year / August / 24} + 6h + 6h * static_cast<long>(change);
}

std::size_t generated_school::level_of_home(std::size_t home) const {
    return home * levels_ / homes_;
}

std::size_t generated_school::first_home(std::size_t level) const {
    return (level * homes_ + levels_ - 1) / levels_;
}

// A school with fewer home groups than levels has combined groups.
std::size_t generated_school::level_of_pupil(std::size_t number, std::size_t home) const {
    if (homes_ >= levels_) return level_of_home(home);
    const std::size_t first = (home * levels_ + homes_ - 1) / homes_;
    const std::size_t behind = ((home + 1) * levels_ + homes_ - 1) / homes_;
    return first + number % (behind - first);
}

std::string generated_school::level_code(std::size_t level) const {
    return std::to_string(level + (secondary() ? 11 : 1));
}

generated_school::pupil_state generated_school::state_of(std::size_t number) const {
    pupil_state out;
    if (number < options_.pupils) {
        out.home = number * homes_ / options_.pupils;
    } else {
        out.home = chance(join_chance, number) % homes_;
        out.changed_at = (number - options_.pupils) / (joined_ / options_.changes) + 1;
    }
    for (std::size_t change = out.changed_at + 1; change <= options_.changes && !out.left; ++change) {
        if (chance(change_chance, number, change) % 50 != 0) continue;
        out.changed_at = change;
        const std::size_t level = level_of_home(out.home);
        const std::size_t first = first_home(level);
        switch (chance(kind_chance, number, change) % 4) {
        case 0: out.left = true; break;
        case 1: out.renamed = true; break;
        case 2: out.readdressed = true; break;
        default: out.home = first + (out.home - first + 1) % (first_home(level + 1) - first); break;
        }
    }
    return out;
}

// Lesson groups of a level: subject after subject, as many of each as the level has home groups. The classes of the
// lower years have their lessons together; in the upper years pupils choose, and subjects mix the classes.
std::size_t generated_school::lesson_of(std::size_t number, std::size_t home, std::size_t which) const {
    const std::size_t level = level_of_home(home);
    const std::size_t first = first_home(level);
    const std::size_t parallels = first_home(level + 1) - first;
    std::size_t cluster = home - first;
    if (secondary() && level >= 3) {
        which = (which + chance(lesson_chance, number) % 4) % subjects;
        cluster = (cluster + chance(cluster_chance, number, which) % 2) % parallels;
    }
    return first * subjects + which * parallels + cluster;
}

bool generated_school::lesson_exists(std::size_t lesson) const {
    const std::size_t level = level_of_home(lesson / subjects);
    const std::size_t first = first_home(level);
    const std::size_t which = (lesson - first * subjects) / (first_home(level + 1) - first);
    return which < (secondary() && level >= 3 && lessons_ > 0 ? subjects : lessons_);
}

std::string generated_school::pupil_id(std::size_t number) const {
    return padded("leerling:L", number + 1, 6);
}

std::string generated_school::teacher_id(std::size_t number) const {
    return padded("leerkracht:T", number + 1, 5);
}

// ---------------------------------------------------------------- records

void generated_school::write_organisations(roster_sink& into) const {
    if (full()) {
        model::roster::organisation school;
        school.id = "school";
        school.ids = options_.school;
        school.modified = moment(0);
        school.name = options_.name;
        into.add(std::move(school));
    }
    for (std::size_t number = 0; number < locations_; ++number) {
        model::roster::organisation one;
        one.id = location_id(number);
        one.ids = {{std::string(model::scheme::las_key), one.id, {}}};
        one.modified = moment(0);
        one.kind = model::roster::organisation::kind_of::location;
        one.name = padded("Vestiging ", number + 1, 1);
        if (number % 2 == 1) one.description = "Gebouw voor de bovenbouw";
        if (full()) one.parent = "school";
        into.add(std::move(one));
    }
}

void generated_school::write_periods(roster_sink& into) const {
    using namespace std::chrono;
    using kind_of = model::roster::school_period::kind_of;
    struct part {
        std::string_view suffix, title;
        kind_of kind;
        model::roster::day begin, end;
    };
    const std::array<part, 3> parts{
        {{"", "Schooljaar 2026-2027", kind_of::school_year, first_year / August / 1, year{2027} / August / 1},
         {"-1", "Eerste halfjaar", kind_of::semester, first_year / August / 1, year{2027} / February / 1},
         {"-2", "Tweede halfjaar", kind_of::semester, year{2027} / February / 1, year{2027} / August / 1}}};
    for (const part& each : parts) {
        model::roster::school_period one;
        one.id = std::string(period) + std::string(each.suffix);
        one.modified = moment(0);
        one.kind = each.kind;
        one.title = each.title;
        one.school_year = this_year;
        one.begin = each.begin;
        one.end = each.end;
        if (!each.suffix.empty()) one.parent = period;
        into.add(std::move(one));
    }
}

void generated_school::write_courses(roster_sink& into) const {
    const auto& list = secondary() ? secondary_subjects : primary_subjects;
    for (std::size_t level = 0; level < levels_; ++level) {
        const std::string code = level_code(level);
        model::roster::course study;
        study.id = study_id(code);
        study.modified = moment(0);
        study.kind = model::roster::course::kind_of::study;
        study.title = (secondary() ? "Leerjaar " : "Groep ") + std::to_string(level + 1);
        study.code = "L" + code;
        study.period = period;
        study.levels = {model::roster::year_level(code)};
        const model::roster::course like = study;
        into.add(std::move(study));
        for (std::size_t which = 0; which < subjects; ++which) {
            model::roster::course one = like;
            one.id = subject_id(code, which);
            one.kind = model::roster::course::kind_of::subject;
            one.title = list[which].title;
            one.abbreviation = list[which].code;
            one.code = std::string(list[which].code) + "-" + code;
            one.subjects = {{std::string(list[which].title), {}, {}}};
            one.studies = {like.id};
            into.add(std::move(one));
        }
    }
}

void generated_school::write_groups(roster_sink& into) const {
    for (std::size_t home = 0; home < homes_; ++home) into.add(home_group(home));
    for (std::size_t lesson = 0; lesson < homes_ * subjects; ++lesson) {
        if (lesson_exists(lesson)) into.add(lesson_group(lesson));
    }
}

model::roster::group generated_school::home_group(std::size_t home) const {
    const std::size_t level = level_of_home(home);
    const std::size_t parallel = home - first_home(level);
    const std::string code = level_code(level);
    model::roster::group one;
    one.id = home_id(home);
    one.ids = {{std::string(model::scheme::las_key), one.id, {}}};
    one.modified = moment(0);
    const std::string letter =
        static_cast<char>('a' + parallel / 4 % 26) + (parallel < 104 ? "" : std::to_string(parallel));
    if (secondary())
        one.name = std::string(1, "vhtb"[parallel % 4]) + std::to_string(level + 1) + letter;
    else
        one.name = "Groep " + std::to_string(level + 1) + std::string(1, static_cast<char>('a' + parallel % 26));
    if (home % 3 == 0) one.description = "Stamgroep " + one.name;
    one.levels = {model::roster::year_level(homes_ >= levels_ ? code : "C")};
    if (!full()) return one;
    one.code = one.name;
    one.room = padded("Lokaal ", home % 90 + 1, 2);
    one.organisation = location_id(home % locations_);
    one.course = study_id(code);
    one.periods = {std::string(period)};
    return one;
}

model::roster::group generated_school::lesson_group(std::size_t lesson) const {
    const std::size_t level = level_of_home(lesson / subjects);
    const std::size_t first = first_home(level);
    const std::size_t parallels = first_home(level + 1) - first;
    const std::size_t which = (lesson - first * subjects) / parallels;
    const std::size_t cluster = (lesson - first * subjects) % parallels;
    const subject& taught = (secondary() ? secondary_subjects : primary_subjects)[which];
    model::roster::group one;
    one.id = lesson_id(lesson);
    one.ids = {{std::string(model::scheme::las_key), one.id, {}}};
    one.modified = moment(0);
    one.kind = model::roster::group::kind_of::lesson;
    one.name = std::to_string(level + 1) + "." + std::string(taught.code) + std::to_string(cluster + 1);
    if (lesson % 4 == 0) one.description = taught.title;
    if (!full()) return one;
    one.code = one.name;
    one.organisation = location_id(lesson % locations_);
    one.course = subject_id(level_code(level), which);
    one.periods = {std::string(period)};
    one.levels = {model::roster::year_level(level_code(level))};
    one.subjects = {{std::string(taught.title), {}, {}}};
    return one;
}

void generated_school::write_persons(roster_sink& into) const {
    for (std::size_t number = 0; number < teachers_; ++number) into.add(teacher(number));
    for (std::size_t number = 0; number < pupils(); ++number) into.add(pupil(number));
}

model::roster::person generated_school::teacher(std::size_t number) const {
    generated_name name = name_of(chance(name_chance, number, 1));
    model::roster::person one;
    one.id = teacher_id(number);
    const std::string key = key_of(one.id);
    one.ids = {{std::string(model::scheme::las_key), key, {}}};
    if (number % 3 == 0)
        one.ids.push_back({std::string(model::scheme::eckid), test_eckid(options_.seed, 0xF0000 + number), {}});
    one.modified = moment(0);
    one.kind = model::roster::person_kind::employee;
    one.family_name = std::move(name.family);
    one.family_prefix = std::move(name.prefix);
    one.initials = std::move(name.initials);
    one.preferred_name = std::move(name.preferred);
    one.user_name = "m" + key;
    one.email = one.user_name + "@medewerker.voorbeeld.example";
    constexpr std::array first_roles{
        model::roster::role::principal, model::roster::role::counselor, model::roster::role::administrative};
    if (number < first_roles.size()) one.roles.push_back({first_roles[number], {}, true, {}, {}, {}, {}});
    if (number != 2) one.roles.push_back({model::roster::role::teacher, {}, one.roles.empty(), {}, {}, {}, {}});
    return one;
}

model::roster::person generated_school::pupil(std::size_t number) const {
    using namespace std::chrono;
    const pupil_state state = state_of(number);
    const std::size_t level = level_of_pupil(number, state.home);
    generated_name name = name_of(chance(name_chance, number));
    model::roster::person one;
    one.id = pupil_id(number);
    const std::string key = key_of(one.id);
    one.ids = {{std::string(model::scheme::las_key), key, {}}};
    if (number % 40 != 7) one.ids.push_back({std::string(model::scheme::eckid), test_eckid(options_.seed, number), {}});
    one.modified = moment(state.changed_at);
    one.ended = state.left;
    one.preferred_name = std::move(name.preferred);
    if (state.renamed) one.preferred_name += "-Jo";
    if (number % 50 != 49) { // a name to be called by is all that some administrations have
        one.family_name = std::move(name.family);
        one.family_prefix = std::move(name.prefix);
        one.initials = std::move(name.initials);
        if (number % 4 != 0) one.given_names = std::move(name.given);
    }
    const int age = static_cast<int>(level) + (secondary() ? 12 : 4);
    const std::uint64_t born = chance(birth_chance, number);
    one.birth_date = (first_year - years(age)) / month{static_cast<unsigned>(1 + born % 12)} /
                     day{static_cast<unsigned>(1 + born / 12 % 28)};
    one.sex = number % 97 == 5 ? model::roster::gender::unspecified
              : name.female    ? model::roster::gender::female
                               : model::roster::gender::male;
    if (secondary() || level >= 2) {
        one.user_name = key + "@leerling";
        one.email = (state.readdressed ? "nieuw." : "") + key + "@leerling.voorbeeld.example";
    }
    one.levels = {model::roster::year_level(level_code(level))};
    one.location = location_id(state.home % locations_);
    one.begin = (first_year - years(static_cast<int>(level))) / August / 1;
    if (!secondary() && level >= 2) one.in_year_3 = (first_year - years(static_cast<int>(level) - 2)) / August / 1;
    if (state.left) one.end = date_in_amsterdam(moment(state.changed_at));
    one.roles = {{model::roster::role::pupil, {}, true, {}, {}, {}, {}}};
    return one;
}

void generated_school::write_memberships(roster_sink& into) const {
    for (std::size_t number = 0; number < teachers_; ++number) write_teacher_memberships(number, into);
    for (std::size_t number = 0; number < pupils(); ++number) write_pupil_memberships(number, into);
}

model::roster::membership generated_school::membership(
    const std::string& person, const std::string& group, model::roster::role what, std::size_t changed_at
) const {
    model::roster::membership one;
    one.id = person + "|" + group;
    if (full()) one.modified = moment(changed_at);
    one.person = person;
    one.group = group;
    one.what = what;
    return one;
}

// Each home group has one teacher who answers for it, and in primary schools half of them a second one; each lesson
// group has one.
void generated_school::write_teacher_memberships(std::size_t number, roster_sink& into) const {
    struct task {
        std::string group;
        model::roster::role what;
        bool primary;
    };
    std::vector<task> tasks;
    const model::roster::role at_home =
        secondary() && full() ? model::roster::role::mentor : model::roster::role::teacher;
    for (std::size_t home = number; home < homes_; home += teachers_) tasks.push_back({home_id(home), at_home, true});
    if (!secondary()) {
        for (std::size_t home = (number + 1) % teachers_; home < homes_; home += teachers_) {
            if (home % 2 == 0) tasks.push_back({home_id(home), model::roster::role::teacher, false});
        }
    }
    for (std::size_t lesson = (number + teachers_ - homes_ % teachers_) % teachers_; lesson < homes_ * subjects;
         lesson += teachers_) {
        if (lesson_exists(lesson)) tasks.push_back({lesson_id(lesson), model::roster::role::teacher, true});
    }
    std::sort(tasks.begin(), tasks.end(), [](const task& a, const task& b) { return a.group < b.group; });
    const std::string person = teacher_id(number);
    for (const task& each : tasks) {
        model::roster::membership one = membership(person, each.group, each.what, 0);
        one.primary = full() && each.primary;
        into.add(std::move(one));
    }
}

std::vector<std::string> generated_school::groups_of_pupil(std::size_t number, std::size_t home) const {
    std::vector<std::string> groups{home_id(home)};
    for (std::size_t which = 0; which < lessons_; ++which) {
        // Half of a primary school's pupils take part in a group beside their own.
        if (!secondary() && chance(lesson_chance, number, which) % 2 == 1) continue;
        groups.push_back(lesson_id(lesson_of(number, home, which)));
    }
    std::sort(groups.begin(), groups.end());
    return groups;
}

// A pupil who moved has tombstones of the groups of the beginning.
void generated_school::write_pupil_memberships(std::size_t number, roster_sink& into) const {
    const pupil_state state = state_of(number);
    const std::vector<std::string> groups = groups_of_pupil(number, state.home);
    std::vector<std::string> all = groups;
    if (number < options_.pupils) {
        const std::vector<std::string> former = groups_of_pupil(number, number * homes_ / options_.pupils);
        all.clear();
        std::set_union(groups.begin(), groups.end(), former.begin(), former.end(), std::back_inserter(all));
    }
    const std::string person = pupil_id(number);
    for (const std::string& group : all) {
        model::roster::membership one = membership(person, group, model::roster::role::pupil, state.changed_at);
        one.ended = state.left || !std::binary_search(groups.begin(), groups.end(), group);
        into.add(std::move(one));
    }
}

void generated_school::write_enrolments(roster_sink& into) const {
    for (std::size_t number = 0; number < pupils(); number += 10) {
        const pupil_state state = state_of(number);
        model::roster::enrolment one;
        one.id = "e-" + key_of(pupil_id(number));
        one.modified = moment(state.changed_at);
        one.ended = state.left;
        one.person = pupil_id(number);
        const std::string code = level_code(level_of_pupil(number, state.home));
        one.course = study_id(code);
        one.location = location_id(state.home % locations_);
        one.period = period;
        one.levels = {model::roster::year_level(code)};
        into.add(std::move(one));
    }
}

} // namespace schakel::roster
