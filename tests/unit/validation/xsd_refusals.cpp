#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;
using schakel::validation::schema_refusal;

namespace {
struct refusal_row {
    const char* body;
    const char* because;
};

void check_refused(schema_refusal::kind why, const refusal_row& r) {
    CAPTURE(std::string(r.body));
    auto made = compile({{"main.xsd", schema(r.body)}});
    REQUIRE(!made);
    CAPTURE(made.error().message);
    CHECK(made.error().why == why);
    CHECK(made.error().message.find(r.because) != std::string::npos);
    CHECK(made.error().file == "main.xsd");
    CHECK(made.error().where.line > 0);
}
} // namespace

TEST_CASE("invalid schemas are refused with the place and the reason") {
    const refusal_row rows[] = {
        {"<xs:element name='r' type='nowhere'/>", "there is no simple type {urn:t}nowhere"},
        {"<xs:element name='r' type='q:x'/>", "prefix"},
        {"<xs:element name='r'/><xs:element name='r'/>", "second definition"},
        {"<xs:simpleType name='a'><xs:restriction base='a'/></xs:simpleType>", "derived from itself"},
        {"<xs:complexType name='a'><xs:complexContent><xs:extension base='a'/></xs:complexContent></xs:complexType>",
         "derived from itself"},
        {"<xs:group name='g'><xs:sequence><xs:group ref='g'/></xs:sequence></xs:group>", "holds itself"},
        {"<xs:element name='r' typo='x'/>", "has no attribute 'typo'"},
        {"<xs:elment name='r'/>", "not allowed in xs:schema"},
        {"<xs:element name='r'>text</xs:element>", "text"},
        {"<xs:simpleType name='a'><xs:restriction base='xs:string'><xs:pattern "
         "value='['/></xs:restriction></xs:simpleType>",
         "pattern"},
        {"<xs:simpleType name='a'><xs:restriction base='xs:string'><xs:minInclusive "
         "value='1'/></xs:restriction></xs:simpleType>",
         "no facet"},
        {"<xs:simpleType name='a'><xs:restriction base='xs:int'><xs:minInclusive "
         "value='x'/></xs:restriction></xs:simpleType>",
         "not a value"},
        {"<xs:simpleType name='a'><xs:restriction base='xs:int'><xs:enumeration "
         "value='x'/></xs:restriction></xs:simpleType>",
         "not one of"},
        {"<xs:simpleType name='a'><xs:restriction base='xs:string'><xs:minLength value='3'/><xs:maxLength "
         "value='2'/></xs:restriction></xs:simpleType>",
         "exceeds"},
        {"<xs:simpleType name='a'><xs:restriction base='xs:byte'><xs:maxInclusive "
         "value='1000'/></xs:restriction></xs:simpleType>",
         "widens"},
        {"<xs:complexType name='a'><xs:sequence><xs:element name='x' minOccurs='2' "
         "maxOccurs='1'/></xs:sequence></xs:complexType>",
         "exceeds"},
        {"<xs:complexType name='a'><xs:sequence><xs:element name='x' minOccurs='0'/><xs:element "
         "name='x'/></xs:sequence></xs:complexType>",
         "unique particle"},
        {"<xs:complexType name='a'><xs:sequence><xs:any minOccurs='0'/><xs:element "
         "name='x'/></xs:sequence></xs:complexType>",
         "unique particle"},
        {"<xs:complexType name='a'><xs:sequence><xs:element name='x' type='xs:int'/><xs:element name='x' "
         "type='xs:date'/></xs:sequence></xs:complexType>",
         "two types"},
        {"<xs:complexType name='a'><xs:sequence><xs:all/></xs:sequence></xs:complexType>", "not allowed"},
        {"<xs:complexType name='a'><xs:attribute name='x'/><xs:attribute name='x'/></xs:complexType>", "twice"},
        {"<xs:complexType name='a'><xs:attribute name='x'/><xs:sequence/></xs:complexType>", "out of place"},
        {"<xs:element name='r' type='xs:int' default='x'/>", "not valid for its type"},
        {"<xs:element name='r'><xs:keyref name='k' refer='no'><xs:selector xpath='a'/><xs:field "
         "xpath='b'/></xs:keyref></xs:element>",
         "there is no key"},
        {"<xs:element name='r'><xs:key name='k'><xs:selector xpath='a[1]'/><xs:field xpath='b'/></xs:key></xs:element>",
         "subset"},
        {"<xs:element name='r'><xs:key name='k'><xs:selector xpath='@a'/><xs:field xpath='b'/></xs:key></xs:element>",
         "attribute"},
        {"<xs:element name='a' substitutionGroup='b'/><xs:element name='b' substitutionGroup='a'/>", "back to itself"},
        {"<xs:element name='h' type='xs:int'/><xs:element name='m' type='xs:date' substitutionGroup='h'/>",
         "not derived"},
        {"<xs:complexType name='b' final='extension'/><xs:complexType name='a'><xs:complexContent><xs:extension "
         "base='b'/></xs:complexContent></xs:complexType>",
         "final"},
        {"<xs:include schemaLocation='other.xsd'/><xs:element name='r'/>", "no schema 'other.xsd'"},
        {"<xs:element name='r' type='u:x' xmlns:u='urn:u'/>", "does not import"},
        {"<xs:complexType name='a'><xs:attribute ref='no'/></xs:complexType>", "there is no attribute"},
    };
    for (const refusal_row& r : rows)
        check_refused(
            std::string_view(r.because).starts_with("no schema") ? schema_refusal::kind::unreadable
                                                                 : schema_refusal::kind::invalid,
            r
        );
}

TEST_CASE("what the engine does not support is refused by name, never ignored") {
    const refusal_row rows[] = {
        {"<xs:simpleType name='a'><xs:restriction base='xs:string'><xs:pattern "
         "value='(a|b)*a(a|b){25}'/></xs:restriction></xs:simpleType>",
         "states"},
    };
    for (const refusal_row& r : rows) check_refused(schema_refusal::kind::not_supported, r);
}

TEST_CASE("unreadable documents") {
    for (const char* bytes : {"", "<xs:schema", "<html/>", "<!DOCTYPE x []><x/>"}) {
        auto made = compile({{"main.xsd", bytes}});
        REQUIRE(!made);
        CHECK(made.error().why == schema_refusal::kind::unreadable);
    }
    auto absent = compile({});
    REQUIRE(!absent);
    CHECK(absent.error().why == schema_refusal::kind::unreadable);
}
