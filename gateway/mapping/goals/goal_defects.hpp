// Contradictions in frameworks and crosswalks, for whoever owns them. They are reported, never resolved by guessing
// (B4).
#pragma once

#include "gateway/core/finding.hpp"
#include "gateway/mapping/goals/enabled_owners.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace schakel::mapping::goals {

enum class defect_kind : std::uint8_t {
    dangling_end,       // an association names a goal that no release defines
    unknown_owner,      // associations of a release or mapping set that was not imported
    two_exact,          // a class of equal goals holds two of one release
    equal_and_included, // goals that are equal by one way, while one includes the other by another
    inclusion_circle,   // goals that each lie in the next: they would all be equal
    unmatched_mapped,   // mapped, and stated to have no counterpart: there, or anywhere
    understated,        // an overlap was stated between goals that are equal by other mappings
    succession_circle,  // successors that lead back
    self_mapping,       // an association of a goal with itself
    doubled_goal        // one release says different things of it
};
inline constexpr std::size_t defect_kind_count = 10;
std::string_view to_string(defect_kind which); // "dangling-end" …

struct goal_defect {
    defect_kind kind = defect_kind::dangling_end;
    std::vector<owner_index> owners; // of the associations, each once: who is to repair it
    std::vector<node> goals;         // in order of number
    std::vector<edge_index> edges;   // in order
    std::string missing;             // id of a dangling end

    friend bool operator==(const goal_defect&, const goal_defect&) = default;
};

// Goals that are equal by exact edges, in classes of two and more; members and classes in order of number.
std::vector<std::vector<node>> exact_classes(const goal_graph& graph, const enabled_owners& owners);

// All of them, in order of kind and goals: the same for the same graph. Edges that the policy of `owners` leaves out do
// not count.
std::vector<goal_defect> find_defects(const goal_graph& graph, const reading_date& date, const enabled_owners& owners);

// One sentence for the owner.
std::string describe(const goal_graph& graph, const goal_defect& defect, language lang);

} // namespace schakel::mapping::goals
