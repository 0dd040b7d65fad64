#include "adapters/common/eck_dt/elements.hpp"

#include <charconv>

namespace schakel::eck_dt {

std::string_view elements::seen(std::string_view name, field to) {
    const std::string_view text = trimmed(child(name).text());
    if (!text.empty()) trace_.saw("Entry/" + std::string(name), to);
    return text;
}

std::string elements::text(std::string_view name, field to) {
    return std::string(seen(name, to));
}

std::optional<bool> elements::boolean(std::string_view name, field to) {
    const std::string_view text = seen(name, to);
    if (text.empty()) return std::nullopt;
    return text == "true" || text == "1";
}

std::optional<std::int64_t> elements::integer(std::string_view name, field to) {
    const std::string_view text = seen(name, to);
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || read.ec != std::errc{}) return std::nullopt;
    return value;
}

std::optional<instant> elements::time(std::string_view name, field to) {
    return parse_moment(seen(name, to));
}

std::optional<std::chrono::year_month_day> elements::day(std::string_view name, field to) {
    return parse_date(seen(name, to).substr(0, 10));
}

std::vector<std::string> elements::list(const xml::node& of, const std::string& path, field to) {
    std::vector<std::string> out;
    for (xml::node one = of.first_child(); one; one = one.next_sibling()) {
        const std::string_view text = trimmed(one.text());
        if (text.empty()) continue;
        out.emplace_back(text);
        trace_.saw(path + "/" + std::string(one.local()), to);
    }
    return out;
}

std::vector<std::string> elements::list(std::string_view name, field to) {
    return list(child(name), "Entry/" + std::string(name), to);
}

void elements::leave(std::string_view name, std::string_view reason, std::size_t count) {
    if (child(name) && count > 0) trace_.left("Entry/" + std::string(name), reason, count);
}

std::optional<instant> parse_moment(std::string_view text) {
    if (const auto when = parse_rfc3339(text)) return when;
    return text.empty() ? std::nullopt : parse_rfc3339(std::string(text) + "Z");
}

std::string moment_text(instant when) {
    const auto date = date_in_amsterdam(when);
    const instant begin = start_of_day_in_amsterdam(date);
    if (begin != when) return to_rfc3339(when);
    const instant in_utc{std::chrono::sys_days(date)};
    const auto ahead = std::chrono::floor<std::chrono::hours>(in_utc - begin).count();
    return to_string(date) + "T00:00:00+0" + std::to_string(ahead) + ":00";
}

std::optional<decimal> from_cents(std::string_view text) {
    const auto amount = decimal::parse(text);
    return amount ? amount->divided_by(decimal(100), 4) : std::nullopt;
}

std::string to_cents(const decimal& amount) {
    return amount.times(decimal(100)).rounded(0);
}

} // namespace schakel::eck_dt
