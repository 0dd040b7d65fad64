// Unicode's general categories and blocks as sets of code points, for regular expressions.
#pragma once

#include "gateway/validation/code_points.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace schakel::validation {

// Starts of runs of equal category, ascending: code point << 5 | index in the order of category_names().
std::span<const std::uint32_t> category_runs();

// The set of a category ("Lu") or group of categories ("L"); none for a name that Unicode does not have.
std::optional<code_point_set> category(std::string_view name);

// The same by the long names that ECMA-262 allows besides the short ones ("Uppercase_Letter", "Letter", "punct").
std::optional<code_point_set> category_by_long_name(std::string_view name);

// The set of a block by its name in XML Schema part 2 appendix F ("BasicLatin"), that is Unicode's name without blanks.
std::optional<code_point_set> block(std::string_view name);

} // namespace schakel::validation
