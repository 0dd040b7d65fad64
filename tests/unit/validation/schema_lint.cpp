#include "gateway/validation/schema_lint.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace schakel;
using validation::schema_remark;

namespace {

using ids = std::vector<std::string>;

ids ids_of(const std::vector<schema_remark>& remarks) {
    ids out;
    for (const schema_remark& one : remarks) out.emplace_back(one.what.broken->id);
    return out;
}

validation::schema_catalogue catalogue(std::map<std::string, std::string, std::less<>> files) {
    return [files = std::move(files)](std::string_view name) -> std::optional<std::string> {
        const auto found = files.find(name);
        return found == files.end() ? std::nullopt : std::optional(found->second);
    };
}

ids of_xsd(std::string_view body) {
    const std::string text =
        R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" xmlns:t="urn:t" elementFormDefault="qualified">)" +
        std::string(body) + "</xs:schema>";
    return ids_of(validation::lint_xsd(std::array{std::string("main.xsd")}, catalogue({{"main.xsd", text}})));
}

ids of_json(std::string_view text) {
    return ids_of(validation::lint_json_schema("main.json", catalogue({{"main.json", std::string(text)}})));
}

constexpr std::string_view abstract_type =
    R"(<xs:complexType name="a" abstract="true"><xs:sequence/></xs:complexType>)";
constexpr std::string_view of_abstract_type = R"(<xs:element name="e" type="a"/>)";

std::string derived(std::string_view attributes) {
    return R"(<xs:complexType name="b" )" + std::string(attributes) +
           R"(><xs:complexContent><xs:extension base="t:a"/></xs:complexContent></xs:complexType>)";
}

} // namespace

TEST_CASE("an element of an abstract type is remarked on only when no concrete type derives from it") {
    const std::string both = std::string(abstract_type) + std::string(of_abstract_type);
    CHECK(of_xsd(both) == ids{"xml-schema.abstract-without-derived"});
    CHECK(of_xsd(both + derived(R"(abstract="true")")) == ids{"xml-schema.abstract-without-derived"});
    CHECK(of_xsd(both + derived("")) == ids{});
}

TEST_CASE("a key is remarked on when its names are declared nowhere") {
    const auto with = [](std::string_view xpath) {
        return of_xsd(
            R"(<xs:element name="root"><xs:complexType><xs:sequence><xs:element name="row" type="xs:string"/></xs:sequence><xs:attribute name="id"/></xs:complexType><xs:unique name="u"><xs:selector xpath=")" +
            std::string(xpath) + R"("/><xs:field xpath="."/></xs:unique></xs:element>)"
        );
    };
    for (const char* good : {"t:row", ".//t:row", "child::t:row", "*", "t:*", "t:root/t:row|t:row"})
        CHECK(with(good) == ids{});
    for (const char* wrong : {"row", "t:rwo", ".//row"}) CHECK(with(wrong) == ids{"xml-schema.selects-nothing"});
}

TEST_CASE("what nothing refers to is told, but no element and no type that xsi:type may name") {
    CHECK(
        of_xsd(R"(<xs:simpleType name="s"><xs:restriction base="xs:int"/></xs:simpleType>)") == ids{"xml-schema.unused"}
    );
    CHECK(
        of_xsd(
            R"(<xs:element name="e" type="s"/><xs:simpleType name="s"><xs:restriction base="xs:int"/></xs:simpleType>)"
        ) == ids{}
    );
    CHECK(of_xsd(std::string(abstract_type) + derived("")) == ids{});
}

TEST_CASE("JSON Schemas that nothing can satisfy are remarked on") {
    CHECK(
        of_json(R"({"required": ["a"], "properties": {"b": {}}, "additionalProperties": false})") ==
        ids{"json-schema.required-and-forbidden"}
    );
    CHECK(of_json(R"({"required": ["a"], "properties": {"a": {}}, "additionalProperties": false})") == ids{});
    CHECK(of_json(R"({"required": ["a"], "patternProperties": {"^a": {}}, "additionalProperties": false})") == ids{});
    CHECK(of_json(R"({"minLength": 5, "maxLength": 2})") == ids{"json-schema.empty-range"});
    CHECK(of_json(R"({"minimum": 1.5, "maximum": 1.5})") == ids{});
    CHECK(of_json(R"({"type": "string", "enum": ["a", 1]})") == ids{"json-schema.value-without-type"});
    CHECK(of_json(R"({"type": "integer", "enum": [1, 2.0, 1e30]})") == ids{});
    CHECK(of_json(R"({"type": "number", "const": 1})") == ids{});
}

TEST_CASE("definitions that are referred to, or have a name of their own, are not unused") {
    CHECK(of_json(R"({"$defs": {"a": {}}})") == ids{"json-schema.unused"});
    CHECK(of_json(R"({"$ref": "#/$defs/a", "$defs": {"a": {}}})") == ids{});
    CHECK(of_json(R"({"$ref": "#/$defs/a/properties/x", "$defs": {"a": {"properties": {"x": {}}}}})") == ids{});
    CHECK(of_json(R"({"$defs": {"a": {"$anchor": "a"}}})") == ids{});
}

TEST_CASE("data in a JSON Schema is not read as a schema") {
    CHECK(of_json(R"({"const": {"minLength": 5, "maxLength": 2}, "default": {"$defs": {"a": 1}}})") == ids{});
}
