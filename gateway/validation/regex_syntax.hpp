// A regular expression as a tree, and the two parsers that make it. Private to the regex engine.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/validation/code_points.hpp"
#include "gateway/validation/regex.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::validation {

struct regex_node {
    enum class kind : std::uint8_t {
        empty,
        set,
        sequence,
        choice,
        repeat,
        at_start,
        at_end,
        at_word_edge,
        inside_word
    };
    static constexpr std::uint32_t unbounded = 0xFFFFFFFF;

    kind what = kind::empty;
    std::uint32_t set = 0;               // index in regex_tree::sets
    std::uint32_t least = 0, most = 0;   // of a repeat
    std::vector<std::uint32_t> children; // indices in regex_tree::nodes
};

struct regex_tree {
    std::vector<regex_node> nodes;
    std::vector<code_point_set> sets; // each distinct set once
    std::uint32_t root = 0;
    std::string unsupported; // the first construct that no automaton expresses; the tree is then good for nothing else

    std::uint32_t add(regex_node node);
    std::uint32_t add_set(code_point_set set);
};

// Groups may nest this deep: the parsers and the automaton's builder recurse along them.
inline constexpr int regex_depth_limit = 200;

result<regex_tree, regex_refusal> parse_xsd_regex(std::string_view pattern);
result<regex_tree, regex_refusal> parse_ecma_regex(std::string_view pattern);

// ECMA-262 \w, also what \b looks at.
const code_point_set& ecma_word_set();

} // namespace schakel::validation
