#include "adapters/common/oneroster/meaning.hpp"

#include "adapters/common/oneroster/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::oneroster {

namespace {

namespace roster = model::roster;
using organisation_kind = roster::organisation::kind_of;
using period_kind = roster::school_period::kind_of;
using course_kind = roster::course::kind_of;
using group_kind = roster::group::kind_of;

// In the order of the enumerations.
constexpr std::array<std::string_view, 6> organisation_words{"school",     "location", "board",
                                                             "department", "district", "other"};
constexpr std::array<std::string_view, 4> session_words{"schoolYear", "semester", "term", "gradingPeriod"};
constexpr std::array<std::string_view, 3> course_words{"course", "study", "subject"};

// A location is a school to those who look for schools; a board is what a district is elsewhere.
constexpr std::array<told_word, 6> org_words{
    {{"school"}, {"school", false}, {"district", false}, {"department"}, {"district"}, {"local", false}}};

struct role_row {
    roster::role which;
    told_word user;       // 1.2
    told_word enrollment; // 1.2
};
using r = roster::role;
constexpr std::array role_rows{
    role_row{r::pupil, {"student"}, {"student"}},
    role_row{r::teacher, {"teacher"}, {"teacher"}},
    role_row{r::substitute, {"teacher", false}, {"teacher", false}},
    role_row{r::teaching_assistant, {"aide"}, {"proctor", false}},
    role_row{r::teaching_supporter, {"aide", false}, {"proctor", false}},
    role_row{r::trainee, {"aide", false}, {"proctor", false}},
    role_row{r::mentor, {"teacher", false}, {"teacher", false}},
    role_row{r::counselor, {"counselor"}, {"teacher", false}},
    role_row{r::remedial_teacher, {"teacher", false}, {"teacher", false}},
    role_row{r::social_worker, {"counselor", false}, {"proctor", false}},
    role_row{r::principal, {"principal"}, {"administrator", false}},
    role_row{r::deputy_principal, {"principal", false}, {"administrator", false}},
    role_row{r::location_leader, {"principal", false}, {"administrator", false}},
    role_row{r::board_member, {"districtAdministrator"}, {"administrator", false}},
    role_row{r::administrative, {"siteAdministrator", false}, {"administrator", false}},
    role_row{r::system_administrator, {"systemAdministrator"}, {"administrator", false}},
    role_row{r::site_administrator, {"siteAdministrator"}, {"administrator"}},
    role_row{r::materials_coordinator, {"siteAdministrator", false}, {"administrator", false}},
    role_row{r::privacy_officer, {"siteAdministrator", false}, {"administrator", false}},
    role_row{r::caretaker, {"aide", false}, {"proctor", false}},
    role_row{r::proctor, {"proctor"}, {"proctor"}},
    role_row{r::parent, {"parent"}, {"ext:parent"}},
    role_row{r::guardian, {"guardian"}, {"ext:guardian"}},
    role_row{r::relative, {"relative"}, {"ext:relative"}},
    role_row{r::other, {"aide", false}, {"proctor", false}}};
static_assert(role_rows.size() == static_cast<std::size_t>(r::other) + 1);

const role_row& row_of(roster::role which) {
    return role_rows[static_cast<std::size_t>(which)];
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_letters(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

// Types that other systems use for our schemes; the first of a scheme is what we write.
struct id_type {
    std::string_view type, scheme;
};
constexpr std::array<id_type, 13> id_types{
    {{"las.key", model::scheme::las_key},
     {"eckid", model::scheme::eckid},
     {"neppi", model::scheme::neppi},
     {"nepri", model::scheme::nepri},
     {"basispoort", model::scheme::basispoort},
     {"eduid", model::scheme::eduid},
     {"account", model::scheme::account},
     {"ASI", model::scheme::las_key},
     {"ECK iD", model::scheme::eckid},
     {"ECK_ID", model::scheme::eckid},
     {"ketenid", model::scheme::eckid},
     {"BPI", model::scheme::basispoort},
     {"leerlingkey", model::scheme::las_key}}};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

std::optional<int> year_of(std::string_view text) {
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (text.size() != 4 || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return year;
}

} // namespace

// ---------------------------------------------------------------- types

organisation_kind organisation_kind_of(std::string_view org_type) {
    if (org_type == "school") return organisation_kind::school;
    if (org_type == "department") return organisation_kind::department;
    return org_type == "district" ? organisation_kind::district : organisation_kind::other;
}

told_word org_type_of(organisation_kind kind) {
    return org_words[static_cast<std::size_t>(kind)];
}

std::string_view to_string(organisation_kind kind) {
    return organisation_words[static_cast<std::size_t>(kind)];
}

std::optional<organisation_kind> parse_organisation_kind(std::string_view text) {
    const auto found = std::ranges::find(organisation_words, text);
    if (found == organisation_words.end()) return std::nullopt;
    return static_cast<organisation_kind>(found - organisation_words.begin());
}

period_kind period_kind_of(std::string_view session_type) {
    const auto found = std::ranges::find(session_words, session_type);
    return found == session_words.end() ? period_kind::term : static_cast<period_kind>(found - session_words.begin());
}

std::string_view session_type_of(period_kind kind) {
    return session_words[static_cast<std::size_t>(kind)];
}

std::string_view to_string(course_kind kind) {
    return course_words[static_cast<std::size_t>(kind)];
}

course_kind parse_course_kind(std::string_view text) {
    const auto found = std::ranges::find(course_words, text);
    return found == course_words.end() ? course_kind::course : static_cast<course_kind>(found - course_words.begin());
}

group_kind group_kind_of(std::string_view class_type) {
    return class_type == "homeroom" ? group_kind::home : group_kind::lesson;
}

std::string_view class_type_of(group_kind kind) {
    return kind == group_kind::home ? "homeroom" : "scheduled";
}

// ---------------------------------------------------------------- roles

roster::role role_of(std::string_view word, std::string_view org_type) {
    if (word == "administrator") word = role_for_1_2(word, org_type.empty() ? "school" : org_type);
    for (const role_row& row : role_rows) {
        if ((row.user.exact && row.user.word == word) || (row.enrollment.exact && row.enrollment.word == word))
            return row.which;
    }
    return roster::role::other;
}

told_word user_role_of(roster::role which, version in_version) {
    const told_word word = row_of(which).user;
    if (in_version == version::v1_2) return word;
    const std::string_view older = role_for_1_1(word.word);
    return {older, word.exact && (older == word.word || which == roster::role::site_administrator)};
}

told_word enrollment_role_of(roster::role which, version in_version) {
    if (in_version == version::v1_2) return row_of(which).enrollment;
    // 1.1 lists the helpers and the family among the roles of enrollments.
    const told_word user = row_of(which).user;
    if (user.word == "aide" || user.word == "parent" || user.word == "guardian" || user.word == "relative") return user;
    return row_of(which).enrollment;
}

roster::person_kind person_kind_of(std::span<const roster::role> roles) {
    if (std::ranges::find(roles, roster::role::pupil) != roles.end()) return roster::person_kind::pupil;
    const bool works_there = std::ranges::any_of(roles, [](roster::role one) {
        return one != roster::role::parent && one != roster::role::guardian && one != roster::role::relative;
    });
    return works_there ? roster::person_kind::employee : roster::person_kind::other;
}

// ---------------------------------------------------------------- identifiers

id_meaning meaning_of_user_id(std::string_view type, std::string_view identifier) {
    for (const id_type& one : id_types) {
        if (same_letters(one.type, type)) return {one.scheme, {}};
    }
    if (is_eckid(identifier)) return {model::scheme::eckid, {}};
    return {other_user_id, type};
}

std::optional<user_id> user_id_of(const model::identifier& id) {
    if (id.scheme == model::scheme::oneroster_id || id.scheme == model::scheme::user_name) return std::nullopt;
    if (id.scheme == other_user_id) return user_id{id.authority, id.value};
    return user_id{id.scheme, id.value};
}

bool is_eckid(std::string_view text) {
    return text.starts_with("https://ketenid.nl/");
}

std::string_view org_identifier_of(const model::identifiers& ids) {
    namespace scheme = model::scheme;
    for (const std::string_view one :
         {scheme::branch, scheme::brin, scheme::instellingsnummer, scheme::rio_location, scheme::rio, scheme::rio_board,
          scheme::board_code, scheme::school_key, scheme::digidelivery, scheme::oin}) {
        if (const std::string_view value = model::value_of(ids, one); !value.empty()) return value;
    }
    return {};
}

std::optional<model::identifier> school_identifier_of(std::string_view text) {
    const bool brin = text.size() >= 4 && is_digit(text[0]) && is_digit(text[1]) &&
                      (is_capital(text[2]) || is_digit(text[2])) && is_capital(text[3]);
    if (brin && text.size() == 4) return model::identifier{std::string(model::scheme::brin), std::string(text), {}};
    if (brin && text.size() == 6 && is_digit(text[4]) && is_digit(text[5]))
        return model::identifier{std::string(model::scheme::branch), std::string(text), {}};
    return std::nullopt;
}

// ---------------------------------------------------------------- years

std::string ending_year_of(std::string_view school_year) {
    return roster::is_school_year(school_year) ? std::string(school_year.substr(5)) : std::string{};
}

std::string school_year_ending(std::string_view year) {
    const auto end = year_of(year);
    if (!end || *end < 1001) return {};
    return std::to_string(*end - 1) + "-" + std::string(year);
}

} // namespace schakel::oneroster
