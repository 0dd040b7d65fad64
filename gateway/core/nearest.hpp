// The nearest of a list of names to one that does not exist: what people most likely meant.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel {

// Number of insertions, removals, substitutions and swaps of neighbours between two names.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The nearest candidate, or "" when none is within a third of the length (at least 2).
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

} // namespace schakel
