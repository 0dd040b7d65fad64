// What OneRoster has no field for and we write as `metadata`, and what OneRoster alone knows and the model keeps as
// extensions. JSON and CSV use the same names.
#pragma once

#include <array>
#include <string_view>

namespace schakel::oneroster {

inline constexpr std::string_view family_name_of_standard = "oneroster"; // model::extension::standard

// Names of our own members of `metadata`.
namespace own {
inline constexpr std::string_view prefix = "schakel.";
inline constexpr std::string_view made_up = "schakel.default"; // "true": stands in for what the source does not have
inline constexpr std::string_view kind = "schakel.kind";       // of an organisation, course or person
inline constexpr std::string_view description = "schakel.description";
inline constexpr std::string_view abbreviation = "schakel.abbreviation";
inline constexpr std::string_view study_level = "schakel.studyLevel";
inline constexpr std::string_view family_name_prefix = "schakel.familyNamePrefix";
inline constexpr std::string_view initials = "schakel.initials";
inline constexpr std::string_view preferred_name = "schakel.preferredName"; // 1.1; 1.2 has preferredFirstName
inline constexpr std::string_view alias = "schakel.alias";
inline constexpr std::string_view begin = "schakel.begin";
inline constexpr std::string_view end = "schakel.end";
inline constexpr std::string_view location = "schakel.location"; // sourcedId of an org
inline constexpr std::string_view roles =
    "schakel.roles"; // exact roles, in the order of roles or orgs: "mentor,teacher"
inline constexpr std::string_view grade_vocabulary = "schakel.gradeVocabulary";
inline constexpr std::string_view subject_vocabulary = "schakel.subjectVocabulary";
inline constexpr std::string_view school_year = "schakel.schoolYear"; // "2026-2027"
inline constexpr std::string_view period = "schakel.period";          // sourcedId of an academic session
inline constexpr std::string_view id_prefix = "schakel.id.";          // + scheme: an identifier of other than users

// All of them but the identifiers, in the order of their columns in CSV.
inline constexpr std::array all{
    made_up, kind, description, abbreviation, study_level,      family_name_prefix, initials,    preferred_name, alias,
    begin,   end,  location,    roles,        grade_vocabulary, subject_vocabulary, school_year, period};
} // namespace own

// Names of extensions. Lists are joined by line feeds.
namespace extra {
inline constexpr std::string_view metadata_prefix = "metadata.";           // + name: metadata of others, a text
inline constexpr std::string_view metadata_json_prefix = "metadata-json."; // + name: any other JSON value
inline constexpr std::string_view type = "type";                           // the exact word of a type
inline constexpr std::string_view role = "role"; // the exact word of a role, at person_role and membership
inline constexpr std::string_view identifier = "identifier";
inline constexpr std::string_view master_identifier = "userMasterIdentifier"; // when it is no ECK iD
inline constexpr std::string_view preferred_middle_name = "preferredMiddleName";
inline constexpr std::string_view preferred_last_name = "preferredLastName";
inline constexpr std::string_view pronouns = "pronouns";
inline constexpr std::string_view subject_codes = "subjectCodes";
inline constexpr std::string_view periods = "periods";
} // namespace extra

} // namespace schakel::oneroster
