// JSON pointers (RFC 6901) and the escapes of JSON strings. Only for json_*.cpp of this folder.
#pragma once

#include <string>
#include <string_view>

namespace schakel::json {

// Appends "/" and the name with ~ and / escaped.
void append_token(std::string& pointer, std::string_view name);

// A reference token without its escapes.
std::string token_name(std::string_view token);

// The content of a JSON string (without its quotes) with its escapes resolved; what is no escape stays as it is.
std::string unescaped(std::string_view raw);

} // namespace schakel::json
