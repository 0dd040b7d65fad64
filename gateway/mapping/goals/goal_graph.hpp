// All goals and crosswalks that were ever imported, in memory: what the translation of goals looks at. It never
// changes; an import builds another one.
//
// Made for some 250,000 goals and 500,000 edges: numbers of four bytes, texts kept once, neighbours in one row.
// Whatever the order in which records came, the graph is the same, and so is its hash. Only what a release defines is a
// goal: the end of an association that nobody defines is reported, and makes nobody a goal (B9.9). Any number of
// threads may read.
#pragma once

#include "gateway/mapping/goals/graph_parts.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

class goal_graph {
public:
    std::size_t goal_count() const { return goal_count_; }
    std::size_t node_count() const { return nodes_.size() - 1; } // goals, then ids that only supersession mentions
    std::size_t edge_count() const { return edges_.size(); } // between known ends; releases that repeat it count once
    std::size_t memory() const;                              // bytes

    // sha256 in hex over everything that is in it; the same for the same records in any order.
    std::string hash() const;

    // ------------------------------------------------------------ finding
    // By key (model/goal.hpp), by any address that ends in a UUID, or by an address that the goal lists among its ids.
    // Where two frameworks define the same id: the one of the framework asked for, else the one whose addresses begin
    // as this one does, else the first by framework id.
    node find(std::string_view reference, framework_index in = no_framework) const;
    framework_index find_framework(std::string_view id) const; // no_framework when there is none
    owner_index find_owner(std::string_view id) const;         // of a release or a mapping set

    // ------------------------------------------------------------ looking
    std::string_view text(text_ref which) const { return texts_.at(which); }
    bool is_goal(node which) const { return which < goal_count_; }
    std::string_view id(node which) const { return texts_.at(nodes_[which].id); }
    framework_index framework_of(node which) const { return nodes_[which].framework; } // no_framework: not a goal
    std::span<const goal_part> parts(node which) const;                                // the oldest first
    const goal_part* part_at(node which, ordinal at) const; // what that release says; null when it does not have it
    const goal_part& newest_part(node which) const { return parts_[nodes_[which + 1].part - 1]; } // of a goal

    std::span<const framework_part> frameworks() const { return frameworks_; } // in order of id
    std::span<const owner_part> owners() const { return owners_; } // releases by framework and age, then mapping sets
    std::span<const edge> edges() const { return edges_; }         // in order of subject
    // Tells the processor that an edge will be looked at soon.
    void expect(edge_index which) const { __builtin_prefetch(edges_.data() + which); }
    std::span<const group_part> groups() const { return groups_; }
    std::span<const dangling_end> dangling() const { return dangling_; }
    std::span<const unmatched_goal> unmatched() const { return unmatched_; }
    std::span<const doubled_goal> doubled() const { return doubled_; }
    std::span<const edge_index> members(group_index which) const;

    // Mapping edges: those with a set relation, REL, PRE and NON, in both directions; strongest relation first.
    std::span<const arc> arcs(node which) const {
        return {arcs_.data() + arc_begin_[which], arcs_.data() + arc_begin_[which + 1]};
    }
    std::span<const arc> arcs() const { return arcs_; } // of all goals, in order of their numbers
    std::span<const lineage_arc> lineage(node which) const {
        return {lineage_.data() + lineage_begin_[which], lineage_.data() + lineage_begin_[which + 1]};
    }
    std::span<const structure_arc> structure(node which) const {
        return {structure_.data() + structure_begin_[which], structure_.data() + structure_begin_[which + 1]};
    }

    // Pairs of frameworks between which an owner has mapping edges, each pair once, the lower number first.
    struct bridge {
        owner_index owner;
        framework_index a, b;
        friend auto operator<=>(const bridge&, const bridge&) = default;
    };
    std::span<const bridge> bridges() const { return bridges_; }

    // Goals whose printed code, in its normalised form, is this one, or ends in it as a word of its own: those printed
    // "PO Kerndoel 03" for "3".
    std::vector<node> with_code(std::string_view normalised) const;

    // ------------------------------------------------------------ time
    // The release of each framework that is valid on a day: the newest that had begun by then and has not ended, drafts
    // last. Without a day the newest. no_release where there is none.
    std::vector<ordinal> releases_on(std::optional<model::goals::day> day) const;
    ordinal find_release(framework_index framework, std::string_view label) const;

private:
    friend class graph_builder;
    friend class graph_assembly;
    goal_graph() = default;

    struct node_part {
        text_ref id = 0;
        std::uint32_t part = 0; // where its rows begin
        framework_index framework = no_framework;
    };
    struct coded {
        std::uint64_t code = 0; // stable_hash of the normalised code
        node goal = no_node;
        friend auto operator<=>(const coded&, const coded&) = default;
    };
    // Finding an id looks at its slot and its text, and at nothing between.
    struct id_slot {
        text_ref id = 0; // 0: the slot is free
        std::uint32_t goal : 24 = 0;
        std::uint32_t print : 8 = 0; // of the id, so that another id is seldom looked at
    };
    static constexpr std::size_t most_nodes = std::size_t{1} << 24;
    struct alias {
        text_ref address = 0;
        node goal = no_node;
    };

    node find_key(std::string_view id, framework_index in, std::string_view address = {}) const;
    bool is_address_in(framework_index framework, std::string_view address) const;
    void index_ids();

    text_store texts_;
    std::size_t goal_count_ = 0;
    std::vector<node_part> nodes_; // one more than there are, to end the rows of the last
    std::vector<goal_part> parts_;
    std::vector<edge> edges_;
    // Where the rows of each node begin, one more than there are; apart from the nodes, so that a search reads little.
    std::vector<std::uint32_t> arc_begin_, lineage_begin_, structure_begin_;
    std::vector<arc> arcs_;
    std::vector<lineage_arc> lineage_;
    std::vector<structure_arc> structure_;
    std::vector<framework_part> frameworks_;
    std::vector<owner_part> owners_;
    std::vector<group_part> groups_;
    std::vector<std::uint32_t> group_begin_; // where the members of each group begin
    std::vector<edge_index> group_members_;
    std::vector<dangling_end> dangling_;
    std::vector<unmatched_goal> unmatched_;
    std::vector<doubled_goal> doubled_;
    std::vector<bridge> bridges_;
    std::vector<coded> codes_;   // sorted
    std::vector<alias> aliases_; // sorted by address
    std::vector<id_slot> slots_; // of ids, by stable_hash
};

} // namespace schakel::mapping::goals
