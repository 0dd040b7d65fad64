#include "gateway/mapping/goals/search_index.hpp"

#include <algorithm>

namespace schakel::mapping::goals {

search_index::search_index(
    const goal_graph& graph, const reading_date& date, const enabled_owners& owners, unsigned hop_limit
)
    : graph_(graph), owners_(owners), hop_limit_(hop_limit), marks_(graph.node_count()), begin_(graph.node_count() + 1),
      tables_(graph.frameworks().size()) {
    supersession lineage(graph, date);
    std::vector<settled> found;
    for (node at = 0; at < graph.node_count(); ++at) {
        begin_[at] = static_cast<std::uint32_t>(steps_.size());
        const fate became = lineage.ways_on(at, found);
        steps_.insert(steps_.end(), found.begin(), found.end());
        const goal_part* living = date.living(graph, at);
        const unsigned flags = (found.empty() ? 0U : leads_on) | (living && living->grouping ? heading : 0U);
        marks_[at] = static_cast<unsigned char>(static_cast<unsigned>(became) | flags);
    }
    begin_.back() = static_cast<std::uint32_t>(steps_.size());
    for (node at = 0; at < graph.node_count(); ++at) {
        for (const settled& one : steps_of(at)) steps_back_.emplace_back(at, one);
    }
    std::ranges::sort(steps_back_, {}, [](const auto& one) { return one.second.end; });
}

const std::uint8_t* search_index::distances_to(framework_index target) {
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
    auto made = std::make_unique<table>(graph_.node_count() * relations, unreachable);
    table& distance = *made;
    std::vector<std::uint32_t> now, next; // numbers of entries in the table
    const framework_part& framework = graph_.frameworks()[target];
    for (std::uint32_t i = framework.first_goal * relations; i < framework.last_goal * relations; ++i) {
        distance[i] = 0;
        now.push_back(i);
    }
    const auto reach = [&](node from, set_relation step, std::size_t arrived, std::uint8_t hops, auto& list) {
        for (std::size_t before = 0; before < relations; ++before) {
            const set_relation both = compose(static_cast<set_relation>(before), step);
            const std::size_t entry = from * relations + before;
            if (static_cast<std::size_t>(both) != arrived || distance[entry] <= hops) continue;
            distance[entry] = hops;
            list.push_back(static_cast<std::uint32_t>(entry));
        }
    };
    for (unsigned hops = 0; hops <= hop_limit_ && !now.empty(); ++hops) {
        const auto here = static_cast<std::uint8_t>(hops), beyond = static_cast<std::uint8_t>(hops + 1);
        next.clear();
        for (std::size_t i = 0; i < now.size(); ++i) { // grows by steps that cost no hop
            const node at = static_cast<node>(now[i] / relations);
            const std::size_t arrived = now[i] % relations;
            if (distance[now[i]] != here) continue;
            const auto back =
                std::ranges::equal_range(steps_back_, at, {}, [](const auto& one) { return one.second.end; });
            for (const auto& [from, step] : back) reach(from, step.relation, arrived, here, now);
            for (const arc& one : graph_.arcs(at)) {
                if (!owners_.lets(one)) continue;
                const bool free = one.owner == no_owner;
                const set_relation step = inverse(one.relation);
                // Candidates and statements of no counterpart are reached from goals that are equal so far.
                const bool leads = carries_content(step) && !one.has(arc::candidate);
                reach(one.to, leads ? step : set_relation::exact, arrived, free ? here : beyond, free ? now : next);
            }
        }
        std::swap(now, next);
    }
    return made;
}

} // namespace schakel::mapping::goals
