#include "gateway/mapping/goals/search_index.hpp"

#include <algorithm>

namespace schakel::mapping::goals {

search_index::search_index(
    const goal_graph& graph, const reading_date& date, const enabled_owners& owners, unsigned hop_limit
)
    : graph_(graph), owners_(owners), hop_limit_(hop_limit), arcs_(graph.arcs().data()),
      places_(graph.node_count() + 1), tables_(graph.frameworks().size()) {
    supersession lineage(graph, date);
    std::vector<settled> found;
    for (node at = 0; at < graph.node_count(); ++at) {
        place& one = places_[at];
        one.steps = static_cast<std::uint32_t>(steps_.size());
        one.arcs = static_cast<std::uint32_t>(graph.arcs(at).data() - arcs_);
        const fate became = lineage.ways_on(at, found);
        steps_.insert(steps_.end(), found.begin(), found.end());
        const goal_part* living = date.living(graph, at);
        const unsigned flags = (found.empty() ? 0U : leads_on) | (living && living->grouping ? heading : 0U);
        one.marks = static_cast<unsigned char>(static_cast<unsigned>(became) | flags);
    }
    places_.back().steps = static_cast<std::uint32_t>(steps_.size());
    places_.back().arcs = static_cast<std::uint32_t>(graph.arcs().size());
    for (node at = 0; at < graph.node_count(); ++at) {
        for (const settled& one : steps_of(at)) steps_back_.emplace_back(at, one);
    }
    std::ranges::sort(steps_back_, {}, [](const auto& one) { return one.second.end; });
}

const search_index::distances* search_index::distances_to(framework_index target) {
    auto& known = tables_[target];
    if (!known && table_count_ < most_tables) {
        known = measured(target);
        ++table_count_;
    }
    return known ? known->data() : nullptr;
}

// From the goals of the framework backward, by mapping hops. A path that has come to a relation at some goal can go on
// when what composes with the next hop is a relation that can go on from there. A bound is all that is asked for: that
// candidates and statements of no counterpart lead on less far than exact edges does not matter.
std::unique_ptr<search_index::table> search_index::measured(framework_index target) const {
    constexpr std::uint32_t relations = 4;
    constexpr distances nowhere = 0xffff;
    auto made = std::make_unique<table>(graph_.node_count(), nowhere);
    table& known = *made;
    std::vector<std::uint32_t> now, next; // goal and relation
    const framework_part& framework = graph_.frameworks()[target];
    for (node at = framework.first_goal; at < framework.last_goal; ++at) {
        known[at] = 0;
        for (std::uint32_t relation = 0; relation < relations; ++relation) now.push_back(at * relations + relation);
    }
    const auto reach = [&](node from, set_relation step, std::size_t arrived, unsigned hops, auto& list) {
        for (std::size_t before = 0; before < relations; ++before) {
            const set_relation both = compose(static_cast<set_relation>(before), step);
            if (static_cast<std::size_t>(both) != arrived || distance(known[from], before) <= hops) continue;
            const unsigned cleared = known[from] & ~(unreachable << (4 * before));
            known[from] = static_cast<distances>(cleared | hops << (4 * before));
            list.push_back(static_cast<std::uint32_t>(from * relations + before));
        }
    };
    for (unsigned hops = 0; hops <= hop_limit_ && !now.empty(); ++hops) {
        next.clear();
        for (std::size_t i = 0; i < now.size(); ++i) { // grows by steps that cost no hop
            const node at = now[i] / relations;
            const std::size_t arrived = now[i] % relations;
            if (distance(known[at], arrived) != hops) continue;
            const auto back =
                std::ranges::equal_range(steps_back_, at, {}, [](const auto& one) { return one.second.end; });
            for (const auto& [from, step] : back) reach(from, step.relation, arrived, hops, now);
            for (const arc& one : graph_.arcs(at)) {
                if (!owners_.lets(one)) continue;
                const bool free = one.owner == no_owner;
                const set_relation step = inverse(one.relation);
                // Candidates and statements of no counterpart are reached from goals that are equal so far.
                const bool leads = carries_content(step) && !one.has(arc::candidate);
                const set_relation taken = leads ? step : set_relation::exact;
                if (free)
                    reach(one.to, taken, arrived, hops, now);
                else if (hops < hop_limit_)
                    reach(one.to, taken, arrived, hops + 1, next);
            }
        }
        std::swap(now, next);
    }
    return made;
}

} // namespace schakel::mapping::goals
