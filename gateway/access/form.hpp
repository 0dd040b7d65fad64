// application/x-www-form-urlencoded, as OAuth token requests use it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::access {

// None for a bad escape, a field that comes twice (RFC 6749 3.2 forbids it), or more than 32 fields.
std::optional<std::map<std::string, std::string, std::less<>>> parse_form(std::string_view body);

std::string to_form(const std::map<std::string, std::string, std::less<>>& fields);

} // namespace schakel::access
