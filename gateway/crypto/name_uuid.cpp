#include "gateway/crypto/name_uuid.hpp"

#include "gateway/core/id.hpp"
#include "gateway/crypto/digest.hpp"

namespace schakel::crypto {

namespace {

unsigned nibble(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    return static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

void add_bytes(std::string_view uuid, std::string& to) {
    for (std::size_t i = 0; i < uuid.size(); i += 2) {
        if (uuid[i] == '-') ++i;
        to += static_cast<char>(nibble(uuid[i]) << 4 | nibble(uuid[i + 1]));
    }
}

} // namespace

std::optional<std::string> name_uuid(std::string_view name_space, std::string_view name) {
    if (!is_uuid(name_space)) return std::nullopt;
    std::string named;
    named.reserve(16 + name.size());
    add_bytes(name_space, named);
    std::string bytes = sha1(named.append(name));
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x50);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    std::string text(36, '-');
    std::size_t to = 0;
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) ++to;
        const auto byte = static_cast<unsigned char>(bytes[i]);
        text[to++] = "0123456789abcdef"[byte >> 4];
        text[to++] = "0123456789abcdef"[byte & 0x0F];
    }
    return text;
}

} // namespace schakel::crypto
