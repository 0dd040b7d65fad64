// Canonical records as OneRoster objects, one by one, for a version. What the version has no field for goes to metadata
// or is lost; `fate` is told of each.
#pragma once

#include "adapters/common/one_edtech/fate_tally.hpp"
#include "adapters/common/oneroster/frame.hpp"
#include "adapters/common/oneroster/objects.hpp"

namespace schakel::oneroster {

using one_edtech::fate_tally;

struct making {
    const roster_frame& frame;
    version in_version = version::v1_2;
    fate_tally* fate = nullptr; // may be null: nobody asks
    bool with_ids = true;       // ids of records and of users of enrollments, which may cost a digest each
};

academic_session session_from(const model::roster::school_period& from, const making& how);
org org_from(const model::roster::organisation& from, const making& how);
course course_from(const model::roster::course& from, const making& how);
class_object class_from(const model::roster::group& from, const making& how);
user user_from(const model::roster::person& from, const making& how);
// An enrollment of a group that the roster does not have has no place: none.
std::optional<enrollment> enrollment_from(const model::roster::membership& from, const making& how);

// What becomes of the head, and of records without a place (enrolments in a course without a group).
void tell_head(const model::roster::head& from, const making& how);
void tell_lost(const model::roster::enrolment& from, const making& how);

} // namespace schakel::oneroster
