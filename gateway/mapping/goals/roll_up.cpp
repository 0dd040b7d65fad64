#include "gateway/mapping/goals/roll_up.hpp"

#include <set>
#include <unordered_map>

namespace schakel::mapping::goals {

namespace {

class tree {
public:
    tree(const goal_graph& graph, const reading_date& date, std::span<const node> attained)
        : graph_(graph), date_(date), attained_(attained.begin(), attained.end()) {}

    std::vector<rolled_up> ancestors() {
        std::set<node> found;
        std::vector<node> open(attained_.begin(), attained_.end());
        while (!open.empty()) {
            const node at = open.back();
            open.pop_back();
            for (const structure_arc& one : graph_.structure(at)) {
                if (one.up && stands(one) && found.insert(one.to).second) open.push_back(one.to);
            }
        }
        std::vector<rolled_up> list;
        for (const node parent : found) list.push_back(counted(parent));
        return list;
    }

private:
    bool stands(const structure_arc& one) const {
        return date_.holds(graph_, graph_.edges()[one.via]) && date_.living(graph_, one.to);
    }

    rolled_up counted(node parent) {
        rolled_up made{.parent = parent};
        std::uint64_t all = 0, attained = 0;
        on_way_.insert(parent);
        for (const structure_arc& one : graph_.structure(parent)) {
            if (one.up || !stands(one) || on_way_.contains(one.to)) continue;
            const goal_part& child = *date_.living(graph_, one.to);
            if (child.optional || child.attitude) continue;
            const share of_child = share_of(one.to);
            if (of_child == no_share) continue;
            if (!child.grouping) {
                ++made.children;
                made.attained_children += attained_.contains(one.to) ? 1 : 0;
            }
            all += child.counted_weight();
            attained += std::uint64_t{child.counted_weight()} * of_child;
        }
        on_way_.erase(parent);
        made.of_children = all == 0 ? no_share : static_cast<share>(attained / all);
        return made;
    }

    // Of a goal with children their share; of one without whether it was attained; of a heading without any nothing.
    share share_of(node goal) {
        if (attained_.contains(goal)) return whole_share;
        const auto [found, fresh] = shares_.emplace(goal, no_share);
        if (!fresh) return found->second;
        share of = counted(goal).of_children;
        if (of == no_share && !date_.living(graph_, goal)->grouping) of = 0;
        return shares_[goal] = of;
    }

    const goal_graph& graph_;
    const reading_date& date_;
    std::set<node> attained_, on_way_;
    std::unordered_map<node, share> shares_;
};

} // namespace

std::vector<rolled_up>
roll_up(const goal_graph& graph, const reading_date& date, framework_index framework, std::span<const node> attained) {
    const bool reported = framework < graph.frameworks().size() &&
                          graph.frameworks()[framework].roll_up == model::goals::framework::roll_up_of::share;
    if (!reported) return {};
    std::vector<rolled_up> list = tree(graph, date, attained).ancestors();
    for (rolled_up& one : list) {
        if (one.of_children == no_share) one.of_children = 0;
    }
    return list;
}

} // namespace schakel::mapping::goals
