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
constexpr set_relation compose(set_relation first, set_relation second) {
    using enum set_relation;
    // Rows: A first M. Columns: M second B. SUP then SUB: both A and B contain M, so they have M in common. SUB then
    // SUP: siblings inside M, of which nothing follows.
    constexpr set_relation table[4][4]{
        //         EQ        SUB       SUP      OVL
        /* EQ  */ {exact, narrower, broader, overlap},
        /* SUB */ {narrower, narrower, unknown, unknown},
        /* SUP */ {broader, overlap, broader, overlap},
        /* OVL */ {overlap, overlap, unknown, unknown},
    };
    if (!carries_content(first) || !carries_content(second)) return unknown;
    return table[static_cast<std::size_t>(first)][static_cast<std::size_t>(second)];
}

// B inverse A. A supersession is not a set relation and has no inverse unless it was classed EQ.
set_relation inverse(set_relation of);

// How an association between goals is to be read; unknown for what is no mapping (levels, subjects, supersession, and
// a parent inside its own framework). A parent in another framework counts as SUB; the edge is then marked structural.
set_relation read(model::goals::relation stated, bool same_framework);

} // namespace schakel::mapping::goals
