// From the tree of an expression to the table that matching walks. Private to the regex engine.
#pragma once

#include "gateway/validation/regex_syntax.hpp"

#include <array>

namespace schakel::validation {

// Code points that no set of the expression tells apart form one class; a state has one successor per class.
struct regex_table {
    static constexpr std::uint16_t dead = 0;   // nothing that follows can match
    static constexpr std::uint16_t always = 1; // whatever follows, the expression was found

    std::array<std::uint16_t, 128> ascii_classes{};
    std::vector<char32_t> bounds; // ascending starts of runs of one class, the first is 0
    std::vector<std::uint16_t> bound_classes;
    std::uint32_t class_count = 0;
    std::uint16_t start = 0;
    std::vector<std::uint16_t> next;   // [state * class_count + class]
    std::vector<std::uint8_t> accepts; // at the end of the subject

    // What every match begins with, where that is ASCII: for each of the first bytes the bit of the set it belongs to,
    // and the state behind them. Checking these bytes needs no state, so that they do not wait for each other.
    std::vector<std::uint8_t> prefix;
    std::array<std::uint8_t, 256> prefix_sets{}; // of which sets a byte is a member
    std::uint16_t behind_prefix = 0;

    // The sets of the prefix once more, as at most three ranges each, for sixteen bytes at a time. For each range and
    // each of the first bytes where it begins and how far it goes. Empty where a set has more ranges.
    static constexpr std::size_t most_ranges = 3;
    struct prefix_range {
        std::vector<std::uint8_t> low, span;
    };
    std::array<prefix_range, most_ranges> prefix_ranges;

    std::uint16_t class_of(char32_t point) const;
};

// The non-deterministic automaton, in which an expression is linear in size but for its counted repetitions.
struct regex_automaton {
    struct state {
        enum class kind : std::uint8_t { set, split, at_start, at_end, at_word_edge, inside_word, accept };
        kind what = kind::accept;
        std::uint32_t set = 0;
        std::uint32_t out = 0;
        std::uint32_t other = 0; // of a split
    };
    std::vector<state> states;
    std::uint32_t start = 0;
};

inline constexpr std::size_t regex_state_limit = 20'000;

result<regex_automaton> build_automaton(const regex_tree& tree);

// Turns transitions into states that cannot lead to a match into transitions to `dead`, then finds the prefix.
void sharpen(regex_table& table);

// A shortest match in printable ASCII; empty when there is none of a readable length, or the table is large.
std::string shortest_match(const regex_table& table);

// Classes, then states by subset construction. `anywhere`: the expression may begin and end inside the subject.
result<regex_table> build_table(const regex_tree& tree, const regex_automaton& automaton, bool anywhere);

} // namespace schakel::validation
