// Small changes to a message, most of which break it and some of which must not.
#pragma once

#include "standard.hpp"

namespace schakel::differential {

// Changes structure, names, values, attributes, keys or what stands between elements.
void mutate(node& root, const standard& of, chance& random);

// The general changes, in the three files mutate_*.cpp.
std::vector<change> structure_changes();
std::vector<change> value_changes();
std::vector<change> attribute_changes();

} // namespace schakel::differential
