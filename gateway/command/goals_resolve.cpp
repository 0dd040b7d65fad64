// `schakel goals resolve`: what an id, an address or a printed code means as of a day, and what became of it.
#include "gateway/command/goals_answers.hpp"

#include "gateway/goals/goal_card.hpp"
#include "gateway/goals/goal_lookup.hpp"

#include <cstdio>

namespace schakel::command {

namespace {

void print(const mapping::goals::goal_graph& graph, const goals::lookup_answer& told) {
    std::printf("%s\n", std::string(told.what).c_str());
    for (const goals::lookup_answer::candidate& one : told.goals) {
        const std::string step =
            one.relation.empty() ? "" : "  " + std::string(one.relation) + ", " + std::string(one.revision);
        std::printf(
            "  %s  %s%s  %s\n", std::string(graph.id(one.goal)).c_str(),
            std::string(goals::framework_of(graph, one.goal)).c_str(), step.c_str(),
            std::string(goals::statement_of(graph, one.goal)).c_str()
        );
    }
}

} // namespace

int resolve_goal(const goal_graph_pointer& graph, const goals_question& asked) {
    goals::lookup_question question{asked.goal, asked.framework, asked.kind, asked.subject, asked.level, {}};
    if (!read_day(asked.as_of, question.as_of)) return exit_code::usage;
    const goals::lookup_answer told = goals::look_up(*graph, question);
    if (asked.json) {
        json::writer out(true);
        goals::write(out, *graph, told);
        std::printf("%s\n", out.finish().c_str());
    } else {
        print(*graph, told);
    }
    return told.goals.empty() ? exit_code::findings : exit_code::fine;
}

} // namespace schakel::command
