#include "gateway/crypto/name_uuid.hpp"

#include "gateway/core/id.hpp"
#include "gateway/crypto/digest.hpp"

namespace schakel::crypto {

namespace {

unsigned nibble(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    return static_cast<unsigned>((c | 0x20) - 'a') + 10;
}

std::string uuid_bytes(std::string_view uuid) {
    std::string bytes;
    for (std::size_t i = 0; i < uuid.size(); i += 2) {
        if (uuid[i] == '-') ++i;
        bytes += static_cast<char>(nibble(uuid[i]) << 4 | nibble(uuid[i + 1]));
    }
    return bytes;
}

} // namespace

std::optional<std::string> name_uuid(std::string_view name_space, std::string_view name) {
    if (!is_uuid(name_space)) return std::nullopt;
    std::string bytes = sha1(uuid_bytes(name_space).append(name)).substr(0, 16);
    bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x50);
    bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
    std::string text = to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, "-");
    return text;
}

} // namespace schakel::crypto
