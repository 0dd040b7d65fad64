// A regular expression as a tree that a test makes: it prints itself in a dialect, and matches by the definition of
// each construct, over sets of positions.
#pragma once

#include "point_class.hpp"

#include <vector>

namespace schakel::regex_property {

struct expression {
    enum class kind { one, sequence, choice, repeat, at_start, at_end, at_word_edge, inside_word };
    static constexpr std::size_t unbounded = static_cast<std::size_t>(-1);

    kind what = kind::sequence;
    point_class points;              // of one
    std::size_t least = 0, most = 0; // of a repeat
    std::vector<expression> parts;

    static expression made(regex_dialect dialect, test::chance& random);

    std::string printed(regex_dialect dialect, test::chance& random) const;
    bool matches(const text& subject, regex_dialect dialect) const;

    // A subject that it should match, as far as chance finds members of its classes.
    text sample(regex_dialect dialect, test::chance& random) const;
};

} // namespace schakel::regex_property
