// Schemas of several documents: include, import, redefine; what is reached twice, in circles or without namespace.
#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;

namespace {
std::string without_namespace(std::string_view body) {
    return "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>" + std::string(body) + "</xs:schema>";
}

const std::string base = schema(R"(
    <xs:simpleType name='code'><xs:restriction base='xs:string'><xs:maxLength value='5'/></xs:restriction></xs:simpleType>
    <xs:complexType name='pupil'><xs:sequence><xs:element name='name' type='code'/></xs:sequence></xs:complexType>
    <xs:group name='g'><xs:sequence><xs:element name='a' minOccurs='0'/></xs:sequence></xs:group>
    <xs:attributeGroup name='ag'><xs:attribute name='x'/></xs:attributeGroup>
    <xs:element name='r'><xs:complexType><xs:sequence><xs:element name='p' type='pupil' minOccurs='0'/><xs:group ref='g'/></xs:sequence>
      <xs:attributeGroup ref='ag'/></xs:complexType></xs:element>)");

schema_files redefined(std::string_view definitions) {
    return {
        {"base.xsd", base},
        {"main.xsd", schema("<xs:redefine schemaLocation='base.xsd'>" + std::string(definitions) + "</xs:redefine>")}};
}

void check_refused(const schema_files& files, const char* because) {
    const auto made = compile(files);
    REQUIRE(!made);
    CAPTURE(made.error().message);
    CHECK(made.error().why == schakel::validation::schema_refusal::kind::invalid);
    CHECK(made.error().message.find(because) != std::string::npos);
}

std::string r(std::string_view children, std::string_view attributes = {}) {
    return "<r xmlns='urn:t' " + std::string(attributes) + ">" + std::string(children) + "</r>";
}
} // namespace

TEST_CASE("redefined types replace the original everywhere, in terms of itself") {
    const auto by = compiled(redefined(R"(
        <xs:simpleType name='code'><xs:restriction base='code'><xs:pattern value='[a-z]+'/></xs:restriction></xs:simpleType>
        <xs:complexType name='pupil'><xs:complexContent><xs:extension base='pupil'><xs:sequence><xs:element name='born' type='xs:date'/></xs:sequence>
          </xs:extension></xs:complexContent></xs:complexType>)"));
    check_rows(
        by, {{r("<p><name>abc</name><born>2010-01-02</born></p>"), ""},
             {r("<p><name>abc</name></p>"), "xsd.missing-element"},
             {r("<p><name>ABC</name><born>2010-01-02</born></p>"), "xsd.pattern"},
             {r("<p><name>abcdef</name><born>2010-01-02</born></p>"), "xsd.max-length"}}
    );
}

TEST_CASE("redefined groups hold themselves once, or restrict what they replace") {
    const auto grown = compiled(redefined(R"(
        <xs:group name='g'><xs:sequence><xs:group ref='g'/><xs:element name='b'/></xs:sequence></xs:group>
        <xs:attributeGroup name='ag'><xs:attributeGroup ref='ag'/><xs:attribute name='y' use='required'/></xs:attributeGroup>)"
    ));
    check_rows(
        grown, {{r("<a/><b/>", "x='1' y='2'"), ""},
                {r("<a/>", "y='2'"), "xsd.missing-element"},
                {r("<b/>", "x='1'"), "xsd.missing-attribute"}}
    );
    const auto shrunk = compiled(redefined(R"(
        <xs:group name='g'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>
        <xs:attributeGroup name='ag'><xs:attribute name='x' type='xs:int' use='required'/></xs:attributeGroup>)"));
    check_rows(
        shrunk,
        {{r("<a/>", "x='1'"), ""}, {r("", "x='1'"), "xsd.missing-element"}, {r("<a/>"), "xsd.missing-attribute"}}
    );
}

TEST_CASE("redefinitions that the specification rules out") {
    check_refused(
        redefined("<xs:group name='g'><xs:sequence><xs:group ref='g'/><xs:group ref='g'/></xs:sequence></xs:group>"),
        "src-redefine.6.1.1"
    );
    check_refused(
        redefined("<xs:group name='g'><xs:sequence><xs:group ref='g' minOccurs='0'/></xs:sequence></xs:group>"),
        "src-redefine.6.1.2"
    );
    check_refused(
        redefined("<xs:group name='g'><xs:sequence><xs:element name='c'/></xs:sequence></xs:group>"),
        "rcase-NameAndTypeOK.1"
    );
    check_refused(
        redefined("<xs:attributeGroup name='ag'><xs:attributeGroup ref='ag'/><xs:attributeGroup "
                  "ref='ag'/></xs:attributeGroup>"),
        "twice"
    );
    check_refused(
        redefined("<xs:attributeGroup name='ag'><xs:attribute name='z'/></xs:attributeGroup>"),
        "derivation-ok-restriction.2.2"
    );
    check_refused(
        redefined("<xs:simpleType name='code'><xs:restriction base='xs:string'/></xs:simpleType>"), "src-redefine.5"
    );
    check_refused(redefined("<xs:complexType name='pupil'><xs:sequence/></xs:complexType>"), "src-redefine.5");
    check_refused(
        redefined("<xs:complexType name='other'><xs:complexContent><xs:extension "
                  "base='other'/></xs:complexContent></xs:complexType>"),
        "src-redefine"
    );
    check_refused(redefined("<xs:element name='r'/>"), "not allowed");
    schema_files twice{{"base.xsd", base}};
    for (const char* name : {"one.xsd", "two.xsd"})
        twice[name] = schema("<xs:redefine schemaLocation='base.xsd'><xs:simpleType name='code'><xs:restriction "
                             "base='code'/></xs:simpleType></xs:redefine>");
    twice["main.xsd"] = schema("<xs:include schemaLocation='one.xsd'/><xs:include schemaLocation='two.xsd'/>");
    check_refused(twice, "redefined twice");
}

TEST_CASE("a redefinition of a redefinition, and of a document without namespace") {
    schema_files files{
        {"base.xsd",
         without_namespace("<xs:simpleType name='code'><xs:restriction base='xs:string'><xs:maxLength "
                           "value='5'/></xs:restriction></xs:simpleType><xs:element name='r' type='code'/>")},
        {"middle.xsd",
         without_namespace("<xs:redefine schemaLocation='base.xsd'><xs:simpleType name='code'><xs:restriction "
                           "base='code'><xs:minLength value='2'/></xs:restriction></xs:simpleType></xs:redefine>")},
        {"main.xsd",
         schema("<xs:redefine schemaLocation='middle.xsd'><xs:simpleType name='code'><xs:restriction "
                "base='code'><xs:pattern value='[a-z]*'/></xs:restriction></xs:simpleType></xs:redefine>")}};
    check_rows(
        compiled(files), {{"<r xmlns='urn:t'>abc</r>", ""},
                          {"<r xmlns='urn:t'>a</r>", "xsd.min-length"},
                          {"<r xmlns='urn:t'>abcdef</r>", "xsd.max-length"},
                          {"<r xmlns='urn:t'>A-</r>", "xsd.pattern"}}
    );
}

TEST_CASE("a document without namespace takes that of each document that includes it") {
    const schema_files files{
        {"part.xsd", without_namespace("<xs:complexType name='c'><xs:sequence><xs:element name='e' "
                                       "type='s'/></xs:sequence></xs:complexType><xs:simpleType "
                                       "name='s'><xs:restriction base='xs:int'/></xs:simpleType>")},
        {"other.xsd",
         "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:o' xmlns:o='urn:o'><xs:include "
         "schemaLocation='part.xsd'/><xs:element name='r' type='o:c'/></xs:schema>"},
        {"main.xsd", schema("<xs:include schemaLocation='part.xsd'/><xs:import namespace='urn:o' "
                            "schemaLocation='./x/../other.xsd'/><xs:element name='r' type='c'/>")}};
    check_rows(
        compiled(files), {{"<r xmlns='urn:t'><e xmlns=''>1</e></r>", ""},
                          {"<r xmlns='urn:t'><e xmlns=''>x</e></r>", "xsd.datatype"},
                          {"<o:r xmlns:o='urn:o'><e>1</e></o:r>", ""}}
    );
}

TEST_CASE("documents reached twice and in circles count once") {
    const schema_files files{
        {"a/one.xsd", schema("<xs:include schemaLocation='../two.xsd'/><xs:element name='one' type='t'/>")},
        {"two.xsd", schema("<xs:include schemaLocation='a/one.xsd'/><xs:include "
                           "schemaLocation='./main.xsd'/><xs:complexType name='t'/>")},
        {"main.xsd",
         schema("<xs:include schemaLocation='a/../two.xsd'/><xs:include schemaLocation='two.xsd'/><xs:import "
                "namespace='urn:u'/><xs:element name='r' type='t'/>")}};
    check_rows(compiled(files), {{"<r xmlns='urn:t'/>", ""}, {"<one xmlns='urn:t'/>", ""}});
}

TEST_CASE("a reference into a namespace whose import finds no document says so") {
    check_refused(
        {{"main.xsd", schema("<xs:import namespace='urn:gone' schemaLocation='gone.xsd'/>"
                             "<xs:element name='r' type='g:t' xmlns:g='urn:gone'/>")}},
        "{urn:gone}t: the import of its namespace finds no document in the catalogue (src-resolve)"
    );
}
