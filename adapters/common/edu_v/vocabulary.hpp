// Words of the administration services beside those of the canonical model: roles in an organisation, kinds of periods,
// genders, and what a study year is as a year group (jaargroep).
#pragma once

#include "gateway/model/roster.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::edu_v {

namespace roster = model::roster;

// Null for a word that is none of them, and for a role that has none. `exact`: the word comes back as the same role.
struct role_word {
    std::string_view word;
    bool exact = false;
};
std::optional<roster::role> role_of(std::string_view word);
std::optional<role_word> word_of(roster::role which);

std::optional<roster::school_period::kind_of> period_kind_of(std::string_view word);
std::string_view word_of(roster::school_period::kind_of which);

std::optional<roster::gender> gender_of(std::string_view word);
std::string_view word_of(roster::gender which); // "unspecified" for what is not known

// A study year counts within its study: 3 is year group 3 in primary education and 13 in secondary education. Which it
// is follows from the study, or is known of the source.
enum class sector : std::uint8_t { unknown, primary, secondary };
std::optional<sector> parse_sector(std::string_view word); // "po", "vo"
sector sector_of(std::string_view study_code);             // nine characters: primary, four digits: secondary
std::optional<std::string> year_group_of(std::int64_t study_year, sector where);
std::optional<std::int64_t> study_year_of(std::string_view year_group); // none for B, D, S, V, C, N, H
sector sector_of_year_group(std::string_view year_group);
std::string_view name_of_year_group(std::string_view year_group); // "Groep 3", "Leerjaar 1 vo"; "" for no such group

// A study year of which nobody knows the sector keeps its number under this vocabulary.
inline constexpr std::string_view study_year_vocabulary = "edu-v:studyYear";

// Pupils of whom only a year group is known are enrolled in a study of that year group, which the school of the roster
// does not have: its id is made from the identifiers of the school, so that who reads it back knows it again.
class year_group_studies {
public:
    explicit year_group_studies(const model::identifiers& school = {});

    const std::string& id_of(std::string_view year_group) const;              // of one of the year groups
    std::string_view year_group_of(std::string_view study_offering_id) const; // "" for a study of the school's own

private:
    std::vector<std::string> ids_; // by year group
};

} // namespace schakel::edu_v
