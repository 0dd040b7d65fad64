// Dates, times and durations of RFC 3339, and durations as xAPI writes them.
#include "gateway/validation/json_schema_format_parts.hpp"

#include <array>
#include <optional>

namespace schakel::validation::forms {

namespace {

bool between(int value, int low, int high) {
    return value >= low && value <= high;
}

bool take_date(reader& in) {
    static constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int year = in.number(4);
    if (year < 0 || !in.take("-")) return false;
    const int month = in.number(2);
    if (!between(month, 1, 12) || !in.take("-")) return false;
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int last = month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
    return between(in.number(2), 1, last);
}

// Minutes to add to come to UTC; none when there is no zone.
std::optional<int> take_zone(reader& in) {
    if (in.take("Zz")) return 0;
    const bool east = in.take("+");
    if (!east && !in.take("-")) return std::nullopt;
    const int hours = in.number(2);
    if (!between(hours, 0, 23) || !in.take(":")) return std::nullopt;
    const int minutes = in.number(2);
    if (!between(minutes, 0, 59)) return std::nullopt;
    return (hours * 60 + minutes) * (east ? -1 : 1);
}

bool take_time(reader& in) {
    const int hour = in.number(2);
    if (!between(hour, 0, 23) || !in.take(":")) return false;
    const int minute = in.number(2);
    if (!between(minute, 0, 59) || !in.take(":")) return false;
    const int second = in.number(2);
    if (!between(second, 0, 60) || (in.take(".") && in.digits() == 0)) return false;
    const auto zone = take_zone(in);
    if (!zone) return false;
    constexpr int day = 24 * 60;
    return second < 60 || (hour * 60 + minute + *zone + day) % day == day - 1; // a leap second ends a day in UTC
}

// RFC 3339 appendix A: one part or more without a gap, as in "1H2M" and "2M3S" but not "1H3S".
bool take_run(reader& in, std::string_view letters) {
    std::size_t at = std::string_view::npos;
    while (in.next_is_digit()) {
        in.digits();
        const std::size_t found = letters.find(in.front());
        if (in.done() || found == std::string_view::npos) return false;
        if (at != std::string_view::npos && found != at + 1) return false;
        in.take(letters);
        at = found;
    }
    return at != std::string_view::npos;
}

// The parts `letters`, in that order, each at most once; a fraction only in the last part of all.
std::size_t take_duration_parts(reader& in, std::string_view letters, bool& fraction) {
    std::size_t count = 0;
    while (!in.done() && !letters.empty() && !fraction) {
        reader ahead = in;
        if (ahead.digits() == 0) break;
        fraction = ahead.take(".,");
        if (fraction && ahead.digits() == 0) return 0;
        std::size_t which = 0;
        while (which < letters.size() && !ahead.take(letters.substr(which, 1))) ++which;
        if (which == letters.size()) return 0;
        letters.remove_prefix(which + 1);
        in = ahead;
        ++count;
    }
    return count;
}

} // namespace

bool is_date(std::string_view text) {
    reader in(text);
    return take_date(in) && in.done();
}

bool is_time(std::string_view text) {
    reader in(text);
    return take_time(in) && in.done();
}

bool is_date_time(std::string_view text) {
    reader in(text);
    return take_date(in) && in.take("Tt") && take_time(in) && in.done();
}

bool is_duration(std::string_view text) {
    reader in(text);
    if (!in.take("P")) return false;
    if (text.ends_with('W')) return in.digits() > 0 && in.take("W") && in.done();
    if (in.next_is_digit() && !take_run(in, "YMD")) return false;
    if (in.done()) return text.size() > 1;
    return in.take("T") && take_run(in, "HMS") && in.done();
}

bool is_xapi_duration(std::string_view text) {
    reader in(text);
    bool fraction = false;
    if (!in.take("P")) return false;
    if (text.ends_with('W')) return take_duration_parts(in, "W", fraction) == 1 && in.done();
    const std::size_t date_parts = take_duration_parts(in, "YMD", fraction);
    if (in.done()) return date_parts > 0;
    return !fraction && in.take("T") && take_duration_parts(in, "HMS", fraction) > 0 && in.done();
}

} // namespace schakel::validation::forms
