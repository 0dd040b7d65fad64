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

// From the namespace and the name, end to end.
std::string uuid_of(std::string_view named) {
    std::string bytes = sha1(named);
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

} // namespace

std::optional<std::string> name_uuid(std::string_view name_space, std::string_view name) {
    if (!is_uuid(name_space)) return std::nullopt;
    std::string named;
    named.reserve(16 + name.size());
    add_bytes(name_space, named);
    return uuid_of(named.append(name));
}

std::string
name_uuid(const known_namespace& name_space, std::string_view what, std::initializer_list<std::string_view> parts) {
    std::size_t size = name_space.bytes().size() + what.size();
    for (const std::string_view part : parts) size += 1 + part.size();
    std::string named;
    named.reserve(size);
    named.append(name_space.bytes()).append(what);
    for (const std::string_view part : parts) named.append(1, '\n').append(part);
    return uuid_of(named);
}

} // namespace schakel::crypto
