// The schemes that name schools, and what a value of each looks like. Private to settings.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace schakel::settings {

struct school_name_form {
    std::string_view scheme;
    std::string_view pattern;        // '9' a digit, 'A' a capital, 'X' either; empty: any text
    std::string_view description;    // "four characters such as 99XX"
    std::size_t least = 0, most = 0; // digits, instead of a pattern

    bool fits(std::string_view value) const;
};

const school_name_form* form_of(std::string_view scheme); // null: not a scheme of schools
std::vector<std::string_view> school_schemes();

} // namespace schakel::settings
