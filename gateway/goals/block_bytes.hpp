// Several encoded records in one run of bytes, each with its length before it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::goals {

inline void put_number(std::uint64_t value, std::string& onto) {
    for (; value >= 0x80; value >>= 7) onto += static_cast<char>(value | 0x80);
    onto += static_cast<char>(value);
}

inline void put_piece(std::string_view piece, std::string& onto) {
    put_number(piece.size(), onto);
    onto += piece;
}

// Takes a number off the front; false when there is none.
inline bool take_number(std::string_view& from, std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64 && !from.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(from.front());
        from.remove_prefix(1);
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

inline bool take_piece(std::string_view& from, std::string_view& piece) {
    std::uint64_t size = 0;
    if (!take_number(from, size) || size > from.size()) return false;
    piece = from.substr(0, size);
    from.remove_prefix(size);
    return true;
}

} // namespace schakel::goals
