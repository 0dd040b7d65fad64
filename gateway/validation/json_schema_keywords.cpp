#include "gateway/validation/json_schema_keywords.hpp"

#include <algorithm>
#include <array>

namespace schakel::validation {

namespace {

constexpr std::uint8_t format_bits = format_annotation_bit | format_assertion_bit;

constexpr std::array keywords{
    keyword{"$schema", core_bit},
    keyword{"$id", core_bit},
    keyword{"$ref", core_bit},
    keyword{"$comment", core_bit},
    keyword{"$vocabulary", core_bit, holds::nothing, drafts::only_twenty_twenty},
    keyword{"$defs", core_bit, holds::map, drafts::only_twenty_twenty},
    keyword{"definitions", core_bit, holds::map},
    keyword{"$anchor", core_bit, holds::nothing, drafts::only_twenty_twenty},
    keyword{"$dynamicAnchor", core_bit, holds::nothing, drafts::only_twenty_twenty},
    keyword{"$dynamicRef", core_bit, holds::nothing, drafts::only_twenty_twenty},

    keyword{"allOf", applicator_bit, holds::list},
    keyword{"anyOf", applicator_bit, holds::list},
    keyword{"oneOf", applicator_bit, holds::list},
    keyword{"not", applicator_bit, holds::schema},
    keyword{"if", applicator_bit, holds::schema},
    keyword{"then", applicator_bit, holds::schema},
    keyword{"else", applicator_bit, holds::schema},
    keyword{"items", applicator_bit, holds::schema_or_list},
    keyword{"prefixItems", applicator_bit, holds::list, drafts::only_twenty_twenty},
    keyword{"additionalItems", applicator_bit, holds::schema, drafts::only_seven},
    keyword{"contains", applicator_bit, holds::schema},
    keyword{"properties", applicator_bit, holds::map},
    keyword{"patternProperties", applicator_bit, holds::map},
    keyword{"additionalProperties", applicator_bit, holds::schema},
    keyword{"propertyNames", applicator_bit, holds::schema},
    keyword{"dependencies", applicator_bit, holds::map_of_schemas_or_names, drafts::only_seven},
    keyword{"dependentSchemas", applicator_bit, holds::map, drafts::only_twenty_twenty},
    keyword{"unevaluatedItems", unevaluated_bit, holds::schema, drafts::only_twenty_twenty},
    keyword{"unevaluatedProperties", unevaluated_bit, holds::schema, drafts::only_twenty_twenty},

    keyword{"type", validation_bit},
    keyword{"enum", validation_bit},
    keyword{"const", validation_bit},
    keyword{"multipleOf", validation_bit},
    keyword{"minimum", validation_bit},
    keyword{"maximum", validation_bit},
    keyword{"exclusiveMinimum", validation_bit},
    keyword{"exclusiveMaximum", validation_bit},
    keyword{"minLength", validation_bit},
    keyword{"maxLength", validation_bit},
    keyword{"pattern", validation_bit},
    keyword{"minItems", validation_bit},
    keyword{"maxItems", validation_bit},
    keyword{"uniqueItems", validation_bit},
    keyword{"minContains", validation_bit, holds::nothing, drafts::only_twenty_twenty},
    keyword{"maxContains", validation_bit, holds::nothing, drafts::only_twenty_twenty},
    keyword{"required", validation_bit},
    keyword{"minProperties", validation_bit},
    keyword{"maxProperties", validation_bit},
    keyword{"dependentRequired", validation_bit, holds::nothing, drafts::only_twenty_twenty},

    keyword{"format", format_bits},
    keyword{"title", meta_data_bit},
    keyword{"description", meta_data_bit},
    keyword{"default", meta_data_bit},
    keyword{"examples", meta_data_bit},
    keyword{"deprecated", meta_data_bit},
    keyword{"readOnly", meta_data_bit},
    keyword{"writeOnly", meta_data_bit},
    keyword{"contentEncoding", content_bit},
    keyword{"contentMediaType", content_bit},
    keyword{"contentSchema", content_bit, holds::schema, drafts::only_twenty_twenty},
};

struct renamed {
    std::string_view other;
    std::string_view in_seven;
    std::string_view in_twenty_twenty;
};

// An empty name: the draft can say it with the keyword of the other column only.
constexpr std::array renamings{
    renamed{"$defs", "definitions", "$defs"},
    renamed{"definitions", "definitions", "$defs"},
    renamed{"$anchor", "$id: \"#…\"", "$anchor"},
    renamed{"$dynamicAnchor", "", "$dynamicAnchor"},
    renamed{"$dynamicRef", "$ref", "$dynamicRef"},
    renamed{"$recursiveAnchor", "", "$dynamicAnchor"},
    renamed{"$recursiveRef", "$ref", "$dynamicRef"},
    renamed{"id", "$id", "$id"},
    renamed{"prefixItems", "items: […]", "prefixItems"},
    renamed{"additionalItems", "additionalItems", "items"},
    renamed{"dependencies", "dependencies", "dependentRequired, dependentSchemas"},
    renamed{"dependentRequired", "dependencies", "dependentRequired"},
    renamed{"dependentSchemas", "dependencies", "dependentSchemas"},
    renamed{"unevaluatedItems", "additionalItems", "unevaluatedItems"},
    renamed{"unevaluatedProperties", "additionalProperties", "unevaluatedProperties"},
    renamed{"minContains", "contains", "minContains"},
    renamed{"maxContains", "", "maxContains"},
    renamed{"contentSchema", "", "contentSchema"},
    renamed{"$vocabulary", "", "$vocabulary"},
    renamed{"divisibleBy", "multipleOf", "multipleOf"},
    renamed{"disallow", "not", "not"},
    renamed{"extends", "allOf", "allOf"},
    renamed{"nullable", "type: [\"null\", …]", "type: [\"null\", …]"},
    renamed{"example", "examples", "examples"},
};

bool belongs_to(const keyword& k, const dialect& d) {
    const bool in_draft = k.in == drafts::both || (k.in == drafts::only_seven) == (d.version == draft::seven);
    return in_draft && d.has(k.vocabularies);
}

} // namespace

const keyword* find_keyword(std::string_view name) {
    const auto* at = std::ranges::find(keywords, name, &keyword::name);
    return at == keywords.end() ? nullptr : at;
}

const keyword* find_keyword(std::string_view name, const dialect& d) {
    const keyword* known = find_keyword(name);
    return known && belongs_to(*known, d) ? known : nullptr;
}

std::string_view name_in_draft(std::string_view other, draft version) {
    const auto* at = std::ranges::find(renamings, other, &renamed::other);
    if (at == renamings.end()) return {};
    return version == draft::seven ? at->in_seven : at->in_twenty_twenty;
}

std::vector<std::string_view> keyword_names(const dialect& d) {
    std::vector<std::string_view> names;
    for (const keyword& k : keywords)
        if (belongs_to(k, d)) names.push_back(k.name);
    return names;
}

bool is_extension(std::string_view name) {
    return name.starts_with("x-");
}

} // namespace schakel::validation
