// What a schema's author should know of one keyword: see json_schema::remarks(). Only for json_schema*.cpp.
#pragma once

#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema_dialect.hpp"

#include <optional>

namespace schakel::validation {

// `member` is a member of the schema object `schema`. The place of the finding is the name of the member.
std::optional<finding> remark_on(json::value member, json::value schema, const dialect& d);

} // namespace schakel::validation
