// Any JSON against one schema that uses every kind of keyword: no crash, and every finding has a place in the document.
#include "gateway/validation/json_schema.hpp"
#include "gateway/codec/json_document.hpp"

#include <cstdint>
#include <cstdlib>

using namespace schakel;

namespace {

constexpr std::string_view schema_text = R"({
    "$id": "https://example.org/fuzz",
    "$dynamicAnchor": "node",
    "type": ["object", "array", "string", "number", "boolean"],
    "minimum": -5, "exclusiveMaximum": 1e20, "multipleOf": 0.25,
    "minLength": 1, "maxLength": 40, "pattern": "^[a-z0-9:/ -]*$",
    "maxItems": 12, "uniqueItems": true, "prefixItems": [{"type": "string"}], "items": {"$dynamicRef": "#node"},
    "contains": {"type": "string"}, "minContains": 0, "maxContains": 3,
    "properties": {
        "kind": {"enum": ["group", "person", 7, null, {"a": [1.0]}]},
        "when": {"format": "date-time"}, "took": {"format": "duration"}, "id": {"format": "uuid"}, "at": {"format": "iri"},
        "mail": {"format": "email"}, "language": {"format": "x-language-tag"},
        "next": {"oneOf": [{"$ref": "#/$defs/short"}, {"$ref": "#/$defs/long"}]},
        "other": {"anyOf": [{"const": 1}, {"not": {"type": "object"}}, {"$ref": "#"}]}
    },
    "patternProperties": {"^x-": {"$ref": "#"}},
    "propertyNames": {"maxLength": 12},
    "required": ["kind"], "minProperties": 1, "maxProperties": 8,
    "dependentRequired": {"took": ["when"]}, "dependentSchemas": {"mail": {"required": ["language"]}},
    "if": {"type": "object", "properties": {"kind": {"const": "group"}}}, "then": {"properties": {"members": {"type": "array"}}},
    "else": {"maxProperties": 6},
    "unevaluatedProperties": {"type": ["string", "null"]},
    "$defs": {
        "short": {"type": "string", "maxLength": 3},
        "long": {"type": "object", "properties": {"kind": true, "next": {"$ref": "#"}}, "additionalProperties": false}
    }
})";

const validation::json_schema& schema() {
    static const auto compiled = validation::json_schema::compile("fuzz", [](std::string_view name) {
        return name == "fuzz" ? std::optional(std::string(schema_text)) : std::nullopt;
    });
    if (!compiled) std::abort();
    return compiled.value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const document_limits limits{.bytes = 1 << 14, .depth = 24, .nodes = 2'000, .findings = 50};
    findings ignored;
    const auto document = json::document::parse({reinterpret_cast<const char*>(data), size}, limits, ignored);
    if (!document) return 0;
    for (const finding& f : schema().validate(*document, limits)) {
        const bool about_all = f.broken->id.starts_with("schema.limit-");
        if (!about_all && (f.where.offset >= size || f.where.line == 0)) std::abort();
        if (f.text(language::nl).empty()) std::abort();
    }
    return 0;
}
