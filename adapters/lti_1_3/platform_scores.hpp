// Meaning: a score of AGS as a progress record.
#pragma once

#include "adapters/common/lti/grade_objects.hpp"
#include "gateway/adapter/adapter.hpp"
#include "gateway/adapter/launch_ledger.hpp"

#include <string_view>

namespace schakel::lti_1_3 {

// Where the score belongs: what the ledger knows of the address. Without a ledger (a file on the command line) both are
// as good as empty.
struct score_place {
    launch_class of;
    line_item item;
};

// One report with one assessment (the line item) and one sitting, whose id is the same for every score of one person
// for one line item, so that a later score changes what an earlier one said.
model::progress_report progress_of(const lti::score& from, const score_place& where, json::value at);
given_score ledger_form(const lti::score& from);
void trace_score(json::value at, field_trace& trace);

} // namespace schakel::lti_1_3
