// How findings speak of schemas and values. Only for json_schema*.cpp.
#pragma once

#include "gateway/validation/json_schema_nodes.hpp"

#include <span>

namespace schakel::validation {

std::string type_names(std::uint8_t types);    // "string, null"
std::string_view kind_name(json::value v);     // "number"
std::string short_text(json::value v);         // of a schema's value, as it stands there
std::string short_name(std::string_view name); // of a member

// The few that are most like what stood there, the nearest first; "…" when there are more.
std::string nearest_values(std::span<const json::value> allowed, json::value got);
std::string nearest_names(const property_table& allowed, std::string_view got);

} // namespace schakel::validation
