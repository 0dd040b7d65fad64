#include "gateway/codec/windows_1252.hpp"

#include <array>
#include <cstdint>

namespace schakel::windows_1252 {

namespace {

// 0x80 to 0x9F; the rest of the upper half is Latin-1. 0: not defined.
constexpr std::array<std::uint16_t, 32> upper{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                              0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

} // namespace

bool append_utf8(std::string_view text, std::string& out) {
    for (const char c : text) {
        const unsigned byte = static_cast<unsigned char>(c);
        const unsigned point = byte < 0x80 || byte >= 0xA0 ? byte : upper[byte - 0x80];
        if (byte != 0 && point == 0) return false;
        if (point < 0x80) {
            out += c;
            continue;
        }
        if (point >= 0x800) out += static_cast<char>(0xE0 | (point >> 12));
        out += static_cast<char>(point >= 0x800 ? 0x80 | ((point >> 6) & 0x3F) : 0xC0 | (point >> 6));
        out += static_cast<char>(0x80 | (point & 0x3F));
    }
    return true;
}

} // namespace schakel::windows_1252
