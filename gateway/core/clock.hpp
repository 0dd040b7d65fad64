// Time as a seam: the service reads the machine's clock, tests turn their own.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace schakel {

using instant = std::chrono::sys_time<std::chrono::microseconds>;
using namespace std::chrono_literals;

class clock {
public:
    virtual ~clock() = default;
    virtual instant now() const = 0;                                  // wall time, UTC
    virtual std::chrono::steady_clock::time_point steady() const = 0; // for time-outs and back-off
};

const clock& system_clock();

// RFC 3339 in UTC: "2026-11-21T09:30:00Z"; with milliseconds "2026-11-21T09:30:00.125Z" when asked for.
std::string to_rfc3339(instant when);
std::string to_rfc3339_milliseconds(instant when);

// RFC 3339 / ISO 8601 extended date-time with zone ("Z", "+01:00", "+0100"); fraction of any length, cut to
// microseconds.
std::optional<instant> parse_rfc3339(std::string_view text);

// Europe/Amsterdam, by the rule in force since 1996 (last Sunday of March and October, 01:00 UTC). The school day of
// the chain is in this zone; the standards that give a bare date mean that day.
instant start_of_day_in_amsterdam(std::chrono::year_month_day date);
std::chrono::year_month_day date_in_amsterdam(instant when);

// "2026-11-21". parse_date refuses days that do not exist.
std::string to_string(std::chrono::year_month_day date);
std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

} // namespace schakel
