#include "gateway/core/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace schakel {

namespace {

__extension__ typedef unsigned __int128 uint128;

constexpr unsigned most_digits = 30;

constexpr uint128 power_of_ten(unsigned exponent) {
    uint128 power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

constexpr uint128 limit = power_of_ten(most_digits);
constexpr uint128 half_limit = power_of_ten(most_digits / 2);

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string written(uint128 value) {
    std::string text;
    do {
        text += static_cast<char>('0' + static_cast<int>(value % 10));
        value /= 10;
    } while (value != 0);
    std::ranges::reverse(text);
    return text;
}

// The digits before and after the point, as they stand.
struct digit_groups {
    std::string_view whole;
    std::string_view fraction;
};

std::string_view take_digits(std::string_view& text) {
    const auto end = std::ranges::find_if_not(text, is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    const std::string_view taken = text.substr(0, count);
    text.remove_prefix(count);
    return taken;
}

bool take(std::string_view& text, char wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(1);
    return true;
}

// An exponent as such; one that no 30 digits can make up for comes back as a number too large to be of use.
std::optional<long> take_exponent(std::string_view& text) {
    const bool negative = take(text, '-');
    if (!negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return std::nullopt;
    long exponent = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (read.ec != std::errc{} || exponent > 1'000'000'000) exponent = 1'000'000'000;
    return negative ? -exponent : exponent;
}

struct scaled {
    uint128 digits = 0;
    unsigned scale = 0;
};

// groups * 10^exponent
std::optional<scaled> to_scaled(const digit_groups& groups, long exponent) {
    std::string digits{groups.whole};
    digits += groups.fraction;
    exponent -= static_cast<long>(groups.fraction.size());
    const auto last = digits.find_last_not_of('0');
    if (last == std::string::npos) return scaled{};
    exponent += static_cast<long>(digits.size() - last - 1);
    digits.resize(last + 1);
    digits.erase(0, digits.find_first_not_of('0'));

    const long size = static_cast<long>(digits.size());
    if (size > most_digits || size + exponent > most_digits || -exponent > long{most_digits}) return std::nullopt;
    scaled number;
    for (const char c : digits) number.digits = number.digits * 10 + static_cast<unsigned>(c - '0');
    if (exponent > 0) number.digits *= power_of_ten(static_cast<unsigned>(exponent));
    if (exponent < 0) number.scale = static_cast<unsigned>(-exponent);
    return number;
}

} // namespace

// high * 10^30 + low, both below 10^30: room for a product, or for 30 digits on either side of the point.
struct decimal::wide {
    uint128 high = 0;
    uint128 low = 0;

    friend auto operator<=>(const wide&, const wide&) = default;

    // Drops the last digit and returns it.
    unsigned shift_right() {
        const auto dropped = static_cast<unsigned>(low % 10);
        low = low / 10 + high % 10 * (limit / 10);
        high /= 10;
        return dropped;
    }
};

decimal::decimal(bool negative, magnitude digits, unsigned scale)
    : negative_(negative), digits_(digits), scale_(scale) {
    while (scale_ > 0 && digits_ % 10 == 0) {
        digits_ /= 10;
        --scale_;
    }
    if (digits_ == 0) negative_ = false;
}

decimal::decimal(std::int64_t whole)
    : decimal(whole < 0, whole < 0 ? -static_cast<magnitude>(whole) : static_cast<magnitude>(whole), 0) {}

std::optional<decimal> decimal::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    digit_groups groups{.whole = take_digits(text), .fraction = {}};
    if (take(text, '.')) groups.fraction = take_digits(text);
    if (!text.empty() || (groups.whole.empty() && groups.fraction.empty())) return std::nullopt;
    const auto number = to_scaled(groups, 0);
    if (!number) return std::nullopt;
    return decimal(negative, number->digits, number->scale);
}

std::optional<decimal> decimal::parse_number(std::string_view text) {
    const bool negative = take(text, '-');
    digit_groups groups{.whole = take_digits(text), .fraction = {}};
    if (groups.whole.empty() || (groups.whole.size() > 1 && groups.whole.front() == '0')) return std::nullopt;
    if (take(text, '.')) {
        groups.fraction = take_digits(text);
        if (groups.fraction.empty()) return std::nullopt;
    }
    std::optional<long> exponent = 0;
    if (take(text, 'e') || take(text, 'E')) exponent = take_exponent(text);
    if (!exponent || !text.empty()) return std::nullopt;
    const auto number = to_scaled(groups, *exponent);
    if (!number) return std::nullopt;
    return decimal(negative, number->digits, number->scale);
}

std::string decimal::text() const {
    return rounded(scale_);
}

double decimal::approximate() const {
    const std::string exact = text();
    double value = 0;
    std::from_chars(exact.data(), exact.data() + exact.size(), value);
    return value;
}

std::optional<std::int64_t> decimal::as_integer() const {
    constexpr magnitude border = magnitude{1} << 63;
    if (scale_ != 0 || digits_ > border || (digits_ == border && !negative_)) return std::nullopt;
    const auto bits = static_cast<std::uint64_t>(digits_);
    return static_cast<std::int64_t>(negative_ ? 0 - bits : bits);
}

std::string decimal::rounded(unsigned digits) const {
    magnitude kept = digits_;
    if (digits < scale_) {
        const magnitude unit = power_of_ten(scale_ - digits);
        kept = digits_ / unit + (digits_ % unit * 2 >= unit ? 1 : 0);
    }
    std::string text = written(kept);
    const unsigned decimals = std::min(digits, scale_);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    if (digits > 0) {
        text.insert(text.size() - decimals, ".");
        text.append(digits - decimals, '0');
    }
    if (negative_ && kept != 0) text.insert(0, "-");
    return text;
}

std::optional<decimal> decimal::divided_by(const decimal& divisor, unsigned digits) const {
    if (divisor.digits_ == 0) return std::nullopt;
    digits = std::min(digits, most_digits);
    // Long division: the remainder stays below the divisor, so a tenfold of it always fits.
    magnitude quotient = digits_ / divisor.digits_;
    magnitude remainder = digits_ % divisor.digits_;
    unsigned scale = scale_;
    for (; scale < digits + divisor.scale_; ++scale) {
        remainder *= 10;
        quotient = quotient * 10 + remainder / divisor.digits_;
        remainder %= divisor.digits_;
        if (quotient >= limit) return std::nullopt;
    }
    bool up = remainder * 2 >= divisor.digits_;
    if (const unsigned surplus = scale - digits - divisor.scale_; surplus > 0) {
        const magnitude unit = power_of_ten(surplus);
        up = quotient % unit * 2 >= unit;
        quotient /= unit;
    }
    quotient += up ? 1 : 0;
    if (quotient >= limit) return std::nullopt;
    return decimal(negative_ != divisor.negative_, quotient, digits);
}

// Rounds to 30 digits in all, at most 30 of them after the point. Only the last digit dropped decides: the ones before
// it weigh less than half a unit together.
decimal decimal::fitted(bool negative, wide digits, unsigned scale) {
    unsigned dropped = 0;
    while (scale > 0 && (digits.high != 0 || scale > most_digits)) {
        dropped = digits.shift_right();
        --scale;
    }
    if (dropped >= 5) ++digits.low;
    if (digits.low == limit && scale > 0) {
        digits.low /= 10;
        --scale;
    }
    if (digits.high != 0 || digits.low >= limit) return decimal(negative, limit - 1, 0);
    return decimal(negative, digits.low, scale);
}

decimal decimal::times(const decimal& factor) const {
    const magnitude a1 = digits_ / half_limit, a0 = digits_ % half_limit;
    const magnitude b1 = factor.digits_ / half_limit, b0 = factor.digits_ % half_limit;
    const magnitude middle = a1 * b0 + a0 * b1;
    const magnitude low = a0 * b0 + middle % half_limit * half_limit;
    const wide product{.high = a1 * b1 + middle / half_limit + low / limit, .low = low % limit};
    return fitted(negative_ != factor.negative_, product, scale_ + factor.scale_);
}

decimal::wide decimal::fixed_point() const {
    const magnitude unit = power_of_ten(scale_);
    return {.high = digits_ / unit, .low = digits_ % unit * power_of_ten(most_digits - scale_)};
}

decimal decimal::minus(const decimal& other) const {
    wide a = fixed_point();
    wide b = other.fixed_point();
    if (negative_ != other.negative_) {
        wide sum{.high = a.high + b.high, .low = a.low + b.low};
        if (sum.low >= limit) {
            sum.low -= limit;
            ++sum.high;
        }
        return fitted(negative_, sum, most_digits);
    }
    const bool crossed = a < b;
    if (crossed) std::swap(a, b);
    const magnitude borrow = a.low < b.low ? 1 : 0;
    const wide difference{.high = a.high - b.high - borrow, .low = a.low + borrow * limit - b.low};
    return fitted(negative_ != crossed, difference, most_digits);
}

std::strong_ordering operator<=>(const decimal& a, const decimal& b) {
    if (a.negative_ != b.negative_) return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
    const decimal::wide left = a.fixed_point();
    const decimal::wide right = b.fixed_point();
    return a.negative_ ? right <=> left : left <=> right;
}

} // namespace schakel
