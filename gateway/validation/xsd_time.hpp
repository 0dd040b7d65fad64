// Durations, dates and times of XML Schema. Private to the XSD engine.
#pragma once

#include "gateway/validation/xsd_value.hpp"

namespace schakel::validation::xsd {

bool read_time(primitive type, std::string_view text, value& out); // duration up to month
std::partial_ordering compare_times(const value& a, const value& b);
std::partial_ordering compare_durations(const value& a, const value& b);

} // namespace schakel::validation::xsd
