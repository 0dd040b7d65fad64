// What RFC 5892 and RFC 5893 say of each code point in a domain name. Only for json_schema_format_name.cpp.
#pragma once

#include <cstdint>
#include <span>

namespace schakel::validation {

enum class bidi_class : std::uint8_t { other, l, r, al, an, en, es, cs, et, on, bn, nsm };

// Starts of runs of equal properties, ascending: code point << 6 | bidi_class << 2 | virama << 1 | may stand in a label
// (some of those only in context).
std::span<const std::uint32_t> idna_runs();

} // namespace schakel::validation
