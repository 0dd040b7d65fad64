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

// Three bytes are four characters; one or two that are left are two or three.
std::string encode(std::string_view bytes, std::string_view alphabet) {
    const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<unsigned char>(bytes[i])}; };
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    char* out = text.data();
    std::size_t at = 0;
    for (; at + 3 <= bytes.size(); at += 3, out += 4) {
        const std::uint32_t bits = byte(at) << 16 | byte(at + 1) << 8 | byte(at + 2);
        out[0] = alphabet[bits >> 18];
        out[1] = alphabet[bits >> 12 & 63];
        out[2] = alphabet[bits >> 6 & 63];
        out[3] = alphabet[bits & 63];
    }
    const std::size_t left = bytes.size() - at;
    if (left == 0) return text;
    const std::uint32_t bits = byte(at) << 16 | (left == 2 ? byte(at + 1) << 8 : 0);
    out[0] = alphabet[bits >> 18];
    out[1] = alphabet[bits >> 12 & 63];
    if (left == 2) out[2] = alphabet[bits >> 6 & 63];
    return text;
}

// What is left at the end must be zero in the bits that make no byte.
std::optional<std::string> decode(std::string_view text, const reverse_table& values) {
    if (text.size() % 4 == 1) return std::nullopt;
    const auto value = [&](std::size_t i) { return std::uint32_t{values[static_cast<unsigned char>(text[i])]}; };
    std::string bytes(text.size() * 3 / 4, '\0');
    char* out = bytes.data();
    std::size_t at = 0;
    std::uint32_t seen = 0; // a foreign character sets a bit above the sixth
    for (; at + 4 <= text.size(); at += 4, out += 3) {
        const std::uint32_t a = value(at), b = value(at + 1), c = value(at + 2), d = value(at + 3);
        seen |= a | b | c | d;
        out[0] = static_cast<char>(a << 2 | (b >> 4 & 3));
        out[1] = static_cast<char>(b << 4 | (c >> 2 & 15));
        out[2] = static_cast<char>(c << 6 | d);
    }
    if (at < text.size()) {
        const bool three = text.size() - at == 3;
        const std::uint32_t a = value(at), b = value(at + 1), c = three ? value(at + 2) : 0;
        seen |= a | b | c;
        if ((three ? c & 3 : b & 15) != 0) return std::nullopt;
        out[0] = static_cast<char>(a << 2 | (b >> 4 & 3));
        if (three) out[1] = static_cast<char>(b << 4 | (c >> 2 & 15));
    }
    if (seen > 63) return std::nullopt;
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
