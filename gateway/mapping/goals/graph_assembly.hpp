// Puts what a builder collected in order: numbers, rows, neighbours. Every order in it is one of contents, never of
// arrival, so that the same records give the same graph.
#pragma once

#include "gateway/mapping/goals/graph_content.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace schakel::mapping::goals {

template <class Number>
Number counted(std::size_t count, Number reserved, const char* what) {
    if (count >= reserved) throw std::length_error(std::string("a graph of goals has too many ") + what);
    return static_cast<Number>(count);
}

inline bool is_lineage(model::goals::relation what) {
    return what == model::goals::relation::replaced_by || what == model::goals::relation::inherits;
}

class graph_assembly {
public:
    explicit graph_assembly(graph_builder::content& from);

    // Throws std::length_error beyond what the numbers of a graph can count.
    std::shared_ptr<const goal_graph> make();

private:
    using content = graph_builder::content;
    using key = std::uint64_t; // two text_refs
    static key pair_of(text_ref a, text_ref b) { return (key{a} << 32) | b; }

    // Steps in this order.
    void number_frameworks();
    void number_releases();
    void number_sets();
    void number_goals();
    void add_mentioned();
    void number_groups();
    void lay_edges();
    void join_same_ids();
    void sort_edges();
    void lend_texts();
    void print_traits();
    void lay_arcs();
    void lay_members();
    void lay_bridges();
    void index_codes_and_addresses();

    void double_told(framework_index framework, ordinal release);
    int compare(text_ref a, text_ref b) const; // as bytes
    node end_of(text_ref id, framework_index preferred) const;
    owner_index owner_of(text_ref id) const;
    owner_index unknown_owner(text_ref id);
    bool is_current(const edge& one) const;
    arc arc_of(const edge& one, edge_index at, bool backward) const;
    std::uint32_t traits_of(const goal_part& part, framework_index framework) const;
    std::uint64_t level_print(std::string_view level, framework_index framework) const;

    content& from_;
    std::shared_ptr<goal_graph> graph_;
    std::unordered_map<text_ref, framework_index> frameworks_;
    std::unordered_map<key, owner_index> releases_;    // by framework and id
    std::unordered_map<text_ref, owner_index> owners_; // the first release of that id, or the mapping set
    std::unordered_map<text_ref, node> nodes_;         // the first of that id
    std::unordered_map<text_ref, group_index> groups_;
};

} // namespace schakel::mapping::goals
