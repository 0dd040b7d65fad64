// Identifiers minted from a name: the same name in the same namespace gives the same uuid, everywhere and always.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::crypto {

// UUID version 5 (RFC 9562 5.5), lower case. None when `name_space` is not a uuid.
std::optional<std::string> name_uuid(std::string_view name_space, std::string_view name);

// A namespace that the program itself knows; what is no uuid does not compile.
class known_namespace {
public:
    consteval explicit known_namespace(std::string_view uuid) {
        if (uuid.size() != 36) throw "not a uuid";
        std::size_t to = 0;
        for (std::size_t i = 0; i < uuid.size(); i += 2) {
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (uuid[i++] != '-') throw "not a uuid";
            }
            bytes_[to++] = static_cast<char>(digit(uuid[i]) << 4 | digit(uuid[i + 1]));
        }
    }
    std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

private:
    static consteval unsigned digit(char c) {
        if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
        if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
        throw "a namespace is written in lower case";
    }
    std::array<char, 16> bytes_{};
};

// Named by a list of texts, joined by line feeds: the first says what is named.
std::string
name_uuid(const known_namespace& name_space, std::string_view what, std::initializer_list<std::string_view> parts);

// The namespaces of RFC 9562 6.6.
inline constexpr std::string_view dns_namespace = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
inline constexpr std::string_view url_namespace = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

} // namespace schakel::crypto
