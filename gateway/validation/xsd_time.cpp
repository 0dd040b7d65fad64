#include "gateway/validation/xsd_time.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::int64_t day_seconds = 86'400;
constexpr std::int64_t widest_zone = 14 * 3600; // a time without zone may lie in any zone up to here

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Walks over a text; every step says whether it found what it wanted.
struct cursor {
    std::string_view rest;

    bool take(char c) {
        if (rest.empty() || rest.front() != c) return false;
        rest.remove_prefix(1);
        return true;
    }

    bool two_digits(std::int64_t& out) {
        if (rest.size() < 2 || !is_digit(rest[0]) || !is_digit(rest[1])) return false;
        out = (rest[0] - '0') * 10 + (rest[1] - '0');
        rest.remove_prefix(2);
        return true;
    }

    // At most 18 digits after leading zeros. Gives the number of digits, 0 when there are none or too many.
    std::size_t number(std::int64_t& out) {
        std::size_t count = 0;
        out = 0;
        for (; count < rest.size() && is_digit(rest[count]); ++count) {
            if (out >= 100'000'000'000'000'000) return 0;
            out = out * 10 + (rest[count] - '0');
        }
        rest.remove_prefix(count);
        return count;
    }

    bool year(std::int64_t& out) {
        const bool negative = take('-');
        const bool zero_led = rest.starts_with('0');
        const std::size_t digits = number(out);
        if (digits < 4 || (digits > 4 && zero_led) || out == 0) return false;
        if (negative) out = 1 - out; // there is no year 0: -0001 precedes 0001
        return true;
    }

    // ".5": digits without trailing zeros; nothing is fine too.
    bool fraction(std::string_view& out) {
        if (!take('.')) return true;
        std::size_t count = 0;
        while (count < rest.size() && is_digit(rest[count])) ++count;
        if (count == 0) return false;
        out = rest.substr(0, count);
        while (!out.empty() && out.back() == '0') out.remove_suffix(1);
        rest.remove_prefix(count);
        return true;
    }
};

wide days_from_civil(wide year, std::int64_t month, std::int64_t day) {
    year -= month <= 2;
    const wide era = (year >= 0 ? year : year - 399) / 400;
    const wide of_era = year - era * 400;
    const wide of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
    constexpr std::int64_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool read_zone(cursor& at, value& out) {
    if (at.rest.empty()) return true;
    out.zoned = true;
    if (at.take('Z')) return at.rest.empty();
    const bool west = at.take('-');
    std::int64_t hours = 0, minutes = 0;
    if (!west && !at.take('+')) return false;
    if (!at.two_digits(hours) || !at.take(':') || !at.two_digits(minutes)) return false;
    if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0)) return false;
    out.seconds += (west ? 1 : -1) * (hours * 3600 + minutes * 60);
    return at.rest.empty();
}

bool read_clock(cursor& at, value& out) {
    std::int64_t hours = 0, minutes = 0, seconds = 0;
    if (!at.two_digits(hours) || !at.take(':') || !at.two_digits(minutes) || !at.take(':')) return false;
    if (!at.two_digits(seconds) || !at.fraction(out.fraction)) return false;
    const bool midnight = hours == 24 && minutes == 0 && seconds == 0 && out.fraction.empty();
    if ((hours > 23 && !midnight) || minutes > 59 || seconds > 59) return false;
    out.seconds += hours * 3600 + minutes * 60 + seconds;
    return true;
}

// Which fields a type has, in the order of the text; those it lacks keep the values given (a leap year, so that --02-29
// exists).
bool read_day(primitive type, cursor& at, value& out) {
    std::int64_t year = 1972, month = 1, day = 1;
    const bool has_year = type == primitive::date_time || type == primitive::date || type == primitive::year_month ||
                          type == primitive::year;
    const bool has_month = has_year ? type != primitive::year : type != primitive::day;
    const bool has_day = type == primitive::date_time || type == primitive::date || type == primitive::month_day ||
                         type == primitive::day;
    if (has_year && !at.year(year)) return false;
    if (!has_year && !(at.take('-') && at.take('-'))) return false;
    if (has_month && ((has_year && !at.take('-')) || !at.two_digits(month))) return false;
    if (month < 1 || month > 12) return false;
    if (has_day && (!at.take('-') || !at.two_digits(day))) return false;
    if (day < 1 || day > days_in_month(year, month)) return false;
    out.seconds = days_from_civil(year, month, day) * day_seconds;
    return true;
}

bool read_duration(std::string_view text, value& out) {
    cursor at{text};
    const bool negative = at.take('-');
    if (!at.take('P') || at.rest.empty()) return false;
    constexpr struct {
        char letter;
        bool clock;
        std::int64_t months, seconds;
    } parts[] = {{'Y', false, 12, 0},  {'M', false, 1, 0}, {'D', false, 0, day_seconds},
                 {'H', true, 0, 3600}, {'M', true, 0, 60}, {'S', true, 0, 1}};
    bool clock = false;
    std::size_t next = 0;
    while (!at.rest.empty()) {
        if (!clock && at.take('T')) {
            clock = true;
            if (at.rest.empty()) return false;
        }
        std::int64_t count = 0;
        const bool whole = at.number(count) > 0; // not in ".5"
        const bool fractional = at.rest.starts_with('.');
        if ((!whole && !fractional) || !at.fraction(out.fraction)) return false;
        while (next < std::size(parts) && !(parts[next].clock == clock && at.rest.starts_with(parts[next].letter)))
            ++next;
        if (next == std::size(parts) || (fractional && parts[next].letter != 'S')) return false;
        at.rest.remove_prefix(1);
        out.months += wide{count} * parts[next].months;
        out.seconds += wide{count} * parts[next].seconds;
        ++next;
    }
    if (negative) {
        out.months = -out.months;
        out.seconds = -out.seconds;
        out.negative = out.months != 0 || out.seconds != 0 || !out.fraction.empty();
    }
    return true;
}

std::strong_ordering compare_instants(wide a, std::string_view a_fraction, wide b, std::string_view b_fraction) {
    return a != b ? a <=> b : a_fraction <=> b_fraction;
}

// Seconds and a fraction that is added, or subtracted when negative.
struct instant {
    wide seconds;
    std::string_view fraction;
    bool negative;
};

// Whether two fractions together make less than a second, one, or more.
std::strong_ordering sum_to_one(std::string_view a, std::string_view b) {
    const std::size_t size = std::max(a.size(), b.size());
    bool exact = true; // so far the digits that follow sum to nothing
    for (std::size_t i = 0; i < size; ++i) {
        const int digits = (i < a.size() ? a[i] - '0' : 0) + (i < b.size() ? b[i] - '0' : 0);
        const bool last = i + 1 == size;
        if (digits == 9 && !last) continue;
        if (digits == 10 && last) return exact ? std::strong_ordering::equal : std::strong_ordering::greater;
        return digits >= 10 ? std::strong_ordering::greater : std::strong_ordering::less;
    }
    return std::strong_ordering::less;
}

std::strong_ordering compare_instants(const instant& a, const instant& b) {
    if (a.negative == b.negative) {
        if (a.seconds != b.seconds) return a.seconds <=> b.seconds;
        return a.negative ? b.fraction <=> a.fraction : a.fraction <=> b.fraction;
    }
    if (a.negative) return 0 <=> compare_instants(b, a);
    if (a.seconds > b.seconds) return std::strong_ordering::greater;
    if (a.seconds == b.seconds)
        return a.fraction.empty() && b.fraction.empty() ? std::strong_ordering::equal : std::strong_ordering::greater;
    return b.seconds - a.seconds > 1 ? std::strong_ordering::less : sum_to_one(a.fraction, b.fraction);
}

constexpr std::int64_t starts[][2] = {{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}};

// The instant that a duration reaches from the first day of a month, as appendix E adds them.
instant reached(std::int64_t year, std::int64_t month, const value& v) {
    const wide months = wide{year} * 12 + month - 1 + v.months;
    const wide y = months >= 0 ? months / 12 : (months - 11) / 12;
    const wide seconds =
        days_from_civil(y, static_cast<std::int64_t>(months - y * 12) + 1, 1) * day_seconds + v.seconds;
    return {seconds, v.fraction, v.negative};
}
} // namespace

bool read_time(primitive type, std::string_view text, value& out) {
    if (type == primitive::duration) return read_duration(text, out);
    cursor at{text};
    if (type != primitive::time && !read_day(type, at, out)) return false;
    if (type == primitive::date_time && !at.take('T')) return false;
    if ((type == primitive::time || type == primitive::date_time) && !read_clock(at, out)) return false;
    if (!read_zone(at, out)) return false;
    if (type == primitive::time) out.seconds = ((out.seconds % day_seconds) + day_seconds) % day_seconds;
    return true;
}

std::partial_ordering compare_times(const value& a, const value& b) {
    if (a.zoned == b.zoned) return compare_instants(a.seconds, a.fraction, b.seconds, b.fraction);
    if (!a.zoned) return 0 <=> compare_times(b, a);
    const auto earliest = compare_instants(a.seconds, a.fraction, b.seconds - widest_zone, b.fraction);
    const auto latest = compare_instants(a.seconds, a.fraction, b.seconds + widest_zone, b.fraction);
    if (earliest < 0) return std::partial_ordering::less;
    if (latest > 0) return std::partial_ordering::greater;
    return std::partial_ordering::unordered;
}

// Compared from the four instants that 3.2.6.2 names; without agreement there is no order.
std::partial_ordering compare_durations(const value& a, const value& b) {
    std::partial_ordering order = std::partial_ordering::unordered;
    for (const auto& [year, month] : starts) {
        const auto here = compare_instants(reached(year, month, a), reached(year, month, b));
        if (&starts[0][0] == &year)
            order = here;
        else if (order != here)
            return std::partial_ordering::unordered;
    }
    return order;
}

void append_duration(const value& v, std::string& out) {
    for (const auto& [year, month] : starts) {
        append_wide(reached(year, month, v).seconds, out);
        out += ':';
    }
    out.append(v.negative ? "-." : ".").append(v.fraction);
}

void append_wide(wide number, std::string& out) {
    std::string digits;
    const bool negative = number < 0;
    for (wide rest = negative ? -number : number; rest > 0; rest /= 10)
        digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    if (digits.empty()) digits = "0";
    if (negative) digits += '-';
    out.append(digits.rbegin(), digits.rend());
}

} // namespace schakel::validation::xsd
