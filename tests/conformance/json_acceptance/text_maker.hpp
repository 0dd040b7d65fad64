// JSON texts, and what nearly is JSON.
#pragma once

#include "tests/support/chance.hpp"

#include <string>
#include <vector>

namespace schakel::json_acceptance {

// Written with blanks, escapes and forms of numbers at random; strings of every length, because they are read in
// blocks.
std::string well_formed(test::chance& random);

// Changes one to three places: bytes, tokens, slices. `others` are texts that slices are taken from.
void mutate(std::string& text, const std::vector<std::string>& others, test::chance& random);

} // namespace schakel::json_acceptance
