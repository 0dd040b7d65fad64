#include "gateway/crypto/base64.hpp"

#include <array>
#include <cstdint>

namespace schakel::crypto {

namespace {

constexpr std::string_view standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view for_urls = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t foreign = 0xFF;
using reverse_table = std::array<std::uint8_t, 256>;

constexpr reverse_table reversed(std::string_view alphabet) {
    reverse_table table{};
    table.fill(foreign);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}

constexpr reverse_table standard_values = reversed(standard);
constexpr reverse_table url_values = reversed(for_urls);

std::string encode(std::string_view bytes, std::string_view alphabet) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    std::uint32_t bits = 0;
    unsigned waiting = 0;
    for (const char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        for (waiting += 8; waiting >= 6; waiting -= 6) text += alphabet[bits >> (waiting - 6) & 63];
    }
    if (waiting > 0) text += alphabet[bits << (6 - waiting) & 63];
    return text;
}

std::optional<std::string> decode(std::string_view text, const reverse_table& values) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    unsigned waiting = 0;
    for (const char c : text) {
        const std::uint8_t value = values[static_cast<unsigned char>(c)];
        if (value == foreign) return std::nullopt;
        bits = bits << 6 | value;
        waiting += 6;
        if (waiting < 8) continue;
        waiting -= 8;
        bytes += static_cast<char>(bits >> waiting & 0xFF);
    }
    if ((bits & ((1U << waiting) - 1)) != 0) return std::nullopt;
    return bytes;
}

} // namespace

std::string to_base64(std::string_view bytes) {
    std::string text = encode(bytes, standard);
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    if (text.ends_with("==")) {
        text.remove_suffix(2);
    } else if (text.ends_with('=')) {
        text.remove_suffix(1);
    }
    return decode(text, standard_values);
}

std::string to_base64url(std::string_view bytes) {
    return encode(bytes, for_urls);
}

std::optional<std::string> from_base64url(std::string_view text) {
    return decode(text, url_values);
}

} // namespace schakel::crypto
