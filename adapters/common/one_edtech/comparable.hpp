// How values compare that a filter names or a collection is sorted by.
#pragma once

#include "gateway/core/clock.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::one_edtech {

std::string folded(std::string_view text); // ASCII capitals made small

enum class value_kind : std::uint8_t { text, exact, time };

// A value in the form in which it is compared.
struct comparable {
    value_kind kind = value_kind::text;
    std::string text; // folded to small letters unless exact; for `contains` always folded
    instant time{};

    // None: the text is no date or moment.
    static std::optional<comparable> make(value_kind kind, std::string_view text);
    friend std::strong_ordering operator<=>(const comparable& a, const comparable& b);
    friend bool operator==(const comparable& a, const comparable& b) { return std::is_eq(a <=> b); }
};

} // namespace schakel::one_edtech
