// Changes a message in one to four places.
#pragma once

#include "vocabulary.hpp"

namespace schakel::json_differential {

// Members and items are left out, renamed, doubled, moved, exchanged and nested; values become other ones of the
// schema, or nearly. `others` are values of other messages that may be put in.
void mutate(tree& message, const vocabulary& words, const std::vector<tree>& others, chance& random);

} // namespace schakel::json_differential
