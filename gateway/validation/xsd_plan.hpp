// The short way to say that a value is right. Private to the XSD engine.
//
// Nearly all values of nearly all documents are short texts, codes, whole numbers and dates that are right. For those a
// plan is made when a schema has been compiled, and one look at the bytes is enough. A plan only ever says yes or "look
// closely"; what is wrong with a value, and everything unusual, is left to check_value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace schakel::validation::xsd {

struct simple_type;

struct value_plan {
    enum class way : std::uint8_t {
        look_closely, // always
        text,         // lengths, patterns, allowed texts
        number,       // decimals and integers: whole numbers between bounds
        day,          // dates without a time zone
        moment        // dates with a time in whole seconds
    };
    way what = way::look_closely;
    bool keeps_blanks = false; // white space is part of the value
    bool has_lengths = false;
    bool has_patterns = false;
    std::size_t shortest = 0, longest = 0; // characters
    std::int64_t least = 0, greatest = 0;
    std::vector<std::uint16_t>
        allowed; // open hash table of numbers in simple_type::allowed, from 1; empty: no such facet
};

// Needs the type with all its facets.
value_plan plan_for(const simple_type& type);

// Whether the plan can say that the value, as it stands in the document, is right.
bool is_plainly_right(const simple_type& type, std::string_view text);

} // namespace schakel::validation::xsd
