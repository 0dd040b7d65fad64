// Small changes to a message, most of which break it and some of which must not.
#pragma once

#include "chance.hpp"
#include "markup.hpp"

namespace schakel::differential {

// Changes structure, names, values, attributes, keys or what stands between elements. The result stays well-formed XML.
void mutate(node& root, chance& random);

} // namespace schakel::differential
