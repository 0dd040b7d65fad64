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

// "fo_doelzin/kerndoel" is a "kerndoel" and a "doelzin": the last word of either part is enough.
bool is_kind(std::string_view kind, std::string_view wanted) {
    const std::string asked = normalised_code(wanted), all = normalised_code(kind);
    std::string_view rest = all;
    if (rest == asked) return true;
    while (!rest.empty()) {
        const std::string_view has = rest.substr(0, rest.find('/'));
        rest.remove_prefix(std::min(rest.size(), has.size() + 1));
        if (has == asked) return true;
        if (has.size() > asked.size() && has.ends_with(asked) && has[has.size() - asked.size() - 1] == '_') return true;
    }
    return false;
}

class code_search {
public:
    code_search(const goal_graph& graph, const reading_date& date, const code_query& query)
        : graph_(graph), date_(date), query_(query), asked_(parts_of_code(query.code)),
          framework_(query.framework.empty() ? no_framework : graph.find_framework(query.framework)) {}

    std::vector<node> run() {
        if (!asked_.number.empty())
            for (const node one : graph_.with_code(asked_.number)) see(one);
        // Where a framework prints exactly what was asked for, its longer codes are not meant.
        std::erase_if(longer_, [&](node one) {
            return std::ranges::any_of(exact_, [&](node other) {
                return graph_.framework_of(one) == graph_.framework_of(other);
            });
        });
        std::vector<node> all = std::move(exact_);
        all.insert(all.end(), longer_.begin(), longer_.end());
        std::ranges::sort(all);
        return all;
    }

private:
    void see(node one) {
        if (!query_.framework.empty() && graph_.framework_of(one) != framework_) return;
        const goal_part* part = date_.living(graph_, one);
        if (!part) return;
        const code_parts printed = parts_of_code(graph_.text(part->code));
        if (printed.number != asked_.number || !is_asked_for(*part, printed)) return;
        if (printed.whole == asked_.whole)
            exact_.push_back(one);
        else if (std::ranges::all_of(asked_.before, [&](const auto& word) { return says(*part, printed, word); }))
            longer_.push_back(one);
    }

    bool is_asked_for(const goal_part& part, const code_parts& printed) const {
        if (!query_.kind.empty() && !is_kind(graph_.text(part.kind), query_.kind)) return false;
        if (!query_.subject.empty() && !names(graph_, part.subjects, query_.subject)) return false;
        return query_.level.empty() || names(graph_, part.levels, query_.level) || has_word(printed, query_.level);
    }

    // A word before the number stands in the printed code, or tells the kind, a level or a subject area.
    bool says(const goal_part& part, const code_parts& printed, const std::string& word) const {
        return has_word(printed, word) || is_kind(graph_.text(part.kind), word) || names(graph_, part.levels, word) ||
               names(graph_, part.subjects, word);
    }

    static bool has_word(const code_parts& printed, std::string_view word) {
        return std::ranges::find(printed.before, normalised_code(word)) != printed.before.end();
    }

    const goal_graph& graph_;
    const reading_date& date_;
    const code_query& query_;
    code_parts asked_;
    framework_index framework_;
    std::vector<node> exact_, longer_;
};

} // namespace

code_answer resolve_code(const goal_graph& graph, const reading_date& date, const code_query& query) {
    std::vector<node> fitting = code_search(graph, date, query).run();
    using kind_of = code_answer::kind_of;
    const kind_of kind = fitting.empty() ? kind_of::unknown : fitting.size() == 1 ? kind_of::found : kind_of::ambiguous;
    return {kind, std::move(fitting)};
}

} // namespace schakel::mapping::goals
