#include "gateway/goals/graph_reports.hpp"

#include "gateway/goals/goal_card.hpp"

#include <algorithm>

namespace schakel::goals {

using namespace mapping::goals;

namespace {

template <class Item, class Write>
void write_page(json::writer& out, std::span<const Item> all, const page& which, Write write) {
    const std::size_t from = std::min(which.after, all.size());
    const std::size_t count = std::min(which.limit, all.size() - from);
    out.begin_array();
    for (const Item& one : all.subspan(from, count)) write(one);
    out.end_array();
    if (from + count < all.size()) out.member("next", std::uint64_t{from + count});
}

void write_defect(json::writer& out, const goal_graph& graph, const goal_defect& one, language lang) {
    out.begin_object().member("kind", to_string(one.kind)).name("owners").begin_array();
    for (const owner_index owner : one.owners) out.text(owner_name(graph, owner));
    out.end_array().name("goals").begin_array();
    for (const node goal : one.goals) out.text(graph.id(goal));
    out.end_array().member_if_present("missing", one.missing);
    out.member("text", describe(graph, one, lang)).end_object();
}

void write_ends(json::writer& out, const goal_graph& graph, const char* side, const std::vector<settled>& ends) {
    out.name(side).begin_array();
    for (const settled& one : ends) out.text(graph.id(one.end));
    out.end_array();
}

void write_change(json::writer& out, const goal_graph& graph, const changed_mapping& one) {
    const diff_row row(graph, one);
    out.begin_object().member("change", to_string(one.what)).member("association", row.id);
    out.member_if_present("subject", row.subject).member("relation", row.relation).member("object", row.object);
    write_ends(out, graph, "subject_now", one.subjects);
    write_ends(out, graph, "object_now", one.objects);
    if (one.upgrade) out.member("could_be", to_string(*one.upgrade));
    out.end_object();
}

} // namespace

diff_row::diff_row(const goal_graph& graph, const changed_mapping& change) {
    if (change.mapping == no_edge) {
        const dangling_end& open = graph.dangling()[change.dangling];
        id = graph.text(open.association);
        relation = "dangling";
        object = graph.text(open.missing);
        return;
    }
    const edge& one = graph.edges()[change.mapping];
    id = graph.text(one.id);
    subject = graph.id(one.subject);
    relation = to_string(one.what);
    object = graph.id(one.object);
}

bool needs_a_look(mapping_change what) {
    return what != mapping_change::stays && what != mapping_change::renumbered && what != mapping_change::editorial;
}

void write_defects(
    json::writer& out, const goal_graph& graph, std::span<const goal_defect> all, const page& which, language lang
) {
    out.begin_object().member("count", std::uint64_t{all.size()}).name("defects");
    write_page(out, all, which, [&](const goal_defect& one) { write_defect(out, graph, one, lang); });
    out.end_object();
}

void write_diff(json::writer& out, const goal_graph& graph, const release_diff& made, const page& which) {
    out.begin_object().member("framework", graph.text(graph.frameworks()[made.framework].id));
    out.member("older", label_at(graph, made.framework, made.older));
    out.member("newer", label_at(graph, made.framework, made.newer)).name("counts").begin_object();
    for (std::size_t i = 0; i < made.counts.size(); ++i)
        out.member(to_string(static_cast<mapping_change>(i)), std::uint64_t{made.counts[i]});
    out.end_object().member("upgradable", std::uint64_t{made.upgradable}).name("mappings");
    write_page(out, std::span(made.mappings), which, [&](const changed_mapping& one) {
        write_change(out, graph, one);
    });
    out.end_object();
}

} // namespace schakel::goals
