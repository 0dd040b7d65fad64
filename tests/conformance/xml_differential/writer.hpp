// Gives a message one of many equivalent spellings.
#pragma once

#include "chance.hpp"
#include "markup.hpp"

#include <string>

namespace schakel::differential {

// Writes the document with prefixes, declarations, blanks, quotes and character references chosen by `random`. Always
// well-formed.
std::string write(const node& root, const vocabulary& spaces, chance& random);

} // namespace schakel::differential
