// Members of JSON objects as real products write them: numbers where the standard has texts, null for what is absent.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/core/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace schakel::lti {

inline std::string text_of(json::value at) {
    return std::string(at.text());
}

// A text, or a number as it was written; "" for all else.
inline std::string text_or_number(json::value at) {
    return std::string(at.is(json::kind::number) ? at.number_text() : at.text());
}

inline std::optional<bool> flag(json::value at) {
    if (!at.is(json::kind::boolean)) return std::nullopt;
    return at.boolean();
}

inline std::optional<instant> moment(json::value at) {
    return at.is(json::kind::string) ? parse_rfc3339(at.text()) : std::nullopt;
}

// A whole number of a size that a screen can have; other numbers are cut off behind the point.
inline std::optional<int> pixels(json::value at) {
    const double value = at.is(json::kind::number) ? at.approximate() : -1;
    if (!(value >= 0 && value <= 1'000'000)) return std::nullopt;
    return static_cast<int>(value);
}

inline std::vector<std::string> texts(json::value list) {
    std::vector<std::string> out;
    if (!list.is(json::kind::array)) return out;
    for (json::value one = list.first_child(); one; one = one.next_sibling()) {
        if (one.is(json::kind::string)) out.emplace_back(one.text());
    }
    return out;
}

} // namespace schakel::lti
