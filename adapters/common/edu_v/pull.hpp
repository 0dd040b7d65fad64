// Fetching a roster from an administration that offers the services of Edu-V: one conversation asks all four and makes
// one roster of what they release.
#pragma once

#include "adapters/common/edu_v/read.hpp"
#include "gateway/adapter/roster.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace schakel::edu_v {

// Parameters of a source, all optional.
//   education, association, students, employees: the path of that service below the address of the source; "none": the
//     source does not offer it and the roster is complete without. Otherwise "/education/v1" and so on.
//   org_id_type: by what the school is named: orgMasterId, OIE_CODE, BP_ID, DD_ID, AS_ID or V_ID. Otherwise the first
//   of
//     orgMasterId, V_ID, OIE_CODE, DD_ID, AS_ID, BP_ID that is configured for the school.
//   filter_by_org_id: true (only what belongs to exactly that identifier; unless told otherwise) or false. It is sent
//     with every orgId and never with orgMasterId.
//   send_school_period: true: the school year goes along as schoolPeriodId; otherwise it is applied to what comes.
//   sector: po or vo, for study years of studies without a code.
std::span<const std::string_view> pull_parameters();

// The schemas outlive the conversation.
std::unique_ptr<roster_pull> make_pull(const pull_options& options, const object_schemas& schemas);

} // namespace schakel::edu_v
