#include "gateway/command/goals_diff.hpp"

#include "gateway/adapter/goals.hpp"
#include "gateway/goals/goal_card.hpp"
#include "gateway/goals/graph_reports.hpp"
#include "gateway/goals/memory_goals.hpp"
#include "gateway/mapping/goals/release_diff.hpp"

#include <cstdio>
#include <fstream>

namespace schakel::command {

namespace {

using namespace mapping::goals;

std::string words(std::string_view text) {
    return std::string(text);
}

void print_ends(const goal_graph& graph, const char* side, const std::vector<settled>& ends) {
    for (const settled& one : ends) std::printf("             %s -> %s\n", side, words(graph.id(one.end)).c_str());
}

void print(const goal_graph& graph, const changed_mapping& change) {
    const goals::diff_row row(graph, change);
    std::printf(
        "%-12s %s %s %s", words(to_string(change.what)).c_str(), words(row.subject).c_str(),
        words(row.relation).c_str(), words(row.object).c_str()
    );
    if (change.upgrade) std::printf("  could be %s", words(to_string(*change.upgrade)).c_str());
    std::printf("\n");
    print_ends(graph, "subject", change.subjects);
    print_ends(graph, "object", change.objects);
}

void print_all(const goal_graph& graph, const release_diff& made) {
    std::printf(
        "%s %s -> %s\n", words(graph.text(graph.frameworks()[made.framework].id)).c_str(),
        words(goals::label_at(graph, made.framework, made.older)).c_str(),
        words(goals::label_at(graph, made.framework, made.newer)).c_str()
    );
    for (const changed_mapping& one : made.mappings)
        if (goals::needs_a_look(one.what) || one.upgrade) print(graph, one);
    for (std::size_t i = 0; i < made.counts.size(); ++i)
        if (made.counts[i] > 0)
            std::printf("%-12s %zu\n", words(to_string(static_cast<mapping_change>(i))).c_str(), made.counts[i]);
    std::printf("%-12s %zu\n", "upgradable", made.upgradable);
}

void write_all(const goal_graph& graph, const release_diff& made) {
    json::writer out(true);
    goals::write_diff(out, graph, made, {});
    std::printf("%s\n", out.finish().c_str());
}

// The next version of the set, unsigned and unreviewed, as the standard of mapping sets writes it.
int write_draft(
    const goal_graph& graph, const release_diff& made, const std::string& file, const adapter_registry& adapters
) {
    const adapter* sets = adapters.find("mapping-set");
    if (sets == nullptr || sets->goals() == nullptr || !sets->goals()->abilities().writes)
        return usage_error("mapping sets cannot be written: the adapter mapping-set is not built in");
    goals::memory_goals all;
    draft proposed = draft_of(graph, made);
    all.add(std::move(proposed.head));
    for (auto& one : proposed.groups) all.add(std::move(one));
    for (auto& one : proposed.associations) all.add(std::move(one));
    std::ofstream out(file, std::ios::binary);
    const auto writer = sets->goals()->write(all, {});
    std::string piece;
    for (bool more = true; more; piece.clear()) {
        more = writer->next(piece);
        out << piece;
    }
    if (!out.flush() || writer->failed()) return usage_error(file + ": cannot be written");
    return exit_code::fine;
}

} // namespace

int diff_releases(const goal_graph_pointer& graph, const goals_diff_options& options, const adapter_source& adapters) {
    const auto made = diff_release(*graph, options.framework, options.older, options.newer, options.mapping_set);
    if (!made)
        return usage_error("the framework, one of the two releases or the mapping set was not imported; see schakel "
                           "goals frameworks");
    options.json ? write_all(*graph, *made) : print_all(*graph, *made);
    if (!options.draft.empty())
        if (const int code = write_draft(*graph, *made, options.draft, adapters()); code != exit_code::fine)
            return code;
    for (const changed_mapping& one : made->mappings)
        if (goals::needs_a_look(one.what)) return exit_code::findings;
    return exit_code::fine;
}

} // namespace schakel::command
