// Meaning: objects of the administration services become canonical records, in a sink.
//
// Objects come in the order of edu_v::object, one by one. Persons and groups are held back until finish(), because what
// is known of them comes later: a pupil's year group and location from enrolments, a group's subject from the
// assignments of its teachers. All other records go to the sink at once.
#pragma once

#include "adapters/common/edu_v/fault_list.hpp"
#include "adapters/common/edu_v/objects.hpp"
#include "adapters/common/edu_v/people.hpp"
#include "adapters/common/edu_v/vocabulary.hpp"
#include "adapters/common/edu_v/wire.hpp"
#include "gateway/adapter/roster.hpp"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace schakel::edu_v {

// Names of extensions of the family "edu-v".
namespace extension_name {
inline constexpr std::string_view created = "dateCreated";
inline constexpr std::string_view study_name = "studyName";
inline constexpr std::string_view characteristic = "studyCharacteristic"; // once for each
inline constexpr std::string_view level_prefix = "studyLevelPrefix";
inline constexpr std::string_view level_name = "studyLevelName";
inline constexpr std::string_view study_public_id = "studyPublicId";
inline constexpr std::string_view assignment_type = "assignmentType"; // where the group does not tell it
inline constexpr std::string_view assignment_subject = "subject";     // another one than the group's
} // namespace extension_name

struct model_options {
    sector of_source = sector::unknown;
    std::string school_year; // only what belongs to this school year; "" for all
};

class roster_builder {
public:
    roster_builder(roster_sink& into, model_options options) : into_(&into), options_(std::move(options)) {}

    // Where the records go from here on.
    void into(roster_sink& sink) { into_ = &sink; }

    // Objects of this kind are read: references to them must lead somewhere.
    void expect(object what);

    // Checks the object and makes its records. Returns why nothing was made of it, "" when something was.
    std::string_view add(object what, json::value at, fault_list& found);

    // Gives what was held back and the head. `found` has no places of a text.
    void finish(fault_list& found);

    std::uint64_t records() const { return records_; }
    extents holds() const;

private:
    std::string_view add(const wire::organisation& one, fault_list& found);
    std::string_view add(const wire::study_offering& one, fault_list& found);
    std::string_view add(const wire::subject_offering& one, fault_list& found);
    std::string_view add(const wire::school_period& one, fault_list& found);
    std::string_view add(const wire::student& one, fault_list& found);
    std::string_view add(const wire::employee& one, fault_list& found);
    std::string_view add(const wire::group& one, fault_list& found);
    std::string_view add(const wire::assignment& one, fault_list& found);
    std::string_view add(const wire::enrollment& one, fault_list& found);
    template <class Object>
    std::string_view parse_and_add(json::value at, fault_list& found);

    std::string_view add_person(model::roster::person one, json::value at, fault_list& found);
    std::string organisation_of(const wire::named_reference& place, model::roster::organisation::kind_of kind);
    std::optional<std::string> organisation_of(const reference& school) const;
    void take_level(const wire::enrollment& one, std::string_view year_group, const people::found& who);
    std::string_view add_membership(const wire::assignment& one, const people::found& who, fault_list& found);
    people::found resolve(model::roster::person_kind kind, const reference& who, fault_list& found) const;
    bool is_known(object what, const std::string& id, json::value at, fault_list& found) const;
    bool is_fresh(object what, const std::string& id, json::value at, fault_list& found);
    bool is_of_year(const std::string& period) const;
    void take_sector(sector where);
    sector sector_of_school() const;
    void finish_head();
    void finish_persons(fault_list& found);
    template <class Record>
    void give(Record&& one);

    roster_sink* into_;
    model_options options_;
    std::uint64_t records_ = 0;
    std::array<bool, object_count> expected_{};
    std::array<std::unordered_set<std::string>, object_count> ids_; // of objects that were read

    model::roster::head head_;
    std::size_t schools_ = 0;
    std::string school_id_;
    std::map<std::string, std::string> organisations_; // an identifier or name -> record id
    std::optional<year_group_studies> year_groups_;
    std::map<std::string, sector> studies_; // by id
    std::map<std::string, std::string> year_of_period_;
    std::map<std::string, std::string> begin_of_period_;
    people people_;
    struct level {
        std::string year_group; // known
        std::optional<std::int64_t> study_year;
        std::string location, begin, end, since;
    };
    std::unordered_map<std::size_t, level> levels_; // by index in people_
    std::vector<model::roster::group> groups_;
    std::unordered_map<std::string, std::size_t> group_index_;
    sector sector_ = sector::unknown; // of the studies
    bool sectors_differ_ = false;
    bool above_six_ = false; // a study year that only primary education has
};

} // namespace schakel::edu_v
