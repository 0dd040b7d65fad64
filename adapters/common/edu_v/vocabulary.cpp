#include "adapters/common/edu_v/vocabulary.hpp"

#include "adapters/common/edu_v/values.hpp"
#include "gateway/adapter/minted_id.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace schakel::edu_v {

namespace {

using roster::role;

struct role_row {
    role what;
    std::string_view word;
    bool exact;
};

// The first row of a word says what it is read as.
constexpr std::array<role_row, 18> role_rows{{
    {role::administrative, "administratief-medewerker", true},
    {role::system_administrator, "applicatiebeheerder", true},
    {role::counselor, "begeleider", true},
    {role::substitute, "invalkracht", true},
    {role::privacy_officer, "ibp-er", true},
    {role::materials_coordinator, "leermiddelencoordinator", true},
    {role::teacher, "leraar", true},
    {role::mentor, "mentor", true},
    {role::board_member, "onderwijsbestuurder", true},
    {role::principal, "onderwijsdirecteur", true},
    {role::trainee, "stagiair", true},
    {role::teaching_assistant, "begeleider", false},
    {role::teaching_supporter, "begeleider", false},
    {role::remedial_teacher, "begeleider", false},
    {role::social_worker, "begeleider", false},
    {role::deputy_principal, "onderwijsdirecteur", false},
    {role::location_leader, "onderwijsdirecteur", false},
    {role::site_administrator, "applicatiebeheerder", false},
}};

using kind_of = roster::school_period::kind_of;
constexpr std::array<std::pair<kind_of, std::string_view>, 4> period_words{{
    {kind_of::school_year, "schoolYear"},
    {kind_of::semester, "semester"},
    {kind_of::term, "term"},
    {kind_of::grading_period, "gradingPeriod"},
}};

constexpr std::array<std::pair<roster::gender, std::string_view>, 4> gender_words{{
    {roster::gender::female, "female"},
    {roster::gender::male, "male"},
    {roster::gender::other, "other"},
    {roster::gender::unspecified, "unspecified"},
}};

using group_name = std::pair<std::string_view, std::string_view>;
constexpr std::array<group_name, 22> year_groups{{
    {"B", "Baby's"},
    {"D", "Dreumesen"},
    {"0", "Peuters"},
    {"1", "Groep 1"},
    {"2", "Groep 2"},
    {"3", "Groep 3"},
    {"4", "Groep 4"},
    {"5", "Groep 5"},
    {"6", "Groep 6"},
    {"7", "Groep 7"},
    {"8", "Groep 8"},
    {"11", "Leerjaar 1 vo"},
    {"12", "Leerjaar 2 vo"},
    {"13", "Leerjaar 3 vo"},
    {"14", "Leerjaar 4 vo"},
    {"15", "Leerjaar 5 vo"},
    {"16", "Leerjaar 6 vo"},
    {"S", "Speciaal (basis)onderwijs"},
    {"V", "Voortgezet speciaal onderwijs"},
    {"C", "Combinatiegroep"},
    {"N", "Geen po of vo"},
    {"H", "Historisch"},
}};

const group_name* find_group(std::string_view code) {
    const auto* found = std::ranges::find(year_groups, code, &group_name::first);
    return found == year_groups.end() ? nullptr : found;
}

template <class Key, std::size_t Size>
std::optional<Key> key_of(const std::array<std::pair<Key, std::string_view>, Size>& list, std::string_view word) {
    for (const auto& [key, known] : list) {
        if (known == word) return key;
    }
    return std::nullopt;
}

// What a consumer can read back of a school's identifiers.
model::identifiers readable(const model::identifiers& school) {
    model::identifiers ids;
    for (const model::identifier& one : school) {
        if (one.scheme == model::scheme::rio || !type_of(one.scheme, place::school).empty())
            ids.push_back({one.scheme, one.value, {}});
    }
    return ids;
}

} // namespace

std::optional<role> role_of(std::string_view word) {
    for (const role_row& one : role_rows) {
        if (one.word == word) return one.what;
    }
    return std::nullopt;
}

std::optional<role_word> word_of(role which) {
    for (const role_row& one : role_rows) {
        if (one.what == which) return role_word{one.word, one.exact};
    }
    return std::nullopt;
}

std::optional<kind_of> period_kind_of(std::string_view word) {
    return key_of(period_words, word);
}

std::string_view word_of(kind_of which) {
    return std::ranges::find(period_words, which, &std::pair<kind_of, std::string_view>::first)->second;
}

std::optional<roster::gender> gender_of(std::string_view word) {
    return key_of(gender_words, word);
}

std::string_view word_of(roster::gender which) {
    const auto* found = std::ranges::find(gender_words, which, &std::pair<roster::gender, std::string_view>::first);
    return found == gender_words.end() ? "unspecified" : found->second;
}

std::optional<sector> parse_sector(std::string_view word) {
    if (word == "po") return sector::primary;
    if (word == "vo") return sector::secondary;
    return std::nullopt;
}

sector sector_of(std::string_view study_code) {
    return study_code.size() == 9 ? sector::primary : study_code.size() == 4 ? sector::secondary : sector::unknown;
}

std::optional<std::string> year_group_of(std::int64_t study_year, sector where) {
    if (where == sector::primary && study_year >= 0 && study_year <= 8) return std::to_string(study_year);
    if (where == sector::secondary && study_year >= 1 && study_year <= 6) return std::to_string(study_year + 10);
    return std::nullopt;
}

std::optional<std::int64_t> study_year_of(std::string_view year_group) {
    if (year_group.empty() || year_group.size() > 2 || !find_group(year_group)) return std::nullopt;
    const char last = year_group.back();
    return last >= '0' && last <= '9' ? std::optional<std::int64_t>(last - '0') : std::nullopt;
}

sector sector_of_year_group(std::string_view year_group) {
    if (!study_year_of(year_group)) return sector::unknown;
    return year_group.size() == 2 ? sector::secondary : sector::primary;
}

std::string_view name_of_year_group(std::string_view year_group) {
    const group_name* found = find_group(year_group);
    return found ? found->second : std::string_view{};
}

year_group_studies::year_group_studies(const model::identifiers& school) {
    const std::string space = minting_space(readable(school));
    for (const auto& [code, name] : year_groups) ids_.push_back(minted_id(space, "year-group", code));
}

const std::string& year_group_studies::id_of(std::string_view year_group) const {
    return ids_[static_cast<std::size_t>(find_group(year_group) - year_groups.data())];
}

std::string_view year_group_studies::year_group_of(std::string_view study_offering_id) const {
    const auto found = std::ranges::find(ids_, study_offering_id);
    return found == ids_.end() ? std::string_view{} : year_groups[static_cast<std::size_t>(found - ids_.begin())].first;
}

} // namespace schakel::edu_v
