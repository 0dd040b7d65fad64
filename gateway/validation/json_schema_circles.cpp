// find_bad_chain: follows the schemas that apply to the same value.
#include "gateway/validation/json_schema_compiler.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {

// The schemas that `n` applies to the value it is itself applied to. A dynamic reference may reach every anchor of its
// name.
std::vector<node_index> applied_in_place(const json_schema_nodes& nodes, const schema_node& n) {
    std::vector<node_index> all;
    if (!n.more) return all;
    const schema_combination& m = *n.more;
    for (const auto* list : {&m.all_of, &m.any_of, &m.one_of}) all.insert(all.end(), list->begin(), list->end());
    for (const node_index one : {m.no, m.condition, m.then, m.otherwise, m.reference, m.dynamic_reference})
        if (one != no_schema) all.push_back(one);
    for (const dependency& d : m.dependencies)
        if (d.schema != no_schema) all.push_back(d.schema);
    if (!m.dynamic_anchor.empty())
        for (const auto& anchors : nodes.dynamic_anchors)
            if (const auto at = anchors.find(m.dynamic_anchor); at != anchors.end()) all.push_back(at->second);
    return all;
}

struct step {
    node_index at;
    std::vector<node_index> next;
    std::size_t longest = 1; // chain of schemas on the same value from here on, as far as it is known
};

} // namespace

std::optional<bad_chain> find_bad_chain(const json_schema_nodes& nodes) {
    enum : std::uint8_t { unseen, open, done };
    std::vector<std::uint8_t> state(nodes.nodes.size(), unseen);
    std::vector<std::size_t> longest(nodes.nodes.size(), 0);
    const auto of = [](node_index i) { return static_cast<std::size_t>(i); };
    for (std::size_t start = 0; start < nodes.nodes.size(); ++start) {
        if (state[start] != unseen) continue;
        std::vector<step> path{{static_cast<node_index>(start), applied_in_place(nodes, nodes.nodes[start])}};
        state[start] = open;
        while (!path.empty()) {
            step& here = path.back();
            if (here.next.empty()) {
                state[of(here.at)] = done;
                longest[of(here.at)] = here.longest;
                if (here.longest > longest_chain) return bad_chain{here.at, false};
                path.pop_back();
                continue;
            }
            const node_index next = here.next.back();
            if (state[of(next)] == open) return bad_chain{next, true};
            if (state[of(next)] == done) {
                here.longest = std::max(here.longest, longest[of(next)] + 1);
                here.next.pop_back();
                continue;
            }
            state[of(next)] = open;
            path.push_back({next, applied_in_place(nodes, nodes.nodes[of(next)])});
        }
    }
    return std::nullopt;
}

} // namespace schakel::validation
