// Decimal numbers as the standards write them: exact, never through a binary double.
#pragma once

#include <cstdint>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace schakel {

// A decimal of at most 30 significant digits: `[+-]?digits[.digits]`, and with parse_number also a JSON exponent.
// Keeps how it was written apart from what it is worth: text() is the canonical form without needless zeros ("7.50" -> "7.5").
class decimal {
public:
    decimal() = default;
    explicit decimal(std::int64_t whole);

    static std::optional<decimal> parse(std::string_view text);        // XSD decimal form; no exponent
    static std::optional<decimal> parse_number(std::string_view text); // JSON number form

    std::string text() const;
    double approximate() const;
    bool is_integer() const { return scale_ == 0; }
    bool is_negative() const { return negative_; }
    std::optional<std::int64_t> as_integer() const;

    // Rounded half up to `digits` decimals and written with exactly as many.
    std::string rounded(unsigned digits) const;

    // This divided by `divisor`, to `digits` decimals; none for a zero divisor.
    std::optional<decimal> divided_by(const decimal& divisor, unsigned digits) const;
    decimal times(const decimal& factor) const;
    decimal minus(const decimal& other) const;

    friend std::strong_ordering operator<=>(const decimal& a, const decimal& b);
    friend bool operator==(const decimal& a, const decimal& b) { return (a <=> b) == 0; }

private:
    bool negative_ = false;
    __extension__ unsigned __int128 digits_ = 0;
    unsigned scale_ = 0; // value = digits_ / 10^scale_
};

} // namespace schakel
