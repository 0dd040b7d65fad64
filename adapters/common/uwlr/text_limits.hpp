// Lengths as XML Schema counts them: in code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace schakel::uwlr {

inline constexpr std::size_t key_limit = 256;
inline constexpr std::size_t name_limit = 128;
inline constexpr std::size_t term_limit = 64;

inline std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

// The first `limit` code points.
inline std::string_view cut(std::string_view text, std::size_t limit) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
        if (starts && count++ == limit) return text.substr(0, i);
    }
    return text;
}

inline bool fits(std::string_view text, std::size_t limit) {
    return !text.empty() && code_points(text) <= limit;
}

} // namespace schakel::uwlr
