// A JSON number taken apart, so that any two can be compared exactly, however many digits they have.
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace schakel::json {

struct exact_number {
    bool negative = false;
    std::string digits; // without leading and trailing zeros; empty for zero
    long exponent = 0;  // value = 0.digits * 10^exponent

    bool is_integer() const {
        return digits.empty() || (exponent > 0 && digits.size() <= static_cast<std::size_t>(exponent));
    }
    // This is a whole number of times `divisor`, which has at most 30 digits and is not zero.
    bool is_multiple_of(const exact_number& divisor) const;

    friend bool operator==(const exact_number&, const exact_number&) = default;
    friend std::strong_ordering operator<=>(const exact_number& a, const exact_number& b);
};

// `text` is a JSON number.
exact_number exact(std::string_view text);

enum class magnitude { ordinary, imprecise, too_large };

// Whether a double can hold it: imprecise is an integer beyond 2^53 that a double rounds. `text` is a JSON number.
magnitude magnitude_of(std::string_view text);

} // namespace schakel::json
