// What a progress record on a goal comes to in another framework, in numbers of the graph. `translated_record.hpp` says
// it in words.
#pragma once

#include "gateway/mapping/goals/path_search.hpp"
#include "gateway/mapping/goals/permission.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

// A progress record as its sender made it. Texts belong to the caller.
struct goal_record {
    std::string_view statement; // id of the original statement: evidence is told apart by it
    std::string_view goal;      // key or address. Of a record that was translated before: the goal of the original,
                                // since a translation is never translated again (B7)
    std::string_view framework = {}; // framework id, where the sender names it
    record_kind kind = record_kind::attained;
    std::string_view value = {}; // as written: "7.5", "PT20M", "2F"
    std::string_view scale = {}; // of a score or level
    std::string_view reference_group = {};
    std::optional<model::goals::day> on = {};
    // Whether "attained" was given for all that the goal demands.
    bool threshold_means_all = false;
};

enum class outcome : std::uint8_t {
    exact,
    revised, // the goal was worded anew, and nobody has said that the meaning stayed
    implied,
    contributes,
    evidence_only,
    ambiguous,
    withdrawn,
    unknown,
    conflict,
    refused
};
inline constexpr std::size_t outcome_count = 10;
std::string_view to_string(outcome which); // "exact", "evidence-only" …

// Why it came to that.
enum class reason : std::uint8_t {
    none,
    unknown_goal,      // no release ever defined it: ask again after the next import
    unknown_framework, // the target
    no_release_then,   // the target framework has none that is valid as of the date
    not_yet,           // the goal comes into being only after the date
    withdrawn_source,  // the goal has no successor
    withdrawn_target,  // what it leads to has none
    circular,          // its successors lead back to it
    no_mapping,        // no path within the hop limit
    only_related,      // what there is claims nothing about content
    no_counterpart,    // somebody stated that there is none
    alternatives,      // several candidates, and nobody said which is meant
    heading,           // the target is a heading: nobody attains it
    negative_stays,    // not attaining a whole says nothing of a part, nor of what overlaps
    progress_stays,    // progress in a whole may lie outside the part
    score_stays,       // a score says nothing of a part, a whole or what overlaps
    component_score,   // kept as the score of a component
    activity_stays,
    level_stays,
    other_scale,
    other_reference_group,
    other_level_scale,
    revised_text, // the words changed
    needs_review, // level, examination or kind changed
    two_exact,    // it is equal to two goals of the framework
    equal_and_included,
    included_both_ways,
    equal_and_unmatched // a mapping beside a statement that there is none
};
inline constexpr std::size_t reason_count = 28;
std::string_view to_string(reason which); // "unknown-goal" …

// What is lost on the way, as bits.
enum loss : std::uint8_t {
    scale_dropped = 1,
    level_dropped = 2,
    partial = 4,            // the record covers a part of the target, or the target a part of the record
    direction_weakened = 8, // less is claimed of the target than of the goal
    threshold_unsure = 16,
    wording_changed = 32,
    reference_group_dropped = 64
};

struct translated_target {
    node goal = no_node;
    outcome what = outcome::refused;
    reason why = reason::none;
    set_relation relation = set_relation::unknown; // of the record's goal to this one
    claim permitted = claim::nothing;
    std::uint8_t losses = 0;
    revision how = revision::none; // the gravest step of supersession on the path
    share confidence = whole_share;
    share coverage = no_share;     // of the target by a single mapping hop, where its owner states it
    std::uint16_t other_paths = 0; // that lead to the same target
    std::uint16_t hops = 0;        // in translation::hops, from first_hop
    std::uint32_t first_hop = 0;
    std::uint16_t against_hops = 0; // in a conflict: the path that contradicts
    std::uint32_t first_against = 0;
};

struct translation {
    outcome what = outcome::unknown; // a conflict when any target is in conflict, else that of the best target
    reason why = reason::none;
    node source = no_node;
    framework_index target = no_framework;
    std::vector<translated_target> targets; // the best first, then in order of id
    std::vector<hop> hops;

    std::span<const hop> path(const translated_target& of) const { return {hops.data() + of.first_hop, of.hops}; }
    std::span<const hop> contradicting_path(const translated_target& of) const {
        return {hops.data() + of.first_against, of.against_hops};
    }
    void clear();
};

// The mapping sets and releases that a target rests on, each once. When one of them is replaced the translated record
// has expired and is made anew.
std::vector<owner_index> sources_of(const goal_graph& graph, const translation& made, const translated_target& of);

} // namespace schakel::mapping::goals
