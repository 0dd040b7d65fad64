// How OneRoster systems deviate from the standard, by name. A deviation that was not agreed with a source is an error,
// because an object left out of a full load would count as gone; an agreed one is a warning at its place. Some are so
// common and so harmless that they are always taken, with the warning.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/finding.hpp"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster {

enum class quirk : std::uint8_t {
    // Values of objects.
    boolean_form,     // TRUE, True, 1, a JSON boolean in 1.2
    number_form,      // a number where a text stands (schoolYear), or the reverse
    empty_as_absent,  // null or "" instead of leaving out
    single_for_list,  // one value where a list stands, or the reverse
    date_form,        // "2017-09-21 07:11:54", "1/05/2023", a dateTime as date, a date as dateTime
    word_case,        // "Scheduled", "Student"
    unknown_word,     // a word that the vocabulary does not have; the value is left behind
    status_inactive,  // status "inactive" of OneRoster 1.0, read as tobedeleted
    missing_base,     // no status (read as active) or no dateLastModified
    missing_required, // an object without a value that it must have
    missing_links,    // a class without course or terms, an enrollment without school
    no_sourced_id,    // an object without sourcedId; it is left behind
    flat_role,        // role and orgs of 1.1 in 1.2
    nested_role,      // roles of 1.2 in 1.1
    role_by_address,  // users without role, fetched from students and teachers apart
    bare_reference,   // references without href or type
    dangling,         // references to objects that were not delivered
    unknown_member,   // members that no version knows

    // Collections and answers.
    any_wrapper,        // the array under another name, or bare
    missing_collection, // 404 for courses, academicSessions or terms: there are none
    content_type,       // JSON under another media type
    x_count,            // X-Count instead of X-Total-Count
    no_sort,            // sort is not accepted
    no_filter,          // filter on dateLastModified is not accepted: always a full load
    query_case          // query names written Limit, Offset, Sort, Filter
};
inline constexpr std::size_t quirk_count = static_cast<std::size_t>(quirk::query_case) + 1;

struct quirk_info {
    quirk which;
    std::string_view name; // "boolean-form"
    bool always = false;   // taken without an agreement
    std::string_view what; // English, for the README
};
std::span<const quirk_info> quirks();
std::string_view to_string(quirk which);

// Names that settings may hold: every quirk, and profiles that stand for several.
std::vector<std::string_view> quirk_names();

struct quirk_profile {
    std::string_view name; // "lenient", "visma-flyt-skole"
    std::vector<quirk> holds;
};
std::span<const quirk_profile> quirk_profiles();

// What is agreed with one source, and what its documents needed of it.
class bends {
public:
    explicit bends(const std::set<std::string, std::less<>>& agreed);

    bool has(quirk which) const { return agreed_.test(static_cast<std::size_t>(which)); }

    // Whether a deviation may be taken. Notes it either way: as warning when it may, as error that names the quirk when
    // not. `expected` is told in words of the standard.
    bool allow(quirk which, const json::value& where, std::string_view expected);
    bool allow(quirk which, std::string_view path, std::string_view expected);

    // An error that no quirk permits.
    void refuse(const json::value& where, std::string_view expected);

    findings take(); // what was noted since the last time; of each deviation the first ten places
    std::size_t count(quirk which) const { return seen_[static_cast<std::size_t>(which)]; }

private:
    // Whether this place is among those that are told.
    bool tells(quirk which) { return seen_[static_cast<std::size_t>(which)]++ < 10; }
    bool note(quirk which, location where, std::string_view expected);

    std::bitset<quirk_count> agreed_;
    std::array<std::size_t, quirk_count> seen_{};
    findings noted_;
};

// "oneroster.deviation", "oneroster.quirk", "oneroster.unreadable" and those of fetching.
std::span<const rule> pull_rules();
const rule& pull_rule(std::string_view id); // must exist (std::logic_error otherwise)

} // namespace schakel::oneroster
