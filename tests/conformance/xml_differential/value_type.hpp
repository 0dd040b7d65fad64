// Values that a type takes, and values at its borders.
#pragma once

#include "tests/support/chance.hpp"

#include <string>
#include <vector>

namespace schakel::differential {

using test::chance;

using words = std::vector<std::string>;

struct value_type {
    // Where libxml2 forgets to collapse the blanks around a value (judge_copy.hpp).
    enum class blanks { minded, forgotten, forgotten_when_type_is_named };

    words good;
    words border;            // near a border, on either side of it
    std::size_t longest = 0; // not none: a text of 1 to so many characters, to which values at that border are added
    blanks around = blanks::minded;
};

value_type plain_text(std::size_t longest);
value_type list_of(words codes); // an enumeration of texts
value_type with_around(value_type of, value_type::blanks around);

// Types that standards share, at the borders of the built-in types.
value_type date_value();
value_type moment_value();
value_type whole_value();    // not negative
value_type counting_value(); // positive
value_type signed_value();   // 32 bits
value_type number_value();   // decimal
value_type reference_value();
// Patterns of digits and capitals of every script; `digits` and `capitals` tell how many of each.
value_type digits_and_capitals(std::size_t digits, std::size_t capitals);

std::string good_value(const value_type& of, chance& random);
std::string border_value(const value_type& of, chance& random);

} // namespace schakel::differential
