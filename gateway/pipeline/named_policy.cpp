#include "gateway/pipeline/named_policy.hpp"

namespace schakel::pipeline {

std::optional<mapping::goals::goal_policy> named_policy(const settings::settings& all, std::string_view name) {
    const settings::goal_policy* policy = all.find_goal_policy(name);
    if (!policy) return std::nullopt;
    mapping::goals::goal_policy out;
    out.id = policy->name;
    out.hop_limit = policy->hop_limit;
    out.mapping_sets = policy->mapping_sets;
    out.reviewed_only = policy->reviewed_only;
    out.signed_only = policy->signed_only;
    out.least_confidence = static_cast<mapping::goals::share>(policy->least_confidence);
    out.structural = policy->structural;
    out.prefer_direct = policy->prefer_direct;
    out.newest_per_goal = policy->newest_per_goal;
    out.score_scale = policy->score_scale;
    out.reference_group = policy->reference_group;
    out.level_scale = policy->level_scale;
    return out;
}

} // namespace schakel::pipeline
