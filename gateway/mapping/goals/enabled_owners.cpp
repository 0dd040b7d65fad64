#include "gateway/mapping/goals/enabled_owners.hpp"

#include "gateway/mapping/goals/label_order.hpp"

#include <algorithm>
#include <unordered_map>

namespace schakel::mapping::goals {

namespace {

using model::goals::mapping_set;
using model::goals::review_state;

bool may_be_used(const owner_part& set, const reading_date& date, const goal_policy& policy) {
    if (set.kind != owner_part::kind_of::mapping_set) return !policy.signed_only;
    if (set.review == review_state::rejected || set.signature == mapping_set::signature_of::invalid) return false;
    if (policy.signed_only && set.signature != mapping_set::signature_of::valid) return false;
    return date.within(set.from, set.to);
}

} // namespace

enabled_owners::enabled_owners(const goal_graph& graph, const reading_date& date, const goal_policy& policy)
    : graph_(graph), date_(date), enabled_(graph.owners().size(), 0), least_confidence_(policy.least_confidence),
      newest_(date.newest()), structural_(policy.structural), reviewed_only_(policy.reviewed_only),
      looks_closer_(policy.reviewed_only || !date.newest()) {
    const auto names = [&](text_ref which) {
        return std::ranges::find(policy.mapping_sets, graph.text(which)) != policy.mapping_sets.end();
    };
    std::unordered_map<text_ref, owner_index> newest;
    for (std::size_t i = 0; i < graph.owners().size(); ++i) {
        const owner_part& owner = graph.owners()[i];
        const auto at = static_cast<owner_index>(i);
        if (owner.kind == owner_part::kind_of::release) {
            enabled_[i] = 1;
            continue;
        }
        if (!may_be_used(owner, date, policy)) continue;
        if (names(owner.id)) enabled_[i] = 1;
        if (!policy.mapping_sets.empty() && !names(owner.name)) continue;
        const auto [found, first] = newest.emplace(owner.name, at);
        const owner_part& known = graph.owners()[found->second];
        if (!first && compare_labels(graph.text(known.version), graph.text(owner.version)) < 0) found->second = at;
    }
    for (const auto& [name, at] : newest) enabled_[at] = 1;
}

bool enabled_owners::lets_closer(const arc& one) const {
    const edge& stated = graph_.edges()[one.via];
    if (!date_.within(stated.from, stated.to) || !date_.holds(graph_, stated)) return false;
    if (!reviewed_only_ || one.owner == no_owner) return true;
    const owner_part& owner = graph_.owners()[one.owner];
    return owner.kind == owner_part::kind_of::release || owner.review == review_state::reviewed ||
           stated.review == review_state::reviewed;
}

} // namespace schakel::mapping::goals
