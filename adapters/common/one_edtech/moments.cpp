#include "adapters/common/one_edtech/moments.hpp"

#include <charconv>
#include <string>

namespace schakel::one_edtech {

namespace {

constexpr std::size_t date_size = 10; // "2026-08-01"

bool begins_as_moment(std::string_view text) {
    return text.size() > date_size && (text[date_size] == 'T' || text[date_size] == 't' || text[date_size] == ' ');
}

// "1/8/2026" or "1-8-2026".
std::optional<std::chrono::year_month_day> day_first(std::string_view text) {
    int parts[3] = {};
    for (int& part : parts) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), part);
        if (error != std::errc{} || part <= 0) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (&part == &parts[2]) break;
        if (text.empty() || (text.front() != '/' && text.front() != '-')) return std::nullopt;
        text.remove_prefix(1);
    }
    if (!text.empty() || parts[2] < 1000 || parts[2] > 9999 || parts[0] > 31 || parts[1] > 12) return std::nullopt;
    const std::chrono::year_month_day day{
        std::chrono::year{parts[2]}, std::chrono::month{static_cast<unsigned>(parts[1])},
        std::chrono::day{static_cast<unsigned>(parts[0])}};
    return day.ok() ? std::optional(day) : std::nullopt;
}

} // namespace

std::optional<std::chrono::year_month_day> lenient_date(std::string_view text) {
    if (begins_as_moment(text)) return lenient_moment(text) ? parse_date(text.substr(0, date_size)) : std::nullopt;
    if (auto day = parse_date(text)) return day;
    return day_first(text);
}

std::optional<instant> lenient_moment(std::string_view text) {
    if (auto when = parse_rfc3339(text)) return when;
    if (const auto day = parse_date(text)) return instant{std::chrono::sys_days{*day}};
    if (!begins_as_moment(text)) return std::nullopt;
    std::string repaired(text);
    repaired[date_size] = 'T';
    if (auto when = parse_rfc3339(repaired)) return when;
    return parse_rfc3339(repaired + "Z");
}

} // namespace schakel::one_edtech
