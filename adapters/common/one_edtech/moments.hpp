// Days and moments as they occur in practice, beside the forms that the standard asks for.
#pragma once

#include "gateway/core/clock.hpp"

#include <optional>
#include <string_view>

namespace schakel::one_edtech {

// "2026-08-01", "2026-08-01T00:00:00Z" (the day as written), "2026-08-01 10:00:00", "1/8/2026" and "1-8-2026" (day
// first).
std::optional<std::chrono::year_month_day> lenient_date(std::string_view text);

// RFC 3339, "2026-08-01 10:00:00" with or without zone (none: UTC), a bare date (its begin in UTC).
std::optional<instant> lenient_moment(std::string_view text);

} // namespace schakel::one_edtech
