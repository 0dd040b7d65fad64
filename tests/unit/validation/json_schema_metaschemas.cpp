// Our text of the metaschemas: for every keyword of a draft values that it may have and values that it may not.
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using namespace schakel::validation;

namespace {

constexpr std::string_view seven = "http://json-schema.org/draft-07/schema#";
constexpr std::string_view twenty_twenty = "https://json-schema.org/draft/2020-12/schema";
constexpr bool both = true, newer = false;

struct row {
    std::string_view keyword;
    bool in_seven;
    std::vector<std::string_view> right, wrong;
};

const std::vector<row>& rows() {
    static const std::vector<std::string_view> texts{R"("")", R"("a")"}, no_texts{"1", "null", "{}"},
        counts{"0", "3", "3.0", "1e2"}, no_counts{"-1", "1.5", R"("1")", "true"}, numbers{"0", "-1.5"},
        no_numbers{R"("1")", "true", "null"}, schemas{"true", "{}", R"({"type": "null"})"},
        no_schemas{"1", "null", R"("a")", R"({"type": 1})", "[]"}, lists{"[true]", "[{}, false]"},
        no_lists{"[]", "{}", "[1]", R"([{"minLength": -1}])"}, maps{"{}", R"({"a": true, "": {}})"},
        no_maps{"[]", "true", R"({"a": 1})", R"({"a": {"not": 1}})"}, names{"[]", R"(["a", "b"])"},
        no_names{R"("a")", "[1]", R"(["a", "a"])"}, flags{"true", "false"}, no_flags{"1", R"("true")", "null"};
    static const std::vector<row> all{
        {"$schema", both, {}, {"1", R"("a b")", R"("relative")"}},
        {"$id", both, {R"("a/b.json")", R"("https://example.org/a#")"}, {"1", R"("a b")"}},
        {"$id", newer, {}, {R"("#a")", R"("a#b")"}},
        {"$ref", both, {}, {"1", R"("a b")"}},
        {"$comment", both, texts, no_texts},
        {"$anchor", newer, {R"("a")", R"("_a-1.B")"}, {R"("")", R"("1a")", R"("#a")", R"("a:b")", "1"}},
        {"$dynamicAnchor", newer, {R"("a")"}, {R"("1a")", "1"}},
        {"$dynamicRef", newer, {}, {"1", R"("a b")"}},
        {"$vocabulary",
         newer,
         {"{}", R"({"https://example.org/v": true, "urn:v": false})"},
         {"[]", R"({"https://example.org/v": 1})", R"({"v": true})"}},
        {"$defs", newer, maps, no_maps},
        {"definitions", both, maps, no_maps},
        {"title", both, texts, no_texts},
        {"description", both, texts, no_texts},
        {"default", both, {"1", "null", "{}"}, {}},
        {"examples", both, {"[]", "[1, null]"}, {"1", "{}"}},
        {"readOnly", both, flags, no_flags},
        {"writeOnly", both, flags, no_flags},
        {"deprecated", newer, flags, no_flags},
        {"contentEncoding", both, texts, no_texts},
        {"contentMediaType", both, texts, no_texts},
        {"contentSchema", newer, schemas, no_schemas},
        {"format", both, texts, no_texts},
        {"type",
         both,
         {R"("array")", R"("boolean")", R"("integer")", R"("null")", R"("number")", R"("object")", R"("string")",
          R"(["string", "null"])"},
         {"1", "[]", R"("text")", R"(["string", "string"])", R"(["string", "text"])", "{}"}},
        {"const", both, {"null", "1", "[]"}, {}},
        {"enum", both, {"[1]", R"(["a", null, {}])"}, {"1", "{}", R"("a")"}},
        {"multipleOf", both, {"1", "0.01", "1e-3"}, {"0", "-1", R"("1")"}},
        {"minimum", both, numbers, no_numbers},
        {"maximum", both, numbers, no_numbers},
        {"exclusiveMinimum", both, numbers, no_numbers},
        {"exclusiveMaximum", both, numbers, no_numbers},
        {"minLength", both, counts, no_counts},
        {"maxLength", both, counts, no_counts},
        {"pattern", both, {R"("")", R"("^a+$")"}, {"1", R"("(")", R"("[b-a]")"}},
        {"items", both, schemas, {"1", R"("a")", R"({"type": 1})"}},
        {"items", newer, {}, {"[true]"}},
        {"prefixItems", newer, lists, no_lists},
        {"contains", both, schemas, no_schemas},
        {"minItems", both, counts, no_counts},
        {"maxItems", both, counts, no_counts},
        {"uniqueItems", both, flags, no_flags},
        {"minContains", newer, counts, no_counts},
        {"maxContains", newer, counts, no_counts},
        {"unevaluatedItems", newer, schemas, no_schemas},
        {"properties", both, maps, no_maps},
        {"patternProperties", both, {"{}", R"({"^a": true})"}, {"[]", R"({"a": 1})", R"({"(": true})"}},
        {"additionalProperties", both, schemas, no_schemas},
        {"propertyNames", both, schemas, no_schemas},
        {"required", both, names, no_names},
        {"minProperties", both, counts, no_counts},
        {"maxProperties", both, counts, no_counts},
        {"dependencies", both, {"{}", R"({"a": ["b"], "c": true})"}, {"[]", R"({"a": 1})", R"({"a": ["b", "b"]})"}},
        {"dependentRequired", newer, {"{}", R"({"a": ["b"]})"}, {"[]", R"({"a": "b"})", R"({"a": [1]})"}},
        {"dependentSchemas", newer, maps, no_maps},
        {"unevaluatedProperties", newer, schemas, no_schemas},
        {"allOf", both, lists, no_lists},
        {"anyOf", both, lists, no_lists},
        {"oneOf", both, lists, no_lists},
        {"not", both, schemas, no_schemas},
        {"if", both, schemas, no_schemas},
        {"then", both, schemas, no_schemas},
        {"else", both, schemas, no_schemas},
    };
    return all;
}

std::optional<schema_refusal> refusal(std::string_view dialect, std::string_view keyword, std::string_view value) {
    std::string text = keyword == "$schema" ? "{" : "{\"$schema\": \"" + std::string(dialect) + "\", ";
    text.append("\"").append(keyword).append("\": ").append(value).append("}");
    auto compiled = json_schema::compile("main.json", [&](std::string_view name) {
        return name == "main.json" ? std::optional(text) : std::nullopt;
    });
    if (compiled) return std::nullopt;
    return compiled.error();
}

void check_rows(std::string_view dialect) {
    for (const row& r : rows()) {
        if (dialect == seven && !r.in_seven) continue;
        for (const std::string_view value : r.right)
            CHECK_MESSAGE(!refusal(dialect, r.keyword, value), r.keyword << ": " << value);
        for (const std::string_view value : r.wrong) {
            CAPTURE(r.keyword);
            CAPTURE(value);
            const auto refused = refusal(dialect, r.keyword, value);
            REQUIRE(refused);
            const std::string inside = "/" + std::string(r.keyword);
            CHECK(refused->where.path.substr(0, inside.size()) == inside);
            CHECK(refused->where.line == 1);
            CHECK(refused->file == "main.json");
        }
    }
}

} // namespace

TEST_CASE("the metaschema of draft-07 tells right from wrong for every keyword") {
    check_rows(seven);
}

TEST_CASE("the metaschema of 2020-12 tells right from wrong for every keyword") {
    check_rows(twenty_twenty);
}

TEST_CASE("what is wrong below any applicator is found") {
    for (const std::string_view place :
         {R"("allOf": [X])", R"("anyOf": [X])", R"("oneOf": [X])", R"("not": X)", R"("if": X)", R"("items": X)",
          R"("contains": X)", R"("properties": {"a": X})", R"("patternProperties": {"a": X})",
          R"("additionalProperties": X)", R"("propertyNames": X)", R"("definitions": {"a": X})"}) {
        std::string text(place);
        text.replace(text.find('X'), 1, R"({"properties": {"b": {"minLength": -1}}})");
        for (const std::string_view dialect : {seven, twenty_twenty}) {
            const auto refused = refusal(dialect, "$comment", "\"\", " + text); // the keyword behind a harmless one
            CAPTURE(text);
            REQUIRE(refused);
            CHECK(refused->why == schema_refusal::kind::invalid);
            CHECK(refused->where.path.ends_with("/properties/b/minLength"));
        }
    }
}

TEST_CASE("a part of another dialect is checked by its own metaschema") {
    const auto compiled = [](std::string_view inner) {
        return json_schema::compile("main.json", [inner](std::string_view name) {
            return name == "main.json"
                       ? std::optional(
                             R"({"$defs": {"old": {"$id": "old", "$schema": "http://json-schema.org/draft-07/schema#", )" +
                             std::string(inner) + "}}}"
                         )
                       : std::nullopt;
        });
    };
    CHECK(compiled(R"("items": [true])"));
    auto refused = compiled(R"("items": 1)");
    REQUIRE(!refused);
    CHECK(refused.error().where.path == "/$defs/old/items");
}
