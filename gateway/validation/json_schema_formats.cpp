#include "gateway/validation/json_schema_formats.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/validation/regex.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace schakel::validation {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alnum(char c) {
    return is_digit(c) || is_alpha(c);
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

// Reads a text from left to right; every step tells whether it could be taken.
class reader {
public:
    explicit reader(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    bool take(std::string_view set) {
        if (rest_.empty() || !is_one_of(rest_.front(), set)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    // A number of exactly `digits` digits; -1 when it is not there.
    int number(std::size_t digits) {
        if (rest_.size() < digits ||
            !std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(digits), is_digit))
            return -1;
        int value = 0;
        for (const char c : rest_.substr(0, digits)) value = value * 10 + (c - '0');
        rest_.remove_prefix(digits);
        return value;
    }
    std::size_t digits() {
        std::size_t count = 0;
        while (count < rest_.size() && is_digit(rest_[count])) ++count;
        rest_.remove_prefix(count);
        return count;
    }

private:
    std::string_view rest_;
};

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
    return take_date(in) && in.take("Tt ") && take_time(in) && in.done() && text[10] != ' ';
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

bool is_duration(std::string_view text) {
    reader in(text);
    bool fraction = false;
    if (!in.take("P")) return false;
    if (text.ends_with('W')) return take_duration_parts(in, "W", fraction) == 1 && in.done();
    const std::size_t date_parts = take_duration_parts(in, "YMD", fraction);
    if (in.done()) return date_parts > 0;
    return !fraction && in.take("T") && take_duration_parts(in, "HMS", fraction) > 0 && in.done();
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    return true;
}

bool has_scheme(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_alpha(text.front())) return false;
    return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return is_alnum(c) || is_one_of(c, "+-.");
    });
}

bool is_address_in_brackets(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return is_hex(c) || c == ':' || c == '.'; }) ||
           text.starts_with('v');
}

// Brackets belong only around an IP address behind "//" (RFC 3986 3.2.2), and a port is a number.
bool has_good_authority(std::string_view text) {
    const std::size_t slashes = text.find("//");
    const std::size_t colon = text.find(':');
    const bool present = slashes == 0 || (colon != std::string_view::npos && slashes == colon + 1);
    std::string_view rest = text;
    if (present) {
        std::string_view authority = text.substr(slashes + 2);
        authority = authority.substr(0, authority.find_first_of("/?#"));
        rest = text.substr(slashes + 2 + authority.size());
        if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
            if (authority.substr(0, at).find_first_of("[]@") != std::string_view::npos) return false;
            authority.remove_prefix(at + 1);
        }
        if (authority.starts_with('[')) {
            const std::size_t close = authority.find(']');
            if (close == std::string_view::npos || !is_address_in_brackets(authority.substr(1, close - 1)))
                return false;
            authority.remove_prefix(close + 1);
            if (!authority.empty() && authority.front() != ':') return false;
        }
        const std::size_t port = authority.find(':');
        if (port != std::string_view::npos &&
            authority.find_first_not_of("0123456789", port + 1) != std::string_view::npos)
            return false;
        if (authority.find_first_of("[]") != std::string_view::npos) return false;
    }
    return rest.find_first_of("[]") == std::string_view::npos;
}

bool is_reference(std::string_view text, bool international) {
    std::size_t fragments = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%' && (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))) return false;
        if (c == '#' && ++fragments > 1) return false;
        const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
        if (beyond_ascii ? !international : !is_alnum(c) && !is_one_of(c, "-._~:/?#[]@!$&'()*+,;=%")) return false;
    }
    const std::size_t colon = text.substr(0, text.find_first_of("/?#")).find(':');
    return (colon == std::string_view::npos || has_scheme(text)) && has_good_authority(text);
}

bool is_host_name(std::string_view text) {
    if (text.empty() || text.size() > 253) return false;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('.', at), text.size());
        const std::string_view label = text.substr(at, end - at);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(), [](char c) {
                return is_alnum(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
            }))
            return false;
        at = end + 1;
    }
    return true;
}

bool is_email(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > 64) return false;
    const std::string_view local = text.substr(0, at);
    if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) return false;
    const auto allowed = [](char c) {
        return is_alnum(c) || is_one_of(c, "!#$%&'*+-/=?^_`{|}~.") || static_cast<unsigned char>(c) >= 0x80;
    };
    return std::all_of(local.begin(), local.end(), allowed) && is_host_name(text.substr(at + 1));
}

bool is_language_tag(std::string_view text) {
    bool first = true;
    for (std::size_t at = 0; at <= text.size(); first = false) {
        const std::size_t end = std::min(text.find('-', at), text.size());
        const std::string_view part = text.substr(at, end - at);
        if (part.empty() || part.size() > 8 || !std::all_of(part.begin(), part.end(), is_alnum)) return false;
        const bool single = part == "x" || part == "i" || part == "X" || part == "I";
        if (first && (!std::all_of(part.begin(), part.end(), is_alpha) || (part.size() == 1 && !single))) return false;
        if (first && single && end == text.size()) return false;
        at = end + 1;
    }
    return true;
}

} // namespace

namespace {

using named = std::pair<std::string_view, format>;
constexpr std::array<named, 12> names{
    named{"date-time", format::date_time},
    {"date", format::date},
    {"time", format::time},
    {"duration", format::duration},
    {"uuid", format::uuid},
    {"uri", format::uri},
    {"uri-reference", format::uri_reference},
    {"iri", format::iri},
    {"iri-reference", format::iri_reference},
    {"email", format::email},
    {"regex", format::regex},
    {"x-language-tag", format::language_tag}};

} // namespace

std::optional<format> format_named(std::string_view name) {
    const auto* at = std::find_if(names.begin(), names.end(), [name](const auto& n) { return n.first == name; });
    return at == names.end() ? std::nullopt : std::optional(at->second);
}

std::string_view nearest_format(std::string_view name) {
    std::vector<std::string_view> known;
    for (const auto& n : names) known.push_back(n.first);
    return nearest(name, known);
}

std::string_view format_name(format which) {
    return std::find_if(names.begin(), names.end(), [which](const auto& n) { return n.second == which; })->first;
}

bool has_format(format which, std::string_view text) {
    switch (which) {
    case format::date_time: return is_date_time(text);
    case format::date: return is_date(text);
    case format::time: return is_time(text);
    case format::duration: return is_duration(text);
    case format::uuid: return is_uuid(text);
    case format::uri: return has_scheme(text) && is_reference(text, false);
    case format::uri_reference: return is_reference(text, false);
    case format::iri: return has_scheme(text) && is_reference(text, true);
    case format::iri_reference: return is_reference(text, true);
    case format::email: return is_email(text);
    case format::regex: return is_regex(text, regex_dialect::ecma);
    case format::language_tag: return is_language_tag(text);
    }
    return false;
}

} // namespace schakel::validation
