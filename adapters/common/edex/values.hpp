// Values of EDEX: days, moments, keys.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/model/roster.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::edex {

std::string_view without_blanks_around(std::string_view text);

// Blanks at the ends of a key mean nothing. Nearly no key has them.
inline std::string_view trimmed(std::string_view text) {
    const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
    return text.empty() || is_blank(text.front()) || is_blank(text.back()) ? without_blanks_around(text) : text;
}

// A key that holds for one delivery only: it begins with '#'.
bool is_dummy_key(std::string_view key);

// xs:date, its time zone left aside. None: a day that the calendar here does not hold (before year 0, after 32767).
std::optional<model::roster::day> read_day(std::string_view text);

// xs:dateTime; without a zone it is the time in Amsterdam.
std::optional<instant> read_moment(std::string_view text);

model::roster::day day_after(model::roster::day when);
model::roster::day day_before(model::roster::day when);

} // namespace schakel::edex
