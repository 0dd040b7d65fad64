// Relations between goals, read as relations between sets: a goal is the set of performances that it demands. Every
// rule here can be proved, and tests/unit/mapping_goals proves it over all subsets of a small universe.
//
// Source: goal-mapping-practice.md B1 (codes), B3 (composition, inverse).
#pragma once

#include "gateway/model/goal.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace schakel::mapping::goals {

// "A relation B".
enum class set_relation : std::uint8_t {
    exact,    // EQ: A = B
    narrower, // SUB: A lies in B
    broader,  // SUP: B lies in A
    overlap,  // OVL: something in common, no inclusion known
    related,  // REL: no claim about content
    precedes, // PRE: an order, no claim about content
    follows,  // the inverse of PRE
    none,     // NON: nothing in common, or stated to have no counterpart
    unknown   // nothing follows
};
inline constexpr std::size_t set_relation_count = 9;
inline constexpr std::array<set_relation, set_relation_count> set_relations{
    set_relation::exact,    set_relation::narrower, set_relation::broader, set_relation::overlap, set_relation::related,
    set_relation::precedes, set_relation::follows,  set_relation::none,    set_relation::unknown};

// "EQ", "SUB", "SUP", "OVL", "REL", "PRE", "FOL", "NON", "?".
std::string_view code(set_relation which);

// Whether it says something about content that may be composed: the first four.
constexpr bool carries_content(set_relation which) {
    return which <= set_relation::overlap;
}

// A first M, M second B: what is known of A and B. Any of REL, PRE and NON makes it unknown.
set_relation compose(set_relation first, set_relation second);

// B inverse A. A supersession is not a set relation and has no inverse unless it was classed EQ.
set_relation inverse(set_relation of);

// How an association between goals is to be read; unknown for what is no mapping (levels, subjects, supersession, and
// a parent inside its own framework). A parent in another framework counts as SUB; the edge is then marked structural.
set_relation read(model::goals::relation stated, bool same_framework);

} // namespace schakel::mapping::goals
