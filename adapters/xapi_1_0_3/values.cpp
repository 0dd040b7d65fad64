#include "adapters/xapi_1_0_3/values.hpp"

#include <algorithm>

namespace schakel::xapi_1_0_3 {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view zone_of(std::string_view time) {
    const std::size_t at = time.find_first_of("Z+-");
    return at == std::string_view::npos ? std::string_view{} : time.substr(at);
}

// "+01", "+0100" and "+01:00" are one zone.
std::string extended_zone(std::string_view zone) {
    if (zone.empty() || zone == "Z") return "Z";
    std::string digits;
    std::ranges::copy_if(zone, std::back_inserter(digits), is_digit);
    digits.resize(4, '0');
    return zone.front() + digits.substr(0, 2) + ":" + digits.substr(2, 2);
}

std::string extended_date(std::string_view date) {
    if (date.size() != 8) return std::string(date);
    return std::string(date.substr(0, 4)) + "-" + std::string(date.substr(4, 2)) + "-" + std::string(date.substr(6, 2));
}

// hh:mm[:ss[.f]] or hhmm[ss[.f]], with the second 60 of a leap second kept inside its minute.
std::string extended_time(std::string_view time) {
    std::string digits;
    std::string fraction;
    const std::size_t point = time.find_first_of(".,");
    if (point != std::string_view::npos) fraction = "." + std::string(time.substr(point + 1));
    std::ranges::copy_if(time.substr(0, point), std::back_inserter(digits), is_digit);
    digits.resize(6, '0');
    if (digits.substr(4) == "60") digits.replace(4, 2, "59");
    return digits.substr(0, 2) + ":" + digits.substr(2, 2) + ":" + digits.substr(4, 2) + fraction;
}

struct seconds_in {
    char designator;
    std::int64_t seconds;
};
constexpr seconds_in date_units[] = {{'W', 604'800}, {'D', 86'400}};
constexpr seconds_in time_units[] = {{'H', 3'600}, {'M', 60}, {'S', 1}};

std::optional<std::int64_t> unit(char designator, bool of_time) {
    const auto find = [&](const auto& units) -> std::optional<std::int64_t> {
        for (const seconds_in& one : units) {
            if (one.designator == designator) return one.seconds;
        }
        return std::nullopt;
    };
    return of_time ? find(time_units) : find(date_units);
}

} // namespace

bool has_zone(std::string_view timestamp) {
    const std::size_t time = timestamp.find('T');
    return time != std::string_view::npos && !zone_of(timestamp.substr(time + 1)).empty();
}

std::optional<instant> parse_timestamp(std::string_view text) {
    const std::size_t split = text.find('T');
    if (split == std::string_view::npos) return std::nullopt;
    const std::string_view rest = text.substr(split + 1);
    const std::string_view zone = zone_of(rest);
    const std::string_view time = rest.substr(0, rest.size() - zone.size());
    return parse_rfc3339(extended_date(text.substr(0, split)) + "T" + extended_time(time) + extended_zone(zone));
}

std::string write_timestamp(instant when) {
    const bool whole = when.time_since_epoch() % std::chrono::seconds(1) == std::chrono::microseconds(0);
    return whole ? to_rfc3339(when) : to_rfc3339_milliseconds(when);
}

std::optional<decimal> seconds_of(std::string_view duration) {
    if (!duration.starts_with('P')) return std::nullopt;
    decimal negative_total;
    bool of_time = false;
    std::string number;
    for (const char c : duration.substr(1)) {
        if (c == 'T') {
            of_time = true;
        } else if (is_digit(c) || c == '.' || c == ',') {
            number += c == ',' ? '.' : c;
        } else {
            const auto seconds = unit(c, of_time);
            const auto count = decimal::parse(number);
            if (!seconds || !count) return std::nullopt;
            negative_total = negative_total.minus(count->times(decimal(*seconds)));
            number.clear();
        }
    }
    return decimal(0).minus(negative_total);
}

std::string write_duration(const decimal& seconds) {
    return "PT" + seconds.text() + "S";
}

} // namespace schakel::xapi_1_0_3
