// Which keywords exist, in which draft, and where they hold schemas. Only for json_schema*.cpp.
#pragma once

#include "gateway/validation/json_schema_documents.hpp"

#include <string_view>

namespace schakel::validation {

enum class holds { nothing, schema, list, map, schema_or_list, map_of_schemas_or_names };

struct keyword {
    std::string_view name;
    holds what = holds::nothing;
    bool in_seven = true;
    bool in_twenty = true;
};

// Null for a keyword that the draft does not know or this engine does not support.
const keyword* find_keyword(std::string_view name, draft version);

// "x-schakel-…": ours, allowed in every schema.
bool is_extension(std::string_view name);

} // namespace schakel::validation
