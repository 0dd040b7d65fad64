// What the sender of a wrong document is told, and where.
#include "gateway/codec/json_document.hpp"
#include "gateway/validation/json_schema.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::validation;

namespace {

json_schema compiled(std::string_view text) {
    auto schema = json_schema::compile("test.json", [text](std::string_view name) {
        return name == "test.json" ? std::optional(std::string(text)) : std::nullopt;
    });
    REQUIRE_MESSAGE(schema, schema.error().message);
    return std::move(schema.value());
}

findings checked(std::string_view schema, std::string_view instance, const document_limits& limits = {}) {
    findings found;
    const auto document = json::document::parse(instance, {.depth = 1000}, found);
    REQUIRE(document);
    return compiled(schema).validate(*document, limits);
}

std::string told(const finding& f) {
    CHECK_FALSE(f.text(language::nl).empty());
    CHECK_FALSE(f.text(language::en).empty());
    return std::string(f.broken->id) + " " + std::to_string(f.where.line) + ":" + std::to_string(f.where.column) + " " +
           f.where.path + " expected=" + f.expected + " got=" + f.got;
}

std::string only(std::string_view schema, std::string_view instance) {
    const findings found = checked(schema, instance);
    REQUIRE(found.size() == 1);
    return told(found.front());
}

} // namespace

TEST_CASE("every fault of a document is told in one pass, at its place") {
    constexpr std::string_view schema = R"({
        "type": "object",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "score": {"type": "number", "minimum": 0, "maximum": 10},
            "kind": {"enum": ["practice", "test", "exam"]},
            "items": {"type": "array", "items": {"type": "integer"}, "uniqueItems": true, "maxItems": 3}
        },
        "required": ["id", "score", "when"],
        "additionalProperties": false
    })";
    constexpr std::string_view instance = R"({
  "id": "Jansen",
  "score": 11,
  "kynd": "test",
  "kind": "exams",
  "items": [1, "2", 1, 4]
})";
    const findings found = checked(schema, instance);
    std::string lines;
    for (const finding& f : found) lines += told(f) + "\n";
    CHECK(
        lines == "schema.required 1:1  expected=when got=\n"
                 "schema.format 2:9 /id expected=uuid got=Xxxxxx\n"
                 "schema.maximum 3:12 /score expected=10 got=##\n"
                 "schema.additional-properties 4:3 /kynd expected=kind, id, score, items got=kynd\n"
                 "schema.enum 5:11 /kind expected=exam, test, practice got=xxxxx\n"
                 "schema.max-items 6:12 /items expected=3 got=4\n"
                 "schema.type 6:16 /items/1 expected=integer got=string\n"
                 "schema.unique-items 6:21 /items/2 expected= got=0\n"
    );
}

TEST_CASE("numbers are compared exactly") {
    CHECK(checked(R"({"maximum": 0.1})", "0.1").empty());
    CHECK(only(R"({"maximum": 0.1})", "0.10000000000000000000001").starts_with("schema.maximum"));
    CHECK(only(R"({"exclusiveMinimum": 9007199254740992})", "9007199254740992").starts_with("schema.exclusive-minimum")
    );
    CHECK(checked(R"({"exclusiveMinimum": 9007199254740992})", "9007199254740993").empty());
    CHECK(checked(R"({"multipleOf": 0.1})", "0.3").empty());
    CHECK(checked(R"({"multipleOf": 0.01})", "123456789012345678901234567890.12").empty());
    CHECK(only(R"({"multipleOf": 0.01})", "7.555").starts_with("schema.multiple-of"));
    CHECK(checked(R"({"type": "integer"})", "1e3").empty());
    CHECK(only(R"({"type": "integer"})", "1.5").starts_with("schema.type"));
}

TEST_CASE("numbers are equal by value, however they are written") {
    CHECK(checked(R"({"const": 1})", "1.0").empty());
    CHECK(checked(R"({"const": 100})", "1e2").empty());
    CHECK(checked(R"({"enum": [0.1, 5]})", "50E-1").empty());
    CHECK(checked(R"({"const": 0})", "-0.0").empty());
    CHECK(only(R"({"const": 9007199254740993})", "9007199254740992").starts_with("schema.const"));
    CHECK(only(R"({"const": 0.1})", "0.10000000000000000000000000000001").starts_with("schema.const"));
    CHECK(only(R"({"enum": [123456789012345678901234567890]})", "123456789012345678901234567891")
              .starts_with("schema.enum"));
    CHECK(only(R"({"const": 1})", "true").starts_with("schema.const"));
    CHECK(only(R"({"uniqueItems": true})", "[1e2, 1, 100.0]") == "schema.unique-items 1:10 /2 expected= got=0");
    CHECK(checked(R"({"uniqueItems": true})", R"([1, true, "1", [1], {"1": 1}, null, "null", "n"])").empty());
    CHECK(checked(R"({"type": "integer", "multipleOf": 0.5})", "1e308").empty());
}

TEST_CASE("repeated items are found among many, each once, and the first of them is named") {
    std::string text = "[";
    for (int i = 0; i < 200'000; ++i) text += "\"item " + std::to_string(i) + "\",";
    const findings found = checked(R"({"uniqueItems": true})", text + "\"item 7\", {\"a\": 1}, {\"a\": 1.0}]");
    REQUIRE(found.size() == 2);
    CHECK(found[0].where.path == "/200000");
    CHECK(found[0].got == "7");
    CHECK(found[1].where.path == "/200002");
    CHECK(found[1].got == "200001");
}

TEST_CASE("alternatives are told apart by what the value says it is") {
    constexpr std::string_view schema = R"({"anyOf": [
        {"title": "small", "properties": {"kind": {"const": "small"}}},
        {"title": "large", "properties": {"kind": {"const": "large"}, "a": {"type": "null"}, "b": {"type": "null"}}},
        {"title": "list", "type": "array"}
    ]})";
    const findings found = checked(schema, R"({"kind": "large", "a": 1, "b": 2})");
    REQUIRE(found.size() == 3);
    CHECK(told(found[0]) == "schema.any-of 1:1  expected=large got=");
    CHECK(told(found[1]) == "schema.type 1:24 /a expected=null got=number");
    CHECK(
        only(R"({"oneOf": [{"type": "string"}, {"type": ["array", "null"]}]})", "1") ==
        "schema.type 1:1  expected=array, string, null got=number"
    );
}

TEST_CASE("lengths count code points") {
    CHECK(checked(R"({"maxLength": 2})", R"("\ud83d\ude00é")").empty());
    CHECK(only(R"({"minLength": 3})", R"("\ud83d\ude00é")") == "schema.min-length 1:1  expected=3 got=2");
}

TEST_CASE("of alternatives the closest speaks") {
    constexpr std::string_view schema = R"({"oneOf": [
        {"title": "a group", "type": "object", "properties": {"members": {"type": "array"}, "name": {"type": "string"}}, "required": ["members", "name", "mbox"]},
        {"title": "a person", "type": "object", "properties": {"name": {"type": "string"}}, "required": ["name", "mbox"]}
    ]})";
    const findings found = checked(schema, R"({"name": "x"})");
    REQUIRE(found.size() == 2);
    CHECK(told(found[0]) == "schema.one-of 1:1  expected=a person got=");
    CHECK(told(found[1]) == "schema.required 1:1  expected=mbox got=");
    CHECK(
        only(schema, R"({"name": "x", "mbox": "y", "members": []})") ==
        "schema.one-of-many 1:1  expected=1 got=a group, a person"
    );
    CHECK(checked(R"({"anyOf": [{"type": "string"}, {"minimum": 5}]})", "7").empty());
}

TEST_CASE("a clause holds for the schema that gives it and all within") {
    constexpr std::string_view schema = R"({
        "x-schakel-clause": "Spec 1",
        "properties": {
            "a": {"$ref": "#/$defs/text"},
            "b": {"$ref": "#/$defs/text", "x-schakel-clause": "Spec 2.3"},
            "c": {"x-schakel-clause": "Spec 4", "items": {"type": "null"}}
        },
        "$defs": {"text": {"type": "string"}}
    })";
    const findings found = checked(schema, R"({"a": 1, "b": 2, "c": [3]})");
    REQUIRE(found.size() == 3);
    CHECK(found[0].effective_clause() == "Spec 1");
    CHECK(found[1].effective_clause() == "Spec 2.3");
    CHECK(found[2].effective_clause() == "Spec 4");
    CHECK(checked(R"({"type": "null"})", "1").front().effective_clause() == "JSON Schema Validation 6.1.1");
}

TEST_CASE("names, dependencies, contains and what remains unevaluated") {
    CHECK(
        only(R"({"propertyNames": {"maxLength": 3}})", R"({"abc": 1, "abcd": 2})") ==
        "schema.property-names 1:12 /abcd expected=max-length 3 got=abcd"
    );
    CHECK(
        only(R"({"dependentRequired": {"a": ["b"]}})", R"({"a": 1})") ==
        "schema.dependent-required 1:1  expected=b got=a"
    );
    CHECK(only(R"({"contains": {"const": 1}, "minContains": 2})", "[1, 2]") == "schema.contains 1:1  expected=2 got=1");
    CHECK(
        only(R"({"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false})", R"({"a": 1, "b": 2})") ==
        "schema.unevaluated-properties 1:10 /b expected= got=b"
    );
    CHECK(
        only(R"({"prefixItems": [true], "items": false})", "[1, 2, 3]") ==
        "schema.additional-items 1:5 /1 expected=1 got=3"
    );
    CHECK(only(R"({"not": {"type": "string"}})", R"("x")").starts_with("schema.not 1:1"));
    CHECK(only(R"({"properties": {"a": false}})", R"({"a": 1})").starts_with("schema.false 1:7 /a"));
}

TEST_CASE("more than 64 required names are all looked for") {
    std::string names;
    for (int i = 0; i < 100; ++i) names += (i == 0 ? "\"n" : ",\"n") + std::to_string(i) + "\"";
    std::string members;
    for (int i = 0; i < 99; ++i) members += (i == 0 ? "\"n" : ",\"n") + std::to_string(i) + "\":0";
    const findings found = checked("{\"required\":[" + names + "]}", "{" + members + "}");
    REQUIRE(found.size() == 1);
    CHECK(found.front().expected == "n99");
}

TEST_CASE("limits hold for depth and findings") {
    constexpr std::string_view tree = R"({"type": "array", "items": {"$ref": "#"}})";
    CHECK(checked(tree, std::string(50, '[') + std::string(50, ']')).empty());
    const findings deep = checked(tree, std::string(300, '[') + std::string(300, ']'));
    REQUIRE(deep.size() == 1);
    CHECK(deep.front().broken->id == "schema.limit-depth");
    CHECK(has_error(checked(
        R"({"not": {"$ref": "#/$defs/tree"}, "$defs": {"tree": {"items": {"$ref": "#/$defs/tree"}}}})",
        std::string(300, '[') + std::string(300, ']')
    )));
    CHECK(has_error(checked(R"({"type": "string"})", "1", {.findings = 0})));
    std::string many = "[0";
    for (int i = 0; i < 100; ++i) many += ",0";
    const findings found = checked(R"({"items": {"type": "string"}})", many + "]", {.findings = 10});
    REQUIRE(found.size() == 11);
    CHECK(found.back().broken->id == "schema.limit-findings");
}

TEST_CASE("formats are asserted") {
    const auto valid = [](std::string_view format, std::string_view text) {
        return checked("{\"format\": \"" + std::string(format) + "\"}", "\"" + std::string(text) + "\"").empty();
    };
    for (const auto good :
         {"2024-02-29T12:00:00Z", "2024-01-31t23:59:60z", "2024-01-31T00:29:60+00:30",
          "2024-01-31T12:00:00.123456789-05:00"})
        CHECK_MESSAGE(valid("date-time", good), good);
    for (const auto bad :
         {"2023-02-29T12:00:00Z", "2024-01-31T12:00:00", "2024-01-31 12:00:00Z", "2024-01-31T24:00:00Z",
          "2024-01-31T12:00:60Z", "2024-13-01T00:00:00Z", "2024-01-31T12:00Z", "2024-01-31T12:00:00.Z",
          "2024-01-31T12:00:00+0100", ""})
        CHECK_MESSAGE(!valid("date-time", bad), bad);
    CHECK(valid("date", "2000-02-29"));
    CHECK_FALSE(valid("date", "1900-02-29"));
    CHECK_FALSE(valid("date", "2000-2-9"));
    CHECK(valid("time", "08:30:06.28Z"));
    CHECK_FALSE(valid("time", "08:30:06"));
    for (const auto good : {"P1Y2M3DT4H5M6S", "PT16559.14S", "P4W", "PT0S", "P1M", "PT36H", "PT1.5H"})
        CHECK_MESSAGE(valid("x-xapi-duration", good), good);
    for (const auto bad :
         {"", "P", "PT", "P1S", "1Y", "P1YT", "P1M1Y", "PT1S1H", "P1W2D", "PT1.5H3M", "P1.5DT1H", "PT.5S", "-P1D"})
        CHECK_MESSAGE(!valid("x-xapi-duration", bad), bad);
    for (const auto good : {"P1Y2M3DT4H5M6S", "P4W", "PT0S", "P1M", "PT36H", "P1DT2H"})
        CHECK_MESSAGE(valid("duration", good), good);
    for (const auto bad : {"P1Y2D", "PT1H2S", "PT1.5H", "P1W2D", "P", "PT", "P1YT", "p1y"})
        CHECK_MESSAGE(!valid("duration", bad), bad);
    CHECK(valid("uuid", "2EB8AA08-aa98-11ea-b4aa-73b441d16380"));
    CHECK_FALSE(valid("uuid", "2eb8aa08-aa98-11ea-b4aa73b441d16380"));
    for (const auto good :
         {"https://ketenid.nl/pilot/ab%20c?x#y", "urn:isbn:9789012345678", "mailto:a@example.org",
          "http://[::1]:8080/"})
        CHECK_MESSAGE(valid("uri", good), good);
    for (const auto bad :
         {"/relative", "http://a b", "1http://x", "http://x/%zz", "http://[::1", "http://x:port/", "http://é.nl"})
        CHECK_MESSAGE(!valid("uri", bad), bad);
    CHECK(valid("iri", "http://é.nl/ü"));
    CHECK(valid("uri-reference", "../a#b"));
    CHECK(valid("email", "j.de-vries+x@school.example"));
    for (const auto bad : {"j.devries", "@x.nl", "a..b@x.nl", "a@-x.nl", "a@x..nl", "a b@x.nl"})
        CHECK_MESSAGE(!valid("email", bad), bad);
    for (const auto good : {"nl", "nl-NL", "zh-Hant-TW", "x-klas", "i-klingon"})
        CHECK_MESSAGE(valid("x-language-tag", good), good);
    for (const auto bad : {"", "nl_NL", "nl-", "n", "12", "toolongtag", "x"})
        CHECK_MESSAGE(!valid("x-language-tag", bad), bad);
}

TEST_CASE("every rule has both languages, a clause and a repair") {
    std::set<std::string_view> ids;
    for (const rule& r : json_schema_rules()) {
        CHECK(r.id.starts_with("schema."));
        CHECK(ids.insert(r.id).second);
        CHECK_FALSE(r.clause.empty());
        CHECK_FALSE(r.text_nl.empty());
        CHECK_FALSE(r.text_en.empty());
        CHECK_FALSE(r.repair_nl.empty());
        CHECK_FALSE(r.repair_en.empty());
    }
}
