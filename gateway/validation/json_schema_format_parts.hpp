// What the values of `format` are read with, and the forms by subject. Only for json_schema_format*.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace schakel::validation::forms {

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
inline bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_alnum(char c) {
    return is_digit(c) || is_alpha(c);
}
inline bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
inline bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

// Reads a text from left to right; every step tells whether it could be taken.
class reader {
public:
    explicit reader(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    char front() const { return rest_.empty() ? '\0' : rest_.front(); }
    bool next_is_digit() const { return !rest_.empty() && is_digit(rest_.front()); }
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

// json_schema_format_time.cpp
bool is_date_time(std::string_view text);
bool is_date(std::string_view text);
bool is_time(std::string_view text);
bool is_duration(std::string_view text);
bool is_xapi_duration(std::string_view text);

// json_schema_format_host.cpp
bool is_ipv4(std::string_view text);
bool is_ipv6(std::string_view text);
bool is_email(std::string_view text, bool international);

// json_schema_format_name.cpp
bool is_host_name(std::string_view text);     // RFC 1123, with A-labels that stand for good U-labels
bool is_idn_host_name(std::string_view text); // RFC 5890

// json_schema_format_uri.cpp
bool is_uri(std::string_view text, bool international);
bool is_uri_reference(std::string_view text, bool international);
bool is_uri_template(std::string_view text);

} // namespace schakel::validation::forms
