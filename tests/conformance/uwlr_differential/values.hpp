// Values at and beyond the borders of the types that UWLR uses.
#pragma once

#include "chance.hpp"

#include <string>
#include <string_view>

namespace schakel::differential {

enum class value_kind {
    text_32,
    text_64,
    text_128,
    text_256,
    non_empty,
    any_text,
    school_year,
    brin,
    branch,
    date,
    moment,
    whole,
    counting,
    signed_whole,
    number,
    colour,
    opacity,
    mark,
    reference,
    flag,
    name,
};

// The kind of an element's or attribute's value by its name; any_text for names that hold no value.
value_kind kind_of(std::string_view name);

// A value that the type accepts.
std::string good_value(value_kind kind, chance& random);

// A value near a border, on either side of it.
std::string border_value(value_kind kind, chance& random);

} // namespace schakel::differential
