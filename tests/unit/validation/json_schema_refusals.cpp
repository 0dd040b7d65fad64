// Schemas that are not loaded, and what their author is told.
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace schakel;
using namespace schakel::validation;

namespace {

using files = std::map<std::string, std::string, std::less<>>;

schema_catalogue catalogue_of(const files& f) {
    return [&f](std::string_view name) -> std::optional<std::string> {
        const auto at = f.find(name);
        return at == f.end() ? std::nullopt : std::optional(at->second);
    };
}

schema_refusal refused(const files& f) {
    auto schema = json_schema::compile("main.json", catalogue_of(f));
    REQUIRE_FALSE(schema);
    return schema.error();
}

std::string told(const schema_refusal& r) {
    return r.file + ":" + std::to_string(r.where.line) + ":" + std::to_string(r.where.column) + " " + r.message;
}

} // namespace

TEST_CASE("all faults of a schema are told, the most telling first") {
    const auto refusal = refused({{"main.json", R"({
  "type": ["string", "text"],
  "properties": {"a": {"minLength": "3"}, "b": {"required": true}},
  "allOf": []
})"}});
    CHECK(refusal.why == schema_refusal::kind::invalid);
    CHECK(refusal.where.path == "/type/1");
    std::string places;
    for (const finding& f : refusal.faults) places += f.where.path + " " + std::string(f.broken->id) + "\n";
    CHECK(
        places == "/type schema.any-of\n"
                  "/type/1 schema.enum\n"
                  "/properties/a/minLength schema.type\n"
                  "/properties/b/required schema.type\n"
                  "/allOf schema.min-items\n"
    );
}

TEST_CASE("a dialect has the vocabularies of its metaschema") {
    const auto with = [](std::string_view vocabularies) {
        return files{
            {"main.json",
             R"({"$schema": "https://example.org/dialect", "type": "string", "properties": {"a": false}})"},
            {"https://example.org/dialect",
             R"({"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.org/dialect",
                 "$dynamicAnchor": "meta", "$ref": "https://json-schema.org/draft/2020-12/schema", "$vocabulary": {)" +
                 std::string(vocabularies) + "}}"}};
    };
    const auto unknown = refused(with(R"("https://example.org/vocab/units": true)"));
    CHECK(unknown.why == schema_refusal::kind::not_supported);
    CHECK(
        told(unknown) == "main.json:1:13 the metaschema https://example.org/dialect requires the vocabulary "
                         "https://example.org/vocab/units, which is not known"
    );
    const files f = with(
        R"("https://json-schema.org/draft/2020-12/vocab/validation": true, "https://example.org/vocab/units": false)"
    );
    const auto schema = json_schema::compile("main.json", catalogue_of(f));
    REQUIRE(schema);
    findings found;
    CHECK(has_error(schema->validate(*json::document::parse("1", {}, found))));
    REQUIRE(schema->remarks().size() == 1);
    CHECK(schema->remarks().front().what.broken->id == "json-schema.other-vocabulary");
    CHECK(schema->remarks().front().what.where.path == "/properties");
    CHECK(
        refused({{"main.json", R"({"$schema": "https://example.org/nowhere"})"}}).why ==
        schema_refusal::kind::not_supported
    );
}

TEST_CASE("what is ill-formed, missing or endless is refused") {
    CHECK(refused({}).why == schema_refusal::kind::unreadable);
    CHECK(refused({{"main.json", "{\"type\": }"}}).why == schema_refusal::kind::invalid);
    CHECK(
        told(refused({{"main.json", R"({"type": "text"})"}})) ==
        "main.json:1:10 type: The value text is not one of those allowed: null, object, array, integer, string, …"
    );
    CHECK(
        told(refused({{"main.json", R"({"minLength": -1})"}})) ==
        "main.json:1:15 minLength: The number is too small; at least 0"
    );
    CHECK(
        told(refused({{"main.json", R"({"items": [true]})"}})) ==
        "main.json:1:11 items: The type is array; expected: object, boolean; a list of schemas is called prefixItems "
        "in "
        "this draft"
    );
    CHECK(
        refused({{"main.json", R"({"$schema": "https://json-schema.org/draft/2019-09/schema"})"}}).why ==
        schema_refusal::kind::not_supported
    );
    CHECK(
        told(refused({{"main.json", R"j({"pattern": "a("})j"}})) ==
        "main.json:1:13 pattern: The text a( is not a valid regex: missing ')' (at character 3 of the expression)"
    );
    const auto look_ahead = refused({{"main.json", R"j({"pattern": "a(?=b)"})j"}});
    CHECK(look_ahead.why == schema_refusal::kind::not_supported);
    CHECK(
        told(look_ahead) ==
        "main.json:1:13 the pattern a(?=b): look-ahead is not supported (at character 4 of the expression)"
    );
    CHECK(
        told(refused({{"main.json", R"({"$ref": "#/nowhere"})"}})) == "main.json:1:1 there is no schema at #/nowhere"
    );
    CHECK(
        told(refused({{"main.json", R"({"$ref": "other.json"})"}})) ==
        "main.json:1:1 the catalogue has no schema other.json"
    );
    CHECK(refused({{"main.json", R"({"$ref": "#"})"}}).why == schema_refusal::kind::invalid);
    CHECK(
        refused({{"main.json", R"({"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"$ref": "#"}]}}})"}}
        ).why == schema_refusal::kind::invalid
    );
    CHECK(refused({{"main.json", R"({"multipleOf": 0})"}}).why == schema_refusal::kind::invalid);
    CHECK(refused({{"main.json", R"({"multipleOf": 1e-999999999})"}}).why == schema_refusal::kind::not_supported);
}

TEST_CASE("a schema in several files is found by relative name and by $id") {
    const files f{
        {"main.json",
         R"({"properties": {"a": {"$ref": "parts/a.json#/$defs/text"}, "b": {"$ref": "https://example.org/b"}}})"},
        {"parts/a.json", R"({"$defs": {"text": {"$ref": "b.json"}}})"},
        {"parts/b.json", R"({"type": "string"})"},
        {"https://example.org/b", R"({"$id": "https://example.org/b", "type": "null"})"}};
    const auto schema = json_schema::compile("main.json", catalogue_of(f));
    REQUIRE(schema);
    findings found;
    const auto document = json::document::parse(R"({"a": 1, "b": 2})", {}, found);
    CHECK(schema->validate(*document).size() == 2);
    CHECK(
        told(refused({{"main.json", R"({"$ref": "bad.json"})"}, {"bad.json", R"({"type": 1})"}})) ==
        "bad.json:1:10 type: The value 1 is not one of those allowed: null, array, number, object, string, …"
    );
}

TEST_CASE("schemas that refer to each other in long lines and circles") {
    const auto chain = [](std::size_t length, const std::string& step, const std::string& end) {
        std::string text = R"({"$ref":"#/$defs/d0","$defs":{)";
        for (std::size_t i = 0; i < length; ++i)
            text +=
                "\"d" + std::to_string(i) + "\":{" + step + "{\"$ref\":\"#/$defs/d" + std::to_string(i + 1) + "\"}},";
        return text + "\"d" + std::to_string(length) + "\":" + end + "}}";
    };
    const auto compiled = [](const std::string& text) {
        return validation::json_schema::compile("main", [&](std::string_view name) {
            return name == "main" ? std::optional(text) : std::nullopt;
        });
    };
    CHECK(compiled(chain(20'000, "\"items\":", "true"))); // each a level deeper: no longer than the document is deep
    CHECK(compiled(chain(90, "\"not\":", "true")));
    const auto refused = compiled(chain(20'000, "\"not\":", "true"));
    REQUIRE(!refused);
    CHECK(refused.error().why == validation::schema_refusal::kind::not_supported);
    CHECK(refused.error().message.find("more than 100 schemas") != std::string::npos);

    // p is another name for q, and q has p deeper in the document.
    const auto alias = compiled(
        R"({"$ref":"#/$defs/p","$defs":{"p":{"$ref":"#/$defs/q"},"q":{"type":"array","items":{"$ref":"#/$defs/p"}}}})"
    );
    REQUIRE(alias);
    const auto errors = [&](const char* text) {
        findings found;
        const auto document = json::document::parse(text, {}, found);
        return alias->validate(*document).size();
    };
    CHECK(errors("[[],[[]]]") == 0);
    CHECK(errors("[[],[1]]") == 1);
}
