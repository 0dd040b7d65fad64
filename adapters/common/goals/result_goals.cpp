#include "adapters/common/goals/result_goals.hpp"

#include "gateway/model/field.hpp"

#include <algorithm>

namespace schakel::goal_files {

void tell_result_goals(
    const model::progress_report& report, std::size_t test, const model::goal_references& written, std::string_view why,
    field_fate& fate
) {
    for (const model::sitting& sitting : report.sittings) {
        if (sitting.assessment != test) continue;
        for (const model::result& result : sitting.results) {
            for (const model::goal_reference& one : result.goals) {
                if (std::ranges::find(written, one) != written.end())
                    fate.carried(model::field::result_goal);
                else
                    fate.dropped(model::field::result_goal, why);
            }
        }
    }
}

} // namespace schakel::goal_files
