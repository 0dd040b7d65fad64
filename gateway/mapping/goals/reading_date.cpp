#include "gateway/mapping/goals/reading_date.hpp"

namespace schakel::mapping::goals {

namespace {

bool all_newest(const goal_graph& graph, const std::vector<ordinal>& releases) {
    for (std::size_t i = 0; i < releases.size(); ++i) {
        if (releases[i] + 1 != graph.frameworks()[i].releases) return false;
    }
    return true;
}

} // namespace

reading_date::reading_date(const goal_graph& graph, std::optional<model::goals::day> day)
    : releases_(graph.releases_on(day)), newest_(all_newest(graph, releases_)) {
    if (day) day_ = to_number(*day);
}

bool reading_date::pin(const goal_graph& graph, framework_index framework, std::string_view label) {
    const ordinal at = graph.find_release(framework, label);
    if (at == no_release) return false;
    releases_[framework] = at;
    newest_ = all_newest(graph, releases_);
    return true;
}

const goal_part* reading_date::living(const goal_graph& graph, node which) const {
    const ordinal at = release_of(graph.framework_of(which));
    if (at == no_release) return nullptr;
    const goal_part* part = graph.part_at(which, at);
    if (!part || part->state != model::goals::goal_state::live || !within(part->from, part->to)) return nullptr;
    return part;
}

bool reading_date::is_future(const goal_graph& graph, node which) const {
    if (!graph.is_goal(which)) return false;
    const goal_part& first = graph.parts(which).front();
    const ordinal at = release_of(graph.framework_of(which));
    return at == no_release || first.first > at || (day_ && first.from > *day_);
}

bool reading_date::knows(const goal_graph& graph, const edge& one) const {
    if (newest_ || one.owner == no_owner) return true;
    const owner_part& owner = graph.owners()[one.owner];
    if (owner.kind != owner_part::kind_of::release) return true;
    const ordinal at = release_of(owner.framework);
    return at != no_release && one.first <= at;
}

bool reading_date::holds(const goal_graph& graph, const edge& one) const {
    if (one.owner == no_owner) return true;
    const owner_part& owner = graph.owners()[one.owner];
    if (owner.kind != owner_part::kind_of::release) return true;
    ordinal at = release_of(owner.framework);
    if (at == no_release) return false;
    if (graph.framework_of(one.subject) == owner.framework) {
        // The newest release up to then that has the subject.
        bool seen = false;
        for (const goal_part& part : graph.parts(one.subject)) {
            if (part.first > at) break;
            seen = true;
            if (part.last < at) continue;
            return one.first <= at && at <= one.last;
        }
        if (!seen) return false;
        ordinal last = 0;
        for (const goal_part& part : graph.parts(one.subject)) {
            if (part.last < at) last = part.last;
        }
        at = last;
    }
    return one.first <= at && at <= one.last;
}

} // namespace schakel::mapping::goals
