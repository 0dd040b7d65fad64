#include "gateway/mapping/goals/printed_code.hpp"

#include "gateway/mapping/goals/goal_text.hpp"

#include <algorithm>
#include <string>

namespace schakel::mapping::goals {

namespace {

// Whether one of the lines, or what the goal of that id is called, is the wanted text.
bool names(const goal_graph& graph, text_ref lines, std::string_view wanted) {
    std::string_view rest = graph.text(lines);
    const std::string bare = normalised_code(wanted);
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (line == wanted || normalised_code(line) == bare) return true;
        const node known = graph.find(line);
        if (known == no_node || !graph.is_goal(known)) continue;
        const goal_part& part = graph.newest_part(known);
        for (const text_ref text : {part.code, part.title, part.statement}) {
            if (text != 0 && normalised_code(graph.text(text)) == bare) return true;
        }
    }
    return false;
}

// "fo_doelzin" is a "doelzin": the last word of a kind is enough.
bool is_kind(std::string_view kind, std::string_view wanted) {
    const std::string has = normalised_code(kind), asked = normalised_code(wanted);
    if (has == asked) return true;
    return has.size() > asked.size() && has.ends_with(asked) && has[has.size() - asked.size() - 1] == '_';
}

std::vector<node> candidates(const goal_graph& graph, const reading_date& date, const code_query& query) {
    const std::string code = normalised_code(query.code);
    const framework_index framework = query.framework.empty() ? no_framework : graph.find_framework(query.framework);
    std::vector<node> fitting;
    for (const node one : graph.with_code(code)) {
        const goal_part* part = date.living(graph, one);
        if (!part || normalised_code(graph.text(part->code)) != code) continue;
        if (!query.framework.empty() && graph.framework_of(one) != framework) continue;
        if (!query.kind.empty() && !is_kind(graph.text(part->kind), query.kind)) continue;
        if (!query.subject.empty() && !names(graph, part->subjects, query.subject)) continue;
        if (!query.level.empty() && !names(graph, part->levels, query.level)) continue;
        fitting.push_back(one);
    }
    return fitting;
}

} // namespace

code_answer resolve_code(const goal_graph& graph, const reading_date& date, const code_query& query) {
    std::vector<node> fitting = candidates(graph, date, query);
    const std::string text = normalised_text(query.code);
    const auto space = text.rfind(' ');
    if (fitting.empty() && query.kind.empty() && space != std::string::npos) {
        code_query split = query;
        split.kind = std::string_view(text).substr(0, space);
        split.code = std::string_view(text).substr(space + 1);
        fitting = candidates(graph, date, split);
    }
    using kind_of = code_answer::kind_of;
    const kind_of kind = fitting.empty() ? kind_of::unknown : fitting.size() == 1 ? kind_of::found : kind_of::ambiguous;
    return {kind, std::move(fitting)};
}

} // namespace schakel::mapping::goals
