// What the author of a schema is told although it loads.
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::validation;

namespace {

// One line per remark: place, rule, what stood there, what is meant.
std::string remarks(std::string_view text) {
    const auto schema = json_schema::compile("main.json", [text](std::string_view name) {
        return name == "main.json" ? std::optional(std::string(text)) : std::nullopt;
    });
    REQUIRE_MESSAGE(schema, schema.error().message);
    std::string lines;
    for (const schema_remark& r : schema->remarks()) {
        CHECK(r.file == "main.json");
        CHECK(r.what.broken->level != severity::error);
        lines += std::to_string(r.what.where.line) + ":" + std::to_string(r.what.where.column) + " " +
                 r.what.where.path + " " + std::string(r.what.broken->id.substr(12)) + " " + r.what.got + " " +
                 r.what.expected + "\n";
    }
    return lines;
}

constexpr std::string_view seven = R"({"$schema": "http://json-schema.org/draft-07/schema#", )";

std::string of_seven(std::string_view rest) {
    return std::string(seven) + std::string(rest);
}

} // namespace

TEST_CASE("a schema without surprises has no remarks") {
    CHECK(remarks(R"({"type": "string", "format": "date", "x-note": 1, "x-schakel-clause": "a"})").empty());
    CHECK(remarks("true").empty());
}

TEST_CASE("keywords that do not exist are told, with what may be meant") {
    CHECK(
        remarks(
            "{\n  \"properties\": {\"a\": {\"minlength\": 3}},\n  \"aditionalProperties\": false,\n  \"colour\": 1\n}"
        ) == "2:24 /properties/a/minlength misspelt-keyword minlength minLength\n"
             "3:3 /aditionalProperties misspelt-keyword aditionalProperties additionalProperties\n"
             "4:3 /colour unknown-keyword colour 2020-12\n"
    );
    CHECK(
        remarks(R"({"$defs": {"unused": {"nonsense": 1}}, "x-schakel-rule": "a"})") ==
        "1:23 /$defs/unused/nonsense unknown-keyword nonsense 2020-12\n"
        "1:40 /x-schakel-rule unknown-keyword x-schakel-rule 2020-12\n"
    );
    CHECK(remarks(R"({"const": {"nonsense": 1}, "enum": [{"typ": 1}], "properties": {"typ": true}})").empty());
}

TEST_CASE("keywords of another draft are told by what they are called here") {
    CHECK(
        remarks(R"({"dependencies": {"a": ["b"]}})") ==
        "1:2 /dependencies keyword-of-other-draft dependencies dependentRequired, dependentSchemas\n"
    );
    CHECK(
        remarks(R"({"$recursiveRef": "#", "additionalItems": false, "id": "a"})") ==
        "1:2 /$recursiveRef keyword-of-other-draft $recursiveRef $dynamicRef\n"
        "1:24 /additionalItems keyword-of-other-draft additionalItems items\n"
        "1:50 /id keyword-of-other-draft id $id\n"
    );
    CHECK(
        remarks(R"({"definitions": {"a": {"typ": 1}}})") ==
        "1:2 /definitions old-name definitions $defs\n1:24 /definitions/a/typ misspelt-keyword typ type\n"
    );
    CHECK(
        remarks(of_seven(R"("prefixItems": [true], "unevaluatedProperties": false, "$defs": {"a": {"typ": 1}}})")) ==
        "1:56 /prefixItems keyword-of-other-draft prefixItems items: […]\n"
        "1:79 /unevaluatedProperties keyword-of-other-draft unevaluatedProperties additionalProperties\n"
        "1:111 /$defs keyword-of-other-draft $defs definitions\n"
    );
}

TEST_CASE("keywords without effect are told") {
    CHECK(
        remarks(of_seven(R"("definitions": {"a": {}}, "$ref": "#/definitions/a", "maxLength": 3})")) ==
        "1:109 /maxLength beside-reference maxLength \n"
    );
    CHECK(
        remarks(R"({"then": {}, "minContains": 1})") ==
        "1:2 /then without-partner then if\n1:14 /minContains without-partner minContains contains\n"
    );
    CHECK(
        remarks(R"({"format": "data-time", "properties": {"a": {"format": "colour"}}})") ==
        "1:12 /format misspelt-format data-time date-time\n"
        "1:56 /properties/a/format unknown-format colour \n"
    );
}

TEST_CASE("a keyword that nothing looks at changes no verdict, and a reference may still point into it") {
    const auto schema = json_schema::compile("main.json", [](std::string_view name) {
        return name == "main.json"
                   ? std::optional<std::string>(
                         R"({"parts": {"text": {"type": "string", "typ": 1}}, "properties": {"a": {"$ref": "#/parts/text"}}})"
                     )
                   : std::nullopt;
    });
    REQUIRE(schema);
    findings found;
    CHECK(has_error(schema->validate(*json::document::parse(R"({"a": 1})", {}, found))));
    CHECK(schema->validate(*json::document::parse(R"({"a": "x", "parts": 1})", {}, found)).empty());
    CHECK(schema->remarks().size() == 2); // "typ" is looked at as soon as the place is a schema
}

TEST_CASE("every remark has both languages, a clause and a repair") {
    std::set<std::string_view> ids;
    for (const rule& r : json_schema_remark_rules()) {
        CHECK(r.id.starts_with("json-schema."));
        CHECK(ids.insert(r.id).second);
        for (const std::string_view text : {r.clause, r.text_nl, r.text_en, r.repair_nl, r.repair_en})
            CHECK_FALSE(text.empty());
    }
}
