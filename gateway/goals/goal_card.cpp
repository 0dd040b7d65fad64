#include "gateway/goals/goal_card.hpp"

#include <array>

namespace schakel::goals {

using namespace mapping::goals;

namespace {

void write_part(json::writer& out, const goal_graph& graph, framework_index framework, const goal_part& part) {
    out.begin_object().member("first", label_at(graph, framework, part.first));
    out.member("last", label_at(graph, framework, part.last)).member("state", word_of(part.state));
    out.member_if_present("kind", graph.text(part.kind)).member_if_present("code", graph.text(part.code));
    out.member_if_present("title", graph.text(part.title));
    out.member_if_present("statement", graph.text(part.statement));
    out.end_object();
}

// Where it stands in the newest releases.
void write_became(json::writer& out, const goal_graph& graph, node goal) {
    const reading_date date(graph);
    supersession search(graph, date);
    std::vector<settled> ends;
    const fate became = search.settle(goal, ends);
    out.name("became").begin_object().member("fate", word_of(became)).name("ends").begin_array();
    for (const settled& one : ends) {
        if (became != fate::replaced) break;
        out.begin_object().member("goal", graph.id(one.end)).member_if_present("title", name_of(graph, one.end));
        out.member("relation", code(one.relation)).member("revision", to_string(one.how));
        out.member("steps", std::int64_t{one.steps}).end_object();
    }
    out.end_array().end_object();
}

} // namespace

node find_goal(const goal_graph& graph, std::string_view reference, std::string_view framework) {
    const framework_index in = framework.empty() ? no_framework : graph.find_framework(framework);
    if (!framework.empty() && in == no_framework) return no_node;
    const node found = graph.find(reference, in);
    return found != no_node && graph.is_goal(found) ? found : no_node;
}

std::vector<relative> relatives_of(const goal_graph& graph, node goal) {
    constexpr std::array<std::string_view, 4> steps{"replaced-by", "replaces", "inherited-by", "inherits"};
    std::vector<relative> all;
    for (const structure_arc& one : graph.structure(goal))
        all.push_back({one.up ? "child-of" : "parent-of", one.to, graph.edges()[one.via].owner});
    for (const lineage_arc& one : graph.lineage(goal))
        all.push_back({steps[static_cast<std::size_t>(one.step)], one.to, graph.edges()[one.via].owner});
    for (const arc& one : graph.arcs(goal)) all.push_back({code(one.relation), one.to, one.owner});
    return all;
}

std::string_view name_of(const goal_graph& graph, node which) {
    if (!graph.is_goal(which)) return {};
    const goal_part& part = graph.newest_part(which);
    const std::string_view title = graph.text(part.title);
    return title.empty() ? graph.text(part.statement) : title;
}

std::string_view framework_of(const goal_graph& graph, node which) {
    const framework_index of = graph.framework_of(which);
    return of == no_framework ? std::string_view{} : graph.text(graph.frameworks()[of].id);
}

std::string_view owner_name(const goal_graph& graph, owner_index owner) {
    return owner == no_owner ? std::string_view("the same id") : graph.text(graph.owners()[owner].id);
}

std::string_view label_at(const goal_graph& graph, framework_index of, ordinal at) {
    return graph.text(graph.owners()[graph.frameworks()[of].first_release + at].version);
}

std::string_view word_of(model::goals::goal_state state) {
    switch (state) {
    case model::goals::goal_state::live: return "live";
    case model::goals::goal_state::deprecated: return "deprecated";
    case model::goals::goal_state::deleted: break;
    }
    return "deleted";
}

std::string_view word_of(fate which) {
    switch (which) {
    case fate::living: return "living";
    case fate::replaced: return "replaced";
    case fate::withdrawn: return "withdrawn";
    case fate::not_yet: return "not-yet";
    case fate::circular: break;
    }
    return "circular";
}

void write_goal(json::writer& out, const goal_graph& graph, node goal) {
    const framework_index framework = graph.framework_of(goal);
    out.begin_object().member("id", graph.id(goal)).member("framework", framework_of(graph, goal));
    out.name("releases").begin_array();
    for (const goal_part& part : graph.parts(goal)) write_part(out, graph, framework, part);
    out.end_array().name("related").begin_array();
    for (const relative& one : relatives_of(graph, goal)) {
        out.begin_object().member("relation", one.relation).member("goal", graph.id(one.other));
        out.member_if_present("title", name_of(graph, one.other));
        out.member("by", owner_name(graph, one.owner)).end_object();
    }
    out.end_array();
    write_became(out, graph, goal);
    out.end_object();
}

} // namespace schakel::goals
