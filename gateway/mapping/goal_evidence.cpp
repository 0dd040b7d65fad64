#include "gateway/mapping/goal_evidence.hpp"

#include <algorithm>
#include <optional>

namespace schakel::mapping {

namespace {

using goals::record_kind;

bool is_duration(const model::score& one) {
    return one.kind == model::score_kind::duration;
}

goal_evidence evidence_of(const model::score& one) {
    std::string scale = one.scale_ids.empty() ? std::string(to_string(one.kind)) : one.scale_ids.front();
    return {record_kind::score, std::move(scale), {}};
}

goal_evidence evidence_of(const model::qualification& one) {
    return {record_kind::level, one.type, one.comparison_group};
}

// The first, or the first that is measured on another scale than the one that is asked for.
template <class List>
void add_measured(const List& list, const std::string& scale, std::vector<goal_evidence>& out) {
    std::optional<goal_evidence> standing_for_all;
    for (const auto& one : list) {
        goal_evidence found = evidence_of(one);
        const bool foreign = !scale.empty() && found.scale != scale;
        if (!standing_for_all || foreign) standing_for_all = std::move(found);
        if (foreign) break;
    }
    if (standing_for_all) out.push_back(std::move(*standing_for_all));
}

} // namespace

std::vector<goal_evidence> evidence_in(
    const model::result& result, const model::sitting& sitting, const goals::goal_policy& policy, bool of_part
) {
    if (sitting.missing || sitting.status == model::sitting_status::cancelled) return {};
    if (of_part) return {{record_kind::activity, {}, {}}};
    if (sitting.status == model::sitting_status::in_progress) return {{record_kind::in_progress, {}, {}}};
    std::vector<goal_evidence> out;
    if (result.success) out.push_back({*result.success ? record_kind::attained : record_kind::not_attained, {}, {}});
    std::vector<model::score> scores = result.scores;
    std::erase_if(scores, is_duration);
    add_measured(scores, policy.score_scale, out);
    if (out.empty() && result.qualifications.empty()) return {{record_kind::activity, {}, {}}};
    add_measured(result.qualifications, policy.level_scale, out);
    return out;
}

} // namespace schakel::mapping
