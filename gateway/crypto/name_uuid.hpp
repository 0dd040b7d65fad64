// Identifiers minted from a name: the same name in the same namespace gives the same uuid, everywhere and always.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace schakel::crypto {

// UUID version 5 (RFC 9562 5.5), lower case. None when `name_space` is not a uuid.
std::optional<std::string> name_uuid(std::string_view name_space, std::string_view name);

// The namespaces of RFC 9562 6.6.
inline constexpr std::string_view dns_namespace = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
inline constexpr std::string_view url_namespace = "6ba7b811-9dad-11d1-80b4-00c04fd430c8";

} // namespace schakel::crypto
