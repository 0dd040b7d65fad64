// What settings say of rosters: the school register, who owns a school's roster, who may ask for it and what they get,
// and which changes a person must look at first.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/model/identifier.hpp"
#include "gateway/settings/parties.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::settings {

// One line of the school register: a name of the school in one scheme, and when it holds. No name is ever derived from
// another; what is not written is not known.
struct dated_identifier {
    model::identifier what;
    std::optional<instant> from, until; // `until` excluded
    place where;

    bool holds_at(instant when) const { return (!from || *from <= when) && (!until || when < *until); }
};

// Which changes of a school's roster are taken over without a person looking at them. Percentages are of the records of
// one kind (persons, groups, memberships) in the roster in force; an empty roster is always held.
struct hold_policy {
    unsigned added = 40, changed = 60, removed = 10; // more than so many per cent: held
    unsigned at_least = 10;                          // fewer records of that kind than this are never held

    // A time that is planned for.
    struct period {
        enum class kind {
            pause,      // nothing is taken over; the last good roster keeps serving
            year_change // large changes are expected: only an empty roster is held
        } what = kind::pause;
        instant from{}, until{}; // `until` excluded
        place where;
    };
    std::vector<period> periods;

    const period* planned_at(instant when) const;
};

// What an asking party gets of a roster: an allow-list. Fields are names of model::roster_field; of a person, pupils
// and others may differ. A kind of record whose id is not released is not there at all.
struct release_profile {
    std::string name;
    std::set<std::string, std::less<>> pupil, other; // fields of persons who are pupils, of all other persons
    std::set<std::string, std::less<>> fields;       // of everything else
    std::vector<std::string> identifiers;            // schemes of persons
    place where;
};

// For the learning environment of the school itself, and for who offers material: the table of attributes that the
// chain's privacy rules propose.
inline constexpr std::string_view release_to_school = "learning-environment";
inline constexpr std::string_view release_to_publisher = "learning-material";
std::vector<release_profile> built_in_releases();

// How a system is recognised when it asks for rosters, and what it gets.
struct querying : caller_credentials {
    std::set<std::string, std::less<>> standards; // it may use; empty: any
    std::set<std::string, std::less<>> schools;   // it may ask for; empty: all
    std::string default_school;                   // for questions that name none
    std::string profile;                          // agreed use of the standard
    std::set<std::string, std::less<>> quirks;
    std::map<std::string, std::string, std::less<>> parameters; // for the adapter's answers
    std::string release{release_to_publisher};                  // name of a release_profile
    std::map<std::string, std::string, std::less<>> release_of; // per school, where it differs
    std::string pseudonym_key; // secret; ids of persons are derived from it, different for every party
    bool live = false;         // ask the owner of the roster at that moment instead of answering from the store
    std::chrono::milliseconds live_time_out{20'000};
    std::chrono::milliseconds live_cache{300'000}; // an answer of the owner serves so long
    place where;

    const std::string& release_for(std::string_view school) const;
};

// A system that owns rosters: we fetch them there, or find them in a folder.
struct roster_source : remote {
    std::string standard;
    std::string folder;                                   // watched for files instead of fetching from `url`
    std::set<std::string, std::less<>> schools;           // whose rosters it owns; empty: all
    std::chrono::milliseconds every{86'400'000};          // between two fetches; of a folder: between two looks
    std::optional<std::chrono::minutes> at;               // of the day in Amsterdam, for the first fetch of a day
    std::chrono::milliseconds full_every{7 * 86'400'000}; // fetches between these may be of changes only
    unsigned page_size = 0; // 0: the adapter's own. Handed to the adapter as parameter "page_size"
    std::string profile;
    std::set<std::string, std::less<>> quirks;
    std::map<std::string, std::string, std::less<>> parameters; // for the adapter
    place where;

    bool owns(std::string_view school) const { return schools.empty() || schools.contains(school); }
};

} // namespace schakel::settings
