// What a new release of a framework does to a mapping set: which mappings stay, which only need another id, which need
// a person, and a draft of the new version.
#pragma once

#include "gateway/mapping/goals/goal_graph.hpp"
#include "gateway/mapping/goals/supersession.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

enum class mapping_change : std::uint8_t {
    stays,        // the goal is in the new release, with the same words
    renumbered,   // another id, the same words
    editorial,    // punctuation, markup or prefix words
    revised,      // other words
    needs_review, // another level, examination or kind, or words that are not known
    split,        // ambiguous: several goals stand where one stood
    merged,
    withdrawn, // nothing stands where it stood
    unknown    // no release ever had the goal
};
inline constexpr std::size_t mapping_change_count = 9;
std::string_view to_string(mapping_change which); // "needs-review" …

// One mapping with an end in the framework; the gravest change where both ends are.
struct changed_mapping {
    edge_index mapping = no_edge; // none: a dangling end, told by `dangling`
    std::size_t dangling = 0;     // its number in graph.dangling()
    mapping_change what = mapping_change::stays;
    std::vector<settled> subjects, objects; // where its ends stand in the new release
    // A stronger relation than the stated one: the ends say the same, word for word, and nobody has said so.
    std::optional<model::goals::relation> upgrade;
};

struct release_diff {
    framework_index framework = no_framework;
    ordinal older = no_release, newer = no_release;
    owner_index set = no_owner;
    std::vector<changed_mapping> mappings; // in order of the graph's edges, then of dangling ends
    std::array<std::size_t, mapping_change_count> counts{};
    std::size_t upgradable = 0;
};

// None when the graph lacks the framework, a release of that label, or the mapping set.
std::optional<release_diff> diff_release(
    const goal_graph& graph, std::string_view framework, std::string_view older, std::string_view newer,
    std::string_view mapping_set
);

// The set as it could be for the new release: what stays as it is, what only got another id with it, and the rest as
// proposals that say in a note what to look at, unreviewed. Nothing for what was withdrawn or is not known. Parts of a
// split belong to a group; it is complete when the goal was mapped as equal.
struct draft {
    model::goals::mapping_set head; // version "3-draft", for the newer release, unreviewed
    std::vector<model::goals::association> associations;
    std::vector<model::goals::group> groups;
};
draft draft_of(const goal_graph& graph, const release_diff& diff);

} // namespace schakel::mapping::goals
