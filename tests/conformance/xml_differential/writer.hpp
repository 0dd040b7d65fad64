// Gives a message one of many equivalent spellings.
#pragma once

#include "markup.hpp"
#include "tests/support/chance.hpp"

#include <string>

namespace schakel::differential {

using test::chance;

// Writes the document with prefixes, declarations, blanks, quotes and character references chosen by `random`. Always
// well-formed.
std::string write(const node& root, const vocabulary& spaces, chance& random);

} // namespace schakel::differential
