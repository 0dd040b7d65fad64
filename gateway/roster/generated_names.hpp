// Invented Dutch and Flemish names for generated schools: prefixes, diacritics, double names, apostrophes. Any name
// that a real person bears as well is so by chance.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::roster {

struct generated_name {
    std::string given;    // "Noor Elisabeth"
    std::string initials; // "NE"
    std::string preferred;
    std::string prefix; // "van der", "" for most
    std::string family;
    bool female = false;
};

// The same number gives the same name, always.
generated_name name_of(std::uint64_t number);

} // namespace schakel::roster
