#include "gateway/goals/goal_lookup.hpp"

#include "gateway/goals/goal_card.hpp"
#include "gateway/mapping/goals/printed_code.hpp"
#include "gateway/mapping/goals/supersession.hpp"

namespace schakel::goals {

using namespace mapping::goals;

namespace {

lookup_answer by_id(const goal_graph& graph, const reading_date& date, node which) {
    supersession search(graph, date);
    std::vector<settled> ends;
    lookup_answer out;
    const fate became = search.settle(which, ends);
    out.what = word_of(became);
    if (became == fate::living) out.goals.push_back({which, {}, {}});
    if (became == fate::replaced)
        for (const settled& one : ends) out.goals.push_back({one.end, code(one.relation), to_string(one.how)});
    return out;
}

lookup_answer by_code(const goal_graph& graph, const reading_date& date, const lookup_question& asked) {
    using kind_of = code_answer::kind_of;
    const code_answer found =
        resolve_code(graph, date, {asked.goal, asked.framework, asked.kind, asked.subject, asked.level});
    lookup_answer out;
    out.what = found.kind == kind_of::found ? "found" : found.kind == kind_of::ambiguous ? "ambiguous" : "unknown";
    for (const node one : found.candidates) out.goals.push_back({one, {}, {}});
    return out;
}

} // namespace

lookup_answer look_up(const goal_graph& graph, const lookup_question& asked) {
    const reading_date date(graph, asked.as_of);
    const framework_index in = asked.framework.empty() ? no_framework : graph.find_framework(asked.framework);
    const node which = graph.find(asked.goal, in);
    return which == no_node ? by_code(graph, date, asked) : by_id(graph, date, which);
}

std::string_view statement_of(const goal_graph& graph, node which) {
    return graph.is_goal(which) ? graph.text(graph.newest_part(which).statement) : std::string_view{};
}

void write(json::writer& out, const goal_graph& graph, const lookup_answer& told) {
    out.begin_object().member("outcome", told.what).name("goals").begin_array();
    for (const lookup_answer::candidate& one : told.goals) {
        out.begin_object().member("id", graph.id(one.goal));
        out.member_if_present("framework", framework_of(graph, one.goal));
        out.member_if_present("relation", one.relation).member_if_present("revision", one.revision);
        out.member_if_present("statement", statement_of(graph, one.goal)).end_object();
    }
    out.end_array().end_object();
}

} // namespace schakel::goals
