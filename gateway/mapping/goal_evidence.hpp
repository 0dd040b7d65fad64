// What a result says of a goal that it is about: the kinds of record that it holds (goal-mapping-practice.md B2).
#pragma once

#include "gateway/mapping/goals/goal_policy.hpp"
#include "gateway/mapping/goals/permission.hpp"
#include "gateway/model/progress.hpp"

#include <string>
#include <vector>

namespace schakel::mapping {

struct goal_evidence {
    goals::record_kind kind = goals::record_kind::attained;
    std::string scale, reference_group;

    friend bool operator==(const goal_evidence&, const goal_evidence&) = default;
};

// At most one of a kind, in order of kind. Of several scores or levels the one that the policy would refuse stands for
// all. Nothing for an absent pupil or a cancelled sitting. `of_part`: the goal is that of a whole of which the result
// covers a part, so that it counts as activity only.
std::vector<goal_evidence>
evidence_in(const model::result& result, const model::sitting& sitting, const goals::goal_policy& policy, bool of_part);

} // namespace schakel::mapping
