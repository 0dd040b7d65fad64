// The forms of values in statements: instants and durations, in and out of the canonical model.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/decimal.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::xapi_1_0_3 {

// ISO 8601 date and time, extended or basic, as the schema accepts it. Without a zone it is read as UTC. None for years
// that no calendar of ours holds.
std::optional<instant> parse_timestamp(std::string_view text);
bool has_zone(std::string_view timestamp);

// With milliseconds where there are any.
std::string write_timestamp(instant when);

// Seconds of a duration in weeks, days, hours, minutes and seconds; none when it counts years or months, whose length
// depends on the calendar, or does not fit.
std::optional<decimal> seconds_of(std::string_view duration);
std::string write_duration(const decimal& seconds); // PT12.5S

} // namespace schakel::xapi_1_0_3
