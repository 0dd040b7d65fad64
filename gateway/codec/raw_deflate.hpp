// DEFLATE without a header (RFC 1951), for small messages that travel in an address.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace schakel {

std::string deflate(std::string_view bytes);

// None when the bytes are no whole DEFLATE stream, when anything follows it, or when more than `limit` bytes come out.
std::optional<std::string> inflate(std::string_view packed, std::size_t limit);

} // namespace schakel
