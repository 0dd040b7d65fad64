// Canonical roster records: what two or more of UWLR leerlinggegevens, EDEXML, OneRoster and the Edu-V administration
// APIs share. Who is at which school, in which group, taught by whom, under which identifiers.
//
// A roster is a head and records of seven kinds. Every record has an `id`: the key by which other records of the same
// roster refer to it, unique among records of its kind and for a given source the same at every load. It is not sent to
// anyone: what travels are `ids`. A source that keeps separate keys for pupils and for employees (EDEX) reads them as
// persons "leerling:KEY" and "leerkracht:KEY", with KEY itself as identifier las.key.
//
// Days are calendar days in Amsterdam or Brussels. `end` is the first day on which something no longer holds
// (OneRoster endDate, Edu-V endDate); a reader of a standard that names the last day adds one.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/model/term.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace schakel::model::roster {

using day = std::chrono::year_month_day;

// What every record has.
struct record_tail {
    std::string id;
    identifiers ids;
    std::optional<instant> modified; // as the source says; mutatiedatum, dateLastModified
    bool ended = false;              // a tombstone: OneRoster and Edu-V "tobedeleted"
    extensions extra;

    friend bool operator==(const record_tail&, const record_tail&) = default;
};

// EDEX school and vestiging, OneRoster org, Edu-V Organisation with its boards and locations.
struct organisation : record_tail {
    enum class kind_of : std::uint8_t { school, location, board, department, district, other } kind = kind_of::school;
    std::string name;
    std::string description;
    std::string parent; // organisation id

    friend bool operator==(const organisation&, const organisation&) = default;
};

// OneRoster academicSession, Edu-V SchoolPeriod; EDEX has the school year alone.
struct school_period : record_tail {
    enum class kind_of : std::uint8_t { school_year, semester, term, grading_period } kind = kind_of::school_year;
    std::string title;
    std::string school_year; // "2026-2027"
    std::optional<day> begin, end;
    std::string parent; // school_period id

    friend bool operator==(const school_period&, const school_period&) = default;
};

// What is taught: OneRoster course, Edu-V StudyOffering (a whole programme) and SubjectOffering (one subject).
struct course : record_tail {
    enum class kind_of : std::uint8_t { course, study, subject } kind = kind_of::course;
    std::string title;
    std::string abbreviation;
    std::string code;         // OneRoster courseCode, Edu-V studyCode, subjectCode
    std::string organisation; // organisation id; empty: the school of the roster
    std::string period;       // school_period id
    std::vector<term> levels; // see year_level
    std::vector<term> subjects;
    std::string study_level;          // Edu-V studyLevelId
    std::vector<std::string> studies; // Edu-V: study offerings that a subject belongs to, course ids

    friend bool operator==(const course&, const course&) = default;
};

// Pupils taught together: stamgroep (home) or samengestelde groep, lesgroep, OneRoster class.
struct group : record_tail {
    enum class kind_of : std::uint8_t { home, lesson } kind = kind_of::home;
    std::string name;
    std::string description;
    std::string code;                 // OneRoster classCode
    std::string room;                 // OneRoster location
    std::string organisation;         // organisation id; empty: the school of the roster
    std::string course;               // course id
    std::vector<std::string> periods; // school_period ids
    std::vector<term> levels;
    std::vector<term> subjects;
    std::optional<day> begin, end;

    friend bool operator==(const group&, const group&) = default;
};

// What somebody does in an organisation or for a group. The words of the standards are finer than any other standard's;
// the exact word travels as an extension of its own standard.
enum class role : std::uint8_t {
    pupil,
    teacher,               // LRK, VAK, leraar
    substitute,            // invalkracht
    teaching_assistant,    // KLA, OWA, aide
    teaching_supporter,    // LOS, lerarenondersteuner
    trainee,               // STA
    mentor,                // mentor, coach
    counselor,             // IB, begeleider
    remedial_teacher,      // RT
    social_worker,         // SMW
    principal,             // DIR, onderwijsdirecteur
    deputy_principal,      // ADJ
    location_leader,       // LOC
    board_member,          // onderwijsbestuurder, districtAdministrator
    administrative,        // ADM
    system_administrator,  // ICT, applicatiebeheerder
    site_administrator,    // siteAdministrator
    materials_coordinator, // leermiddelencoordinator
    privacy_officer,       // ibp-er
    caretaker,             // CON
    proctor,               // TAL, proctor
    parent,                // OUD
    guardian,
    relative,
    other
};
std::string_view to_string(role which); // "pupil", "teaching-assistant" …
std::optional<role> parse_role(std::string_view text);

struct person_role {
    role what = role::pupil;
    std::string organisation; // organisation id; empty: the school of the roster
    bool primary = true;
    std::optional<day> begin, end;
    std::string description; // rolomschrijving
    extensions extra;

    friend bool operator==(const person_role&, const person_role&) = default;
};

enum class person_kind : std::uint8_t { pupil, employee, other };
std::string_view to_string(person_kind which); // "pupil", "employee", "other"

enum class gender : std::uint8_t { unknown, male, female, other, unspecified };

// At least a family name or a preferred name is filled. Support needs, addresses, national numbers, origin, photographs
// and parents' contact data have no place here on purpose (privacy.md 2); OneRoster demographics neither.
struct person : record_tail {
    person_kind kind = person_kind::pupil;
    std::string family_name;    // achternaam, without the prefix
    std::string family_prefix;  // voorvoegsel: "van der"
    std::string given_names;    // voornamen, givenName
    std::string initials;       // voorletters-1
    std::string preferred_name; // roepnaam, preferredFirstName
    std::string middle_name;
    std::string alias; // Edu-V: tells namesakes apart
    std::optional<day> birth_date;
    std::optional<gender> sex;
    std::string user_name;        // gebruikersnaam, username
    std::string email;            // of the school
    std::string phone;            // of an employee
    bool enabled = true;          // OneRoster enabledUser
    std::vector<term> levels;     // jaargroep of a pupil, OneRoster grades
    std::string location;         // organisation id: vestiging
    std::optional<day> begin;     // instroomdatum
    std::optional<day> end;       // day after uitstroomdatum
    std::optional<day> in_year_3; // start_ondw_jgr3: begin of primary education year 3
    std::vector<person_role> roles;

    friend bool operator==(const person&, const person&) = default;
};

// A person in a group: pupil groep, samengestelde_groepen; leerkracht groepen; OneRoster enrollment; Edu-V
// Group.students and Assignment.
struct membership : record_tail {
    std::string person; // person id
    std::string group;  // group id
    role what = role::pupil;
    bool primary = false;     // the teacher who answers for the group
    std::string organisation; // organisation id; empty: the school of the roster
    std::string period;       // school_period id; empty: those of the group
    std::optional<day> begin, end;
    std::string description; // rolomschrijving at the group

    friend bool operator==(const membership&, const membership&) = default;
};

// A pupil in a programme or subject without a group: Edu-V Enrollment.
struct enrolment : record_tail {
    std::string person;   // person id
    std::string course;   // course id
    std::string location; // organisation id
    std::string period;
    std::vector<term> levels;
    std::optional<day> begin, end;

    friend bool operator==(const enrolment&, const enrolment&) = default;
};

// What a roster says of itself.
struct head {
    identifiers school;      // of the school or branch whose roster it is
    std::string school_name; // "" when the source has none
    std::string school_year; // "2026-2027"
    std::optional<day> reference_date;
    std::optional<instant> made_at;
    std::string author;
    std::string comment;
    extensions extra;

    friend bool operator==(const head&, const head&) = default;
};

// Kinds in the order in which records refer to one another: a record refers to kinds before it only.
enum class record_kind : std::uint8_t { organisation, school_period, course, group, person, membership, enrolment };
inline constexpr std::size_t record_kind_count = 7;
inline constexpr std::array<record_kind, record_kind_count> record_kinds{
    record_kind::organisation, record_kind::school_period, record_kind::course,   record_kind::group,
    record_kind::person,       record_kind::membership,    record_kind::enrolment};
std::string_view to_string(record_kind which); // "organisation", "school-period" …
std::optional<record_kind> parse_record_kind(std::string_view text);

using record = std::variant<organisation, school_period, course, group, person, membership, enrolment>;

inline record_kind kind_of(const record& one) {
    return static_cast<record_kind>(one.index());
}
const record_tail& tail_of(const record& one);
record_tail& tail_of(record& one);

// Year levels. The codes of EDEX (B D 0-8 11-16 S V C N H) are the canonical ones; a term of another vocabulary is the
// source's own word (OneRoster grades).
inline constexpr std::string_view year_level_vocabulary = "jaargroep";
inline term year_level(std::string code) {
    return {std::move(code), std::string(year_level_vocabulary), {}};
}

// "2026-2027" when both years are there and the second follows the first.
bool is_school_year(std::string_view text);
std::string school_year_of(day when); // the school year, from 1 August, that holds the day

} // namespace schakel::model::roster
