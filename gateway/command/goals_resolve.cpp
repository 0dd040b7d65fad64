// `schakel goals resolve`: what an id, an address or a printed code means as of a day, and what became of it.
#include "gateway/command/goals_answers.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/mapping/goals/printed_code.hpp"
#include "gateway/mapping/goals/supersession.hpp"

#include <cstdio>

namespace schakel::command {

namespace {

using namespace mapping::goals;

struct answer {
    std::string_view what; // "living", "replaced", "ambiguous" …
    struct candidate {
        node goal;
        std::string_view relation, how; // of the goal asked for to this one; empty: it is the one
    };
    std::vector<candidate> goals;
};

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

answer by_id(const goal_graph& graph, const reading_date& date, node which) {
    supersession search(graph, date);
    std::vector<settled> ends;
    answer out;
    const fate became = search.settle(which, ends);
    out.what = word_of(became);
    if (became == fate::living) out.goals.push_back({which, {}, {}});
    if (became == fate::replaced)
        for (const settled& one : ends) out.goals.push_back({one.end, code(one.relation), to_string(one.how)});
    return out;
}

answer by_code(const goal_graph& graph, const reading_date& date, const goals_question& asked) {
    const code_answer found =
        resolve_code(graph, date, {asked.goal, asked.framework, asked.kind, asked.subject, asked.level});
    answer out;
    out.what = found.kind == code_answer::kind_of::found       ? "found"
               : found.kind == code_answer::kind_of::ambiguous ? "ambiguous"
                                                               : "unknown";
    for (const node one : found.candidates) out.goals.push_back({one, {}, {}});
    return out;
}

std::string_view text_of_goal(const goal_graph& graph, node which) {
    if (!graph.is_goal(which)) return {};
    return graph.text(graph.newest_part(which).statement);
}

std::string_view framework_of_goal(const goal_graph& graph, node which) {
    const framework_index of = graph.framework_of(which);
    return of == no_framework ? std::string_view{} : graph.text(graph.frameworks()[of].id);
}

void print(const goal_graph& graph, const answer& told) {
    std::printf("%s\n", std::string(told.what).c_str());
    for (const answer::candidate& one : told.goals) {
        const std::string step = one.relation.empty() ? "" : std::string(one.relation) + ", " + std::string(one.how);
        std::printf(
            "  %s  %s%s%s  %s\n", std::string(graph.id(one.goal)).c_str(),
            std::string(framework_of_goal(graph, one.goal)).c_str(), step.empty() ? "" : "  ", step.c_str(),
            std::string(text_of_goal(graph, one.goal)).c_str()
        );
    }
}

void write(const goal_graph& graph, const answer& told) {
    json::writer out(true);
    out.begin_object().member("outcome", told.what).name("goals").begin_array();
    for (const answer::candidate& one : told.goals) {
        out.begin_object().member("id", graph.id(one.goal));
        out.member_if_present("framework", framework_of_goal(graph, one.goal));
        out.member_if_present("relation", one.relation).member_if_present("revision", one.how);
        out.member_if_present("statement", text_of_goal(graph, one.goal)).end_object();
    }
    out.end_array().end_object();
    std::printf("%s\n", out.finish().c_str());
}

} // namespace

int resolve_goal(const goal_graph_pointer& graph, const goals_question& asked) {
    std::optional<model::goals::day> day;
    if (!read_day(asked.as_of, day)) return exit_code::usage;
    const reading_date date(*graph, day);
    const framework_index in = asked.framework.empty() ? no_framework : graph->find_framework(asked.framework);
    const node which = graph->find(asked.goal, in);
    const answer told = which == no_node ? by_code(*graph, date, asked) : by_id(*graph, date, which);
    asked.json ? write(*graph, told) : print(*graph, told);
    return told.goals.empty() ? exit_code::findings : exit_code::fine;
}

} // namespace schakel::command
