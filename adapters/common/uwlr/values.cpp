#include "adapters/common/uwlr/values.hpp"

#include <charconv>

namespace schakel::uwlr {

namespace {

constexpr std::size_t date_length = 10; // YYYY-MM-DD
constexpr std::string_view blanks = " \t\r\n";

bool has_zone(std::string_view text) {
    return text.ends_with('Z') || text.find_first_of("+-", date_length) != std::string_view::npos;
}

// Time of day in Amsterdam to UTC. On the two days a year that are not 24 hours long the clock changes at 03:00 local
// time.
instant in_amsterdam(std::chrono::year_month_day day, instant::duration since_midnight) {
    const instant start = start_of_day_in_amsterdam(day);
    const instant next = start_of_day_in_amsterdam(std::chrono::sys_days(day) + std::chrono::days(1));
    const auto change = since_midnight >= 3h ? next - start - 24h : instant::duration::zero();
    return start + since_midnight + change;
}

} // namespace

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::optional<decimal> number_of(std::string_view text) {
    return decimal::parse(trimmed(text));
}

std::optional<std::chrono::year_month_day> date_of(std::string_view text) {
    text = trimmed(text);
    const std::string_view zone = text.substr(std::min(text.size(), date_length));
    if (!zone.empty() && zone != "Z" && zone.find_first_of("+-") != 0) return std::nullopt;
    return parse_date(text.substr(0, date_length));
}

std::optional<instant> instant_of(std::string_view text) {
    text = trimmed(text);
    if (text.size() <= date_length || text[date_length] != 'T') return std::nullopt;
    if (text.substr(date_length).starts_with("T24:00:00")) { // the end of the day, in XML Schema
        std::string midnight(text);
        midnight.replace(date_length + 1, 2, "00");
        const auto start = instant_of(midnight);
        return start ? std::optional(*start + 24h) : std::nullopt;
    }
    if (has_zone(text)) return parse_rfc3339(text);
    const auto day = parse_date(text.substr(0, date_length));
    const auto as_utc = parse_rfc3339(std::string(text) + "Z");
    if (!day || !as_utc) return std::nullopt;
    return in_amsterdam(*day, *as_utc - instant(std::chrono::sys_days(*day)));
}

bool plausible(std::chrono::year_month_day day) {
    return day.year() >= std::chrono::year(1900) && day.year() <= std::chrono::year(2100);
}

std::optional<int> first_year_of(std::string_view school_year) {
    int first = 0;
    int second = 0;
    const char* const begin = school_year.data();
    if (school_year.size() != 9 || school_year[4] != '-') return std::nullopt;
    if (std::from_chars(begin, begin + 4, first).ptr != begin + 4) return std::nullopt;
    if (std::from_chars(begin + 5, begin + 9, second).ptr != begin + 9) return std::nullopt;
    return first;
}

std::string school_year_of(std::chrono::year_month_day day) {
    const int year = static_cast<int>(day.year());
    const int first = day.month() >= std::chrono::August ? year : year - 1;
    return std::to_string(first) + "-" + std::to_string(first + 1);
}

} // namespace schakel::uwlr
