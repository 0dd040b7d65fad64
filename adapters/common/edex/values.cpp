#include "adapters/common/edex/values.hpp"

namespace schakel::edex {

namespace {

constexpr std::string_view blanks = " \t\r\n";

bool has_zone(std::string_view time) { // what stands behind the 'T'
    return time.find_first_of("Z+-") != std::string_view::npos;
}

// The clock on the wall in Amsterdam. In the hour that comes twice it is the first.
instant in_amsterdam(model::roster::day date, instant as_utc) {
    const instant begin = start_of_day_in_amsterdam(date);
    const auto elapsed = as_utc - std::chrono::sys_days(date);
    const auto length = start_of_day_in_amsterdam(day_after(date)) - begin;
    const bool after_change = length != 24h && elapsed >= 3h;
    return begin + elapsed + (after_change ? length - 24h : 0h);
}

} // namespace

std::string_view without_blanks_around(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_dummy_key(std::string_view key) {
    return trimmed(key).starts_with('#');
}

std::optional<model::roster::day> read_day(std::string_view text) {
    return parse_date(trimmed(text).substr(0, 10));
}

std::optional<instant> read_moment(std::string_view text) {
    text = trimmed(text);
    const std::size_t time = text.find('T');
    if (time == std::string_view::npos) return std::nullopt;
    if (has_zone(text.substr(time))) return parse_rfc3339(text);
    const auto date = parse_date(text.substr(0, time));
    const auto as_utc = parse_rfc3339(std::string(text) + "Z");
    if (!date || !as_utc) return std::nullopt;
    return in_amsterdam(*date, *as_utc);
}

model::roster::day day_after(model::roster::day when) {
    return std::chrono::sys_days(when) + std::chrono::days(1);
}

model::roster::day day_before(model::roster::day when) {
    return std::chrono::sys_days(when) - std::chrono::days(1);
}

} // namespace schakel::edex
