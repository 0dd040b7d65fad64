// What all objects of one roster need to know of it while they are made: which sourcedId each record has, which org is
// the school, and what stands in for terms and courses that the source does not have.
//
// A record keeps its own sourcedId (identifier oneroster.sourcedid); others get one that is minted from school, kind
// and record id, so that it is the same at every answer. Immutable; small beside the roster: it holds organisations,
// periods, courses and groups, and of persons only those that are an exception.
#pragma once

#include "adapters/common/oneroster/objects.hpp"
#include "gateway/adapter/roster_view.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schakel::oneroster {

class roster_frame {
public:
    // `school`: identifiers from the configuration, for a roster whose head names none.
    roster_frame(const roster_view& view, const model::identifiers& school);

    struct organisation_entry {
        std::string id; // sourcedId
        model::roster::organisation::kind_of kind = model::roster::organisation::kind_of::school;
        std::string parent; // sourcedId
        std::vector<std::string> children;
    };
    struct period_entry {
        std::string id;
        model::roster::school_period::kind_of kind = model::roster::school_period::kind_of::school_year;
        std::vector<std::string> children;
    };
    struct group_entry {
        std::string id;
        std::string school; // sourcedId of an org
    };

    // Of a record; "" of a reference that names nothing.
    std::string sourced_id(object_kind kind, const model::roster::record_tail& record) const;
    std::string person_id(std::string_view person) const;
    std::string enrollment_id(const model::roster::membership& one) const;

    // By record id; null for one that is not there.
    const organisation_entry* organisation(std::string_view id) const;
    const period_entry* period(std::string_view id) const;
    const group_entry* group(std::string_view id) const;
    std::string_view course_id(std::string_view id) const;

    // The org to which "" refers, which may be made up.
    const std::string& school() const { return school_; }
    const std::string& org_of(std::string_view organisation) const; // the school when it names nothing that is there

    // The sourcedIds of terms of a class without periods of its own.
    const std::vector<std::string>& default_terms() const { return default_terms_; }
    const std::string& default_course() const { return default_course_; }

    // Objects that no record stands behind, complete: the school, a school year with one term, a course.
    const std::vector<org>& made_up_orgs() const { return made_up_orgs_; }
    const std::vector<academic_session>& made_up_sessions() const { return made_up_sessions_; }
    const std::vector<course>& made_up_courses() const { return made_up_courses_; }

    const std::string& school_year() const { return school_year_; } // "2026-2027"
    const std::string& changed_at() const { return changed_at_; }   // dateLastModified of what has none
    const std::string& space() const { return space_; }
    std::size_t bytes() const { return bytes_; } // about

private:
    void read_organisations(const roster_view& view);
    void read_periods(const roster_view& view);
    void read_courses(const roster_view& view);
    void read_groups(const roster_view& view);
    void read_persons(const roster_view& view);
    void make_up_school(const roster_view& view);
    void make_up_sessions();
    void make_up_course();
    object_base made_up(object_kind kind, std::string_view key) const;

    template <class Entry>
    using by_id = std::unordered_map<std::string, Entry>;

    std::string space_, changed_at_, school_year_;
    std::string school_;
    by_id<organisation_entry> organisations_;
    by_id<period_entry> periods_;
    by_id<std::string> courses_;
    by_id<group_entry> groups_;
    // Most persons either all have their record id as sourcedId, or all a minted one.
    bool persons_keep_ids_ = false;
    by_id<std::string> exceptional_persons_;
    std::vector<std::string> default_terms_;
    std::string default_course_;
    bool needs_course_ = false;
    std::vector<org> made_up_orgs_;
    std::vector<academic_session> made_up_sessions_;
    std::vector<course> made_up_courses_;
    std::size_t bytes_ = 0;
};

} // namespace schakel::oneroster
