// The rules of JSON Schema validation. Only for json_schema*.cpp.
#pragma once

#include "gateway/core/finding.hpp"

namespace schakel::validation::rules {

extern const rule schema_false, schema_type, schema_enum, schema_const, schema_multiple_of, schema_minimum,
    schema_maximum, schema_exclusive_minimum, schema_exclusive_maximum, schema_min_length, schema_max_length,
    schema_pattern, schema_format, schema_min_items, schema_max_items, schema_additional_items, schema_unique_items,
    schema_contains, schema_max_contains, schema_unevaluated_items, schema_min_properties, schema_max_properties,
    schema_required, schema_dependent_required, schema_additional_properties, schema_property_names,
    schema_unevaluated_properties, schema_any_of, schema_one_of, schema_one_of_many, schema_not, schema_condition,
    schema_limit_depth, schema_limit_work, schema_limit_findings;

} // namespace schakel::validation::rules
