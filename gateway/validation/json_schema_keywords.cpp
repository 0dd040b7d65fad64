#include "gateway/validation/json_schema_keywords.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation {

namespace {

constexpr std::array keywords{
    // core
    keyword{"$schema"},
    keyword{"$id"},
    keyword{"$ref"},
    keyword{"$comment"},
    keyword{"$defs", holds::map},
    keyword{"definitions", holds::map},
    keyword{"$anchor", holds::nothing, false},
    keyword{"$dynamicAnchor", holds::nothing, false},
    keyword{"$dynamicRef", holds::nothing, false},
    // any value
    keyword{"type"},
    keyword{"enum"},
    keyword{"const"},
    keyword{"allOf", holds::list},
    keyword{"anyOf", holds::list},
    keyword{"oneOf", holds::list},
    keyword{"not", holds::schema},
    keyword{"if", holds::schema},
    keyword{"then", holds::schema},
    keyword{"else", holds::schema},
    // numbers and strings
    keyword{"multipleOf"},
    keyword{"minimum"},
    keyword{"maximum"},
    keyword{"exclusiveMinimum"},
    keyword{"exclusiveMaximum"},
    keyword{"minLength"},
    keyword{"maxLength"},
    keyword{"pattern"},
    keyword{"format"},
    // arrays
    keyword{"items", holds::schema_or_list},
    keyword{"prefixItems", holds::list, false},
    keyword{"additionalItems", holds::schema, true, false},
    keyword{"contains", holds::schema},
    keyword{"minContains", holds::nothing, false},
    keyword{"maxContains", holds::nothing, false},
    keyword{"minItems"},
    keyword{"maxItems"},
    keyword{"uniqueItems"},
    keyword{"unevaluatedItems", holds::schema, false},
    // objects
    keyword{"properties", holds::map},
    keyword{"patternProperties", holds::map},
    keyword{"additionalProperties", holds::schema},
    keyword{"propertyNames", holds::schema},
    keyword{"required"},
    keyword{"minProperties"},
    keyword{"maxProperties"},
    keyword{"dependencies", holds::map_of_schemas_or_names, true, false},
    keyword{"dependentSchemas", holds::map, false},
    keyword{"dependentRequired", holds::nothing, false},
    keyword{"unevaluatedProperties", holds::schema, false},
    // annotations
    keyword{"title"},
    keyword{"description"},
    keyword{"default"},
    keyword{"examples"},
    keyword{"deprecated"},
    keyword{"readOnly"},
    keyword{"writeOnly"},
    keyword{"contentEncoding"},
    keyword{"contentMediaType"},
    keyword{"contentSchema", holds::schema, false},
};

} // namespace

const keyword* find_keyword(std::string_view name, draft version) {
    const auto* at =
        std::find_if(keywords.begin(), keywords.end(), [name](const keyword& k) { return k.name == name; });
    if (at == keywords.end()) return nullptr;
    return (version == draft::seven ? at->in_seven : at->in_twenty) ? at : nullptr;
}

bool is_extension(std::string_view name) {
    return name.starts_with("x-schakel-");
}

} // namespace schakel::validation
