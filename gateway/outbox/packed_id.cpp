#include "gateway/outbox/packed_id.hpp"

namespace schakel::outbox {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

bool has_dash(std::size_t position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
}

} // namespace

std::array<char, 16> packed_id::bytes() const {
    std::array<char, 16> out;
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = static_cast<char>(high >> (56 - 8 * i) & 0xFF);
        out[i + 8] = static_cast<char>(low >> (56 - 8 * i) & 0xFF);
    }
    return out;
}

std::optional<packed_id> parse_id(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    packed_id id;
    std::size_t digits = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (has_dash(i)) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        const std::size_t digit = hex_digits.find(text[i]);
        if (digit == std::string_view::npos) return std::nullopt;
        std::uint64_t& half = digits++ < 16 ? id.high : id.low;
        half = half << 4 | digit;
    }
    return id;
}

packed_id read_id(std::string_view sixteen_bytes) {
    packed_id id;
    if (sixteen_bytes.size() != 16) return id;
    for (std::size_t i = 0; i < 16; ++i) {
        std::uint64_t& half = i < 8 ? id.high : id.low;
        half = half << 8 | static_cast<unsigned char>(sixteen_bytes[i]);
    }
    return id;
}

std::string to_string(const packed_id& id) {
    std::string text;
    text.reserve(36);
    for (unsigned i = 0; i < 32; ++i) {
        if (has_dash(text.size())) text += '-';
        const std::uint64_t half = i < 16 ? id.high : id.low;
        text += hex_digits[half >> (60 - 4 * (i % 16)) & 15];
    }
    return text;
}

} // namespace schakel::outbox
