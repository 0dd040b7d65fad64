// Z6: JSON against a schema: the first byte chooses one, the rest is the document. Every finding has a place in the
// document, there are never more than asked for, and a second look sees the same.
#include "gateway/validation/json_schema.hpp"
#include "gateway/codec/json_document.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace {

using namespace schakel;
using fuzz::require;

constexpr std::string_view everything = R"({
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

constexpr std::string_view draft_seven = R"({
    "$schema": "http://json-schema.org/draft-07/schema#",
    "definitions": {"leaf": {"$id": "#leaf", "type": ["integer", "null"], "multipleOf": 3}},
    "items": [{"$ref": "#leaf"}, {"enum": ["a", ["b"], {"c": {}}]}], "additionalItems": {"$ref": "#"},
    "contains": {"type": ["integer", "object"]}, "uniqueItems": true, "minItems": 1, "maxItems": 6,
    "properties": {"a": {"$ref": "#"}, "b": {"exclusiveMinimum": 0, "maximum": 1.5}, "": {"const": {"x": [1, 2.50]}}},
    "dependencies": {"a": ["b"], "b": {"required": ["c"], "maxProperties": 3}},
    "additionalProperties": {"oneOf": [{"type": "string", "format": "date"}, {"minLength": 3}, {"$ref": "#leaf"}]},
    "if": {"required": ["a"]}, "then": {"minProperties": 2}, "else": {"not": {"required": ["b"]}},
    "pattern": "^(\\p{L}|\\d){1,4}$"
})";

constexpr std::string_view unevaluated = R"({
    "anyOf": [
        {"properties": {"a": {"type": "string"}}, "required": ["a"]},
        {"properties": {"b": {"$ref": "#"}}, "required": ["b"], "unevaluatedProperties": true},
        {"prefixItems": [true, {"type": "number"}], "contains": {"const": 1}, "maxContains": 2, "type": "array"}
    ],
    "allOf": [{"if": {"patternProperties": {"^c": {"minimum": 1}}}, "then": {"properties": {"d": false}}}],
    "dependentSchemas": {"e": {"propertyNames": {"format": "x-language-tag"}, "properties": {"e": {"format": "time"}}}},
    "unevaluatedProperties": {"items": {"$ref": "#"}, "unevaluatedItems": false},
    "unevaluatedItems": {"oneOf": [{"type": "array", "minItems": 2}, {"type": "array", "maxItems": 2}, {"$ref": "#"}]}
})";

std::optional<std::string> catalogue(std::string_view name) {
    if (name == "everything") return std::string(everything);
    if (name == "draft-07") return std::string(draft_seven);
    if (name == "unevaluated") return std::string(unevaluated);
    return schemas::bundled(name);
}

const std::vector<validation::json_schema>& all_schemas() {
    static const auto all = [] {
        std::vector<validation::json_schema> made;
        for (const char* name :
             {"everything", "draft-07", "unevaluated", "xapi/1.0.3/statement.schema.json",
              "edu_v/results-2.1.0/results.schema.json"}) {
            auto compiled = validation::json_schema::compile(name, catalogue);
            require(static_cast<bool>(compiled));
            made.push_back(std::move(*compiled));
        }
        return made;
    }();
    return all;
}

bool is_about_all(const finding& one) {
    return one.broken->id.starts_with("schema.limit-");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto& schema = all_schemas()[static_cast<unsigned char>(data[0] - '0') % all_schemas().size()];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const document_limits limits{.bytes = 1 << 14, .depth = 24, .nodes = 2'000, .findings = 50};
    findings ignored;
    const auto document = json::document::parse(bytes, limits, ignored);
    if (!document) return 0;

    const findings found = schema.validate(*document, limits);
    std::size_t last = 0;
    std::size_t counted = 0;
    for (const finding& one : found) {
        fuzz::require_sound(bytes, one);
        if (is_about_all(one)) continue;
        ++counted;
        require(one.where.offset < bytes.size() && one.where.offset >= last);
        require(static_cast<bool>(document->root().find(one.where.path)));
        last = one.where.offset;
    }
    require(counted <= limits.findings && (found.empty() || has_error(found)));
    require(fuzz::same(found, schema.validate(*document, limits)));
    document_limits few = limits;
    few.findings = 1;
    require(schema.validate(*document, few).empty() == found.empty());
    return 0;
}
