// Sets of characters as a regular expression writes them: `[a-z\d-[aeiou]]`. They print themselves in both dialects and
// know their members from definitions of their own.
#pragma once

#include "gateway/validation/regex.hpp"
#include "tests/support/chance.hpp"

#include <memory>
#include <string>
#include <vector>

namespace schakel::regex_property {

using validation::regex_dialect;
using text = std::u32string;

// The characters that expressions and subjects are made of: few, and on both sides of every border that classes have.
const std::vector<char32_t>& alphabet();

std::string utf8(char32_t point);
std::string utf8(const text& points);

struct point_class {
    struct member {
        enum class kind { point, range, named } what = kind::point;
        char32_t first = 0, last = 0;
        std::string name; // "d", "W", "p{Lu}", "P{IsGreek}": what follows the backslash
    };

    bool any = false;     // the full stop
    bool negated = false; // [^…]
    bool bare = false;    // one member, written without brackets
    std::vector<member> members;
    std::shared_ptr<point_class> subtracted; // XML Schema only

    bool contains(char32_t point, regex_dialect dialect) const;
    std::string printed(regex_dialect dialect, test::chance& random) const;

    static point_class made(regex_dialect dialect, test::chance& random);
};

} // namespace schakel::regex_property
