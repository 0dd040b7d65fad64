// The best path from one goal to every goal of a framework, per relation that follows from it (B4).
//
// Paths are compared by mapping hops, then by steps of supersession, then by confidence (the product of the hops'),
// then by the ids that they pass: a total order, so that a result can be reproduced. A path ends at the first living
// goal of the target framework. Working memory is kept between runs: one object serves one thread and allocates nothing
// once it has grown.
#pragma once

#include "gateway/mapping/goals/enabled_owners.hpp"
#include "gateway/mapping/goals/search_index.hpp"
#include "gateway/mapping/goals/supersession.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace schakel::mapping::goals {

// What a path so far has come to. The first four are relations that compose; a candidate goes on along exact edges
// only, and the last two end a path.
enum class standing : std::uint8_t { exact, narrower, broader, overlap, candidate, unmatched, related };
constexpr set_relation relation_of(standing which) {
    return which <= standing::overlap ? static_cast<set_relation>(which) : set_relation::unknown;
}

// One step on a path.
struct hop {
    node from = no_node, to = no_node;
    edge_index via = no_edge; // none: supersession
    set_relation relation = set_relation::unknown;
    revision how = revision::none;
    bool backward = false; // the edge is read from its object to its subject
};

class path_search {
public:
    path_search(const goal_graph& graph, const reading_date& date, const enabled_owners& owners, unsigned hop_limit);

    // Makes the index now instead of after many searches towards this framework.
    void learn(framework_index target) { asked_[target] = often; }
    // Replaces what was found before.
    void run(node source, framework_index target);

    struct state {
        node at = no_node;
        standing what = standing::exact;
        std::uint8_t mapping_hops = 0, other_hops = 0;
        bool final = false;
        std::uint16_t arrivals = 0;   // ways that led here
        std::uint64_t confidence = 0; // in 10^-8
        std::uint32_t before = 0;     // the state one hop earlier; its own number for the source
        hop last;
    };
    std::span<const state> states() const { return states_; } // of the last run
    // The numbers of the states that stand for living goals of the target framework.
    std::span<const std::uint32_t> targets() const { return targets_; }
    // Appends the hops of the path to that state.
    void path_to(std::uint32_t which, std::vector<hop>& into) const;
    // The gravest class of supersession on that path.
    revision gravest(std::uint32_t which) const;
    share confidence_of(std::uint32_t which) const;
    fate source_fate() const { return source_fate_; }
    // A living goal of the target framework that nobody attains.
    bool is_heading(node which) const;
    // A goal of the target framework was reached that has no successor there.
    bool met_withdrawn() const { return met_withdrawn_; }

private:
    static constexpr std::uint64_t certain = 100'000'000;
    static constexpr std::uint16_t often = 512; // searches towards one framework after which the index pays
    struct slot {
        std::uint64_t key = 0;
        std::uint32_t run = 0, which = 0;
    };

    void begin_search(node source);
    void expect_rows_of(std::uint32_t which) const;
    void expand(std::uint32_t which);
    void expand_lineage(std::uint32_t which);
    void step_by_supersession(std::uint32_t which, const settled& end);
    void expand_arcs(std::uint32_t which);
    void reach(std::uint32_t from, standing what, const hop& step, bool counts, share confidence);
    bool is_better(const state& candidate, const state& known) const;
    bool precedes(std::uint32_t a, const hop& last_a, std::uint32_t b, const hop& last_b) const;
    std::uint32_t& find(node at, standing what);
    void grow_slots();
    const std::vector<std::uint8_t>& distances_to(framework_index target);
    void choose_measure(framework_index target);
    bool is_living(node which) const;
    bool is_in_target(node which) const { return which - first_target_ < target_count_; }
    bool may_lead(node to, standing what, unsigned hops_so_far) const;

    const goal_graph& graph_;
    const reading_date& date_;
    const enabled_owners& owners_;
    supersession supersession_;
    unsigned hop_limit_;

    framework_index target_ = no_framework;
    node first_target_ = 0, target_count_ = 0;                          // goals of a framework have numbers in a row
    std::vector<std::unique_ptr<std::vector<std::uint8_t>>> distances_; // by target framework
    const std::vector<std::uint8_t>* distance_ = nullptr;
    std::vector<std::uint16_t> asked_;                  // how often, by target framework
    std::unique_ptr<search_index> index_;               // once it pays
    const search_index::distances* measured_ = nullptr; // of the index, for the target
    std::vector<state> states_;
    std::vector<std::uint32_t> targets_;
    std::vector<std::uint64_t> queue_; // a heap of hops and number of state
    std::vector<slot> slots_;
    std::uint32_t run_ = 0;
    std::vector<settled> ways_;
    fate source_fate_ = fate::living;
    bool met_withdrawn_ = false;
};

} // namespace schakel::mapping::goals
