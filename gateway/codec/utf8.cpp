#include "gateway/codec/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace schakel::utf8 {

namespace {

unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

bool in_range(unsigned char b, unsigned low, unsigned high) {
    return b >= low && b <= high;
}

// Skips eight ASCII bytes at a time.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
    while (at + 8 <= bytes.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, 8);
        if (word & 0x8080808080808080u) break;
        at += 8;
    }
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    return at;
}

} // namespace

std::size_t sequence_length(std::string_view bytes, std::size_t at) {
    const unsigned char lead = byte_at(bytes, at);
    if (at >= bytes.size()) return 0;
    if (lead < 0x80) return 1;
    const unsigned char second = byte_at(bytes, at + 1);
    if (in_range(lead, 0xC2, 0xDF)) return in_range(second, 0x80, 0xBF) ? 2 : 0;
    const bool third = in_range(byte_at(bytes, at + 2), 0x80, 0xBF);
    if (in_range(lead, 0xE0, 0xEF)) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return in_range(second, low, high) && third ? 3 : 0;
    }
    if (in_range(lead, 0xF0, 0xF4)) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return in_range(second, low, high) && third && in_range(byte_at(bytes, at + 3), 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

std::size_t first_fault(std::string_view bytes) {
    for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
        const std::size_t length = sequence_length(bytes, at);
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string repaired(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() + 16);
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = sequence_length(bytes, at);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            ++at;
        } else {
            out.append(bytes, at, length);
            at += length;
        }
    }
    return out;
}

std::size_t length(std::string_view bytes) {
    std::size_t count = 0;
    for (const char c : bytes) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string shortened(std::string_view text, std::size_t code_points) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < code_points && at < text.size(); ++i) {
        const std::size_t length = sequence_length(text, at);
        at += length == 0 ? 1 : length;
    }
    return at >= text.size() ? std::string(text) : std::string(text.substr(0, at)) + "…";
}

} // namespace schakel::utf8
