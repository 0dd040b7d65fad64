#include "gateway/admin/goals_call.hpp"

namespace schakel::admin {

std::optional<transport::http_response> no_goals(const call& asked) {
    const admin_services& with = *asked.with;
    if (with.goals) return std::nullopt;
    return problem_of(asked, 503, "unavailable", "this gateway keeps no learning goals");
}

std::optional<transport::http_response> no_graph(const call& asked, goals::graph_pointer& graph) {
    if (auto refused = no_goals(asked)) return refused;
    graph = asked.with->goals->graph->current();
    if (graph) return std::nullopt;
    if (!asked.with->goals->graph->state().ready)
        return problem_of(asked, 503, "unavailable", "the goal graph is being built; ask again in a few seconds");
    return problem_of(asked, 404, "no-goals", "no learning goals were imported yet");
}

} // namespace schakel::admin
