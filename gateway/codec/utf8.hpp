// UTF-8 as Unicode 3.9 (table 3-7) defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace schakel::utf8 {

// The offset of the first byte that belongs to no well-formed sequence, or npos when all is well.
std::size_t first_fault(std::string_view bytes);

// The same text with every ill-formed byte replaced by U+FFFD.
std::string repaired(std::string_view bytes);

// The length of the well-formed sequence at `at`, or 0.
std::size_t sequence_length(std::string_view bytes, std::size_t at);

// The number of code points; every ill-formed byte that is no continuation byte counts as one.
std::size_t length(std::string_view bytes);

// The first code points, with "…" behind them when there are more.
std::string shortened(std::string_view text, std::size_t code_points);

} // namespace schakel::utf8
