// Values of UWLR as numbers, days and moments. White space around them is legal in XML Schema and is ignored.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/decimal.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::uwlr {

std::string_view trimmed(std::string_view text); // XML white space

std::optional<decimal> number_of(std::string_view text); // none beyond 30 digits

// xs:date; a time zone behind it is dropped, since a school day has none. None for years outside 1..9999.
std::optional<std::chrono::year_month_day> date_of(std::string_view text);

// xs:dateTime; without a zone it is local time in Amsterdam.
std::optional<instant> instant_of(std::string_view text);

// A day on which something in this chain can have happened.
inline constexpr const char* plausible_years = "1900-2100";
bool plausible(std::chrono::year_month_day day);

// "2026-2027": the first year, when the two are ASCII digits.
std::optional<int> first_year_of(std::string_view school_year);

// The Dutch school year, from 1 August to 31 July, that a day lies in: "2026-2027".
std::string school_year_of(std::chrono::year_month_day day);

} // namespace schakel::uwlr
