// The rules of JSON parsing. Only for json_*.cpp of this folder.
#pragma once

#include "gateway/core/finding.hpp"

namespace schakel::json::rules {

extern const rule byte_order_mark, encoding, empty, truncated, syntax, comment, trailing_comma, trailing_content,
    control_character, escape, surrogate, number, number_range, not_a_number, duplicate_name, integer_precision,
    limit_bytes, limit_depth, limit_nodes, limit_findings;

} // namespace schakel::json::rules
