// The n-th message of a seed.
#pragma once

#include "standard.hpp"

#include <cstdint>
#include <string>

namespace schakel::differential {

struct derived_message {
    std::size_t kind = 0; // in the list of the standard
    std::string bytes;
    std::string for_judge; // the same, but for blanks on which libxml2 errs (judge_copy.hpp)
};

// Does not depend on the messages before it. A quarter to a half of them are valid.
derived_message derive(const standard& of, std::uint64_t seed, std::size_t index);

// FNV-1a over the first messages of seed 1; tells whether two builds derive the same.
std::uint64_t fingerprint(const standard& of);

} // namespace schakel::differential
