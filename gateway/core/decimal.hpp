// Decimal numbers as the standards write them: exact, never through a binary double.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel {

// A decimal below 10^30 with at most 30 significant digits, of which at most 30 after the point. What does not fit,
// parse refuses. Keeps how it was written apart from what it is worth: text() is the canonical form without needless
// zeros ("7.50" -> "7.5").
class decimal {
public:
    decimal() = default;
    explicit decimal(std::int64_t whole);

    // XSD decimal: `[+-]?digits[.digits]`, also "5." and ".5".
    static std::optional<decimal> parse(std::string_view text);
    // JSON number, with or without exponent.
    static std::optional<decimal> parse_number(std::string_view text);

    std::string text() const;
    double approximate() const;
    bool is_integer() const { return scale_ == 0; }
    bool is_negative() const { return negative_; }
    std::optional<std::int64_t> as_integer() const;

    // Rounded half up (of the magnitude: -2.5 becomes -3) to `digits` decimals and written with exactly as many.
    std::string rounded(unsigned digits) const;

    // This divided by `divisor`, rounded half up to `digits` decimals (at most 30); none for a zero divisor, and when
    // that takes more than 30 digits.
    std::optional<decimal> divided_by(const decimal& divisor, unsigned digits) const;

    // Exact where the result fits in 30 significant digits, else rounded half up to those; the largest decimal from
    // 10^30.
    decimal times(const decimal& factor) const;
    decimal minus(const decimal& other) const;

    friend std::strong_ordering operator<=>(const decimal& a, const decimal& b);
    friend bool operator==(const decimal& a, const decimal& b) { return std::is_eq(a <=> b); }

private:
    __extension__ typedef unsigned __int128 magnitude;
    struct wide;

    decimal(bool negative, magnitude digits, unsigned scale);
    static decimal fitted(bool negative, wide digits, unsigned scale);
    wide fixed_point() const;

    bool negative_ = false;
    magnitude digits_ = 0; // below 10^30
    unsigned scale_ = 0;   // value = digits_ / 10^scale_, and scale_ is as small as it can be
};

} // namespace schakel
