#include "gateway/codec/json_number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace schakel::json {

namespace {

__extension__ using wide = unsigned __int128; // holds ten times a number of 30 digits

wide remainder_of_digits(std::string_view digits, wide divisor) {
    wide rest = 0;
    for (const char c : digits) rest = (rest * 10 + static_cast<unsigned>(c - '0')) % divisor;
    return rest;
}

long power_of(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    long power = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), power).ec != std::errc{})
        return text.starts_with('-') ? -1'000'000'000 : 1'000'000'000;
    return std::clamp(power, -1'000'000'000L, 1'000'000'000L);
}

// The power of ten of the first digit that is not zero decides on which side a number left a double's range.
bool overflows(std::string_view number) {
    const std::size_t e = number.find_first_of("eE");
    const std::string_view mantissa = number.substr(0, e);
    long exponent = 0;
    if (e != std::string_view::npos) {
        std::string_view digits = number.substr(e + 1);
        if (digits.front() == '+') digits.remove_prefix(1);
        if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc{})
            exponent = digits.front() == '-' ? -1'000'000'000 : 1'000'000'000;
    }
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    const std::size_t first = mantissa.find_first_of("123456789");
    return first != std::string_view::npos && exponent + static_cast<long>(point) - static_cast<long>(first) > 0;
}

bool survives_double(std::string_view integer, double value) {
    char digits[400];
    const auto [end, fault] = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed);
    return fault == std::errc{} && integer == std::string_view(digits, static_cast<std::size_t>(end - digits));
}

} // namespace

exact_number exact(std::string_view text) {
    exact_number n;
    n.negative = text.starts_with('-');
    if (n.negative) text.remove_prefix(1);
    const std::size_t e = std::min(text.find_first_of("eE"), text.size());
    if (e < text.size()) n.exponent = power_of(text.substr(e + 1));
    const std::string_view mantissa = text.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    n.digits = mantissa.substr(0, point);
    if (point < mantissa.size()) n.digits += mantissa.substr(point + 1);
    const std::size_t zeros = std::min(n.digits.find_first_not_of('0'), n.digits.size());
    n.exponent += static_cast<long>(point) - static_cast<long>(zeros);
    n.digits.erase(0, zeros);
    n.digits.erase(n.digits.find_last_not_of('0') + 1);
    return n.digits.empty() ? exact_number{} : n;
}

// With digits that end in no zero, a power of ten left over in the divisor cannot be divided out.
bool exact_number::is_multiple_of(const exact_number& divisor) const {
    if (digits.empty()) return true;
    long shift =
        (exponent - static_cast<long>(digits.size())) - (divisor.exponent - static_cast<long>(divisor.digits.size()));
    if (shift < 0 || divisor.digits.empty()) return false;
    wide by = 0;
    for (const char c : divisor.digits) by = by * 10 + static_cast<unsigned>(c - '0');
    wide rest = remainder_of_digits(digits, by);
    for (; shift > 0 && rest != 0; --shift) rest = rest * 10 % by;
    return rest == 0;
}

std::strong_ordering operator<=>(const exact_number& a, const exact_number& b) {
    const int sign_a = a.digits.empty() ? 0 : a.negative ? -1 : 1;
    const int sign_b = b.digits.empty() ? 0 : b.negative ? -1 : 1;
    if (sign_a != sign_b || sign_a == 0) return sign_a <=> sign_b;
    const auto size = a.exponent != b.exponent ? a.exponent <=> b.exponent : a.digits.compare(b.digits) <=> 0;
    return sign_a > 0 ? size : 0 <=> size;
}

magnitude magnitude_of(std::string_view number) {
    if (number.size() <= 15 && number.find_first_of("eE") == std::string_view::npos) return magnitude::ordinary;
    double value = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), value);
    if (read.ec == std::errc::result_out_of_range)
        return overflows(number) ? magnitude::too_large : magnitude::ordinary;
    if (number.find_first_of(".eE") != std::string_view::npos || std::abs(value) < 9007199254740992.0)
        return magnitude::ordinary;
    return survives_double(number, value) ? magnitude::ordinary : magnitude::imprecise;
}

} // namespace schakel::json
