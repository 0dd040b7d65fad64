// Durations, dates and times of XML Schema. Private to the XSD engine.
//
// Years, and each number of a duration, may have 18 digits; beyond that a value is refused as not of its type, as the
// specification lets a processor choose (part 2, 5.4). Fractions of seconds have any length.
#pragma once

#include "gateway/validation/xsd_value.hpp"

namespace schakel::validation::xsd {

bool read_time(primitive type, std::string_view text, value& out); // duration up to month
std::partial_ordering compare_times(const value& a, const value& b);
std::partial_ordering compare_durations(const value& a, const value& b);

// Equal for equal durations, as part 2, 3.2.6.2 defines equality. Appended to `out`.
void append_duration(const value& v, std::string& out);
void append_wide(wide number, std::string& out);

} // namespace schakel::validation::xsd
