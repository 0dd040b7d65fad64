#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;

namespace {
constexpr const char* xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'";
}

TEST_CASE("attributes: use, fixed, default, unknown, qualified") {
    const auto by = compiled(R"(
        <xs:attribute name='global' type='xs:int'/>
        <xs:attributeGroup name='g'><xs:attribute name='vocabulaire' type='xs:anyURI'/></xs:attributeGroup>
        <xs:element name='r'><xs:complexType>
          <xs:attribute name='key' type='xs:string' use='required'/>
          <xs:attribute name='niveau' type='xs:integer' default='1'/>
          <xs:attribute name='versie' type='xs:decimal' fixed='1.0'/>
          <xs:attribute ref='global'/><xs:attributeGroup ref='g'/>
        </xs:complexType></xs:element>)");
    check_rows(
        by,
        {
            {"<r xmlns='urn:t' key='1'/>", ""},
            {"<r xmlns='urn:t'/>", "xsd.missing-attribute"},
            {"<r xmlns='urn:t' key='1' niveau='x'/>", "xsd.datatype"},
            {"<r xmlns='urn:t' key='1' versie='1.00'/>", ""},
            {"<r xmlns='urn:t' key='1' versie='2'/>", "xsd.fixed-value"},
            {"<r xmlns='urn:t' key='1' other='2'/>", "xsd.unknown-attribute"},
            {"<t:r xmlns:t='urn:t' key='1' t:global='2'/>", ""},
            {"<t:r xmlns:t='urn:t' key='1' global='2'/>", "xsd.unknown-attribute"},
            {"<t:r xmlns:t='urn:t' t:key='1'/>", "xsd.unknown-attribute"},
            {"<r xmlns='urn:t' key='1' vocabulaire='urn:x'/>", ""},
            {std::string("<r xmlns='urn:t' key='1' ") + xsi +
                 " xsi:schemaLocation='urn:t http://example.org/never-fetched.xsd'/>",
             ""},
        }
    );
}

TEST_CASE("attribute wildcards") {
    const auto by = compiled(R"(<xs:attribute name='known' type='xs:int'/><xs:element name='r'><xs:complexType>
        <xs:attribute name='own'/><xs:anyAttribute namespace='##other' processContents='lax'/></xs:complexType></xs:element>)"
    );
    check_rows(
        by,
        {
            {"<r xmlns='urn:t' own='1' xmlns:u='urn:u' u:any='1'/>", ""},
            {"<r xmlns='urn:t' any='1'/>", "xsd.unknown-attribute"},
            {"<r xmlns='urn:t' xml:lang='not a language'/>", ""}, // declared by an import only
            {"<t:r xmlns:t='urn:t' t:known='1'/>", "xsd.unknown-attribute"},
        }
    );
}

TEST_CASE("attributes of the xml namespace are declared where it is imported") {
    const auto by = compiled(R"(<xs:import namespace='http://www.w3.org/XML/1998/namespace'/><xs:element name='r'>
        <xs:complexType><xs:anyAttribute namespace='##other' processContents='lax'/></xs:complexType></xs:element>)");
    check_rows(
        by,
        {
            {"<r xmlns='urn:t' xml:lang='nl' xml:space='preserve'/>", ""},
            {"<r xmlns='urn:t' xml:lang='not a language'/>", "xsd.datatype"},
        }
    );
}

TEST_CASE("derivation: extension, restriction, abstract types and xsi:type") {
    const auto by = compiled(R"(
        <xs:complexType name='base' abstract='true'><xs:sequence><xs:element name='a' type='xs:string' minOccurs='0'/></xs:sequence></xs:complexType>
        <xs:complexType name='more'><xs:complexContent><xs:extension base='base'><xs:sequence><xs:element name='b' type='xs:int'/></xs:sequence>
          <xs:attribute name='n' type='xs:int' use='required'/></xs:extension></xs:complexContent></xs:complexType>
        <xs:complexType name='less'><xs:complexContent><xs:restriction base='more'><xs:sequence><xs:element name='b' type='xs:int'/></xs:sequence>
          </xs:restriction></xs:complexContent></xs:complexType>
        <xs:complexType name='money'><xs:simpleContent><xs:extension base='xs:decimal'><xs:attribute name='unit'/></xs:extension></xs:simpleContent></xs:complexType>
        <xs:complexType name='small'><xs:simpleContent><xs:restriction base='money'><xs:maxInclusive value='9'/></xs:restriction></xs:simpleContent></xs:complexType>
        <xs:element name='r' type='base'/><xs:element name='m' type='money'/><xs:element name='c' type='more' block='restriction'/>
        <xs:element name='v' type='xs:decimal'/>)");
    const auto typed = [](const char* element, const char* type, const char* rest) {
        return "<" + std::string(element) + " xmlns='urn:t' xmlns:xs='http://www.w3.org/2001/XMLSchema' " + xsi +
               " xsi:type='" + type + "'" + rest;
    };
    check_rows(
        by,
        {
            {"<r xmlns='urn:t'/>", "xsd.abstract-type"},
            {typed("r", "more", " n='1'><a/><b>1</b></r>"), ""},
            {typed("r", "more", " n='1'><a/></r>"), "xsd.missing-element"},
            {typed("r", "less", " n='1'><b>1</b></r>"), ""},
            {typed("r", "less", " n='1'><a/><b>1</b></r>"), "xsd.unexpected-element"},
            {typed("r", "money", ">1</r>"), "xsd.type-not-derived"},
            {typed("r", "nowhere", "/>"), "xsd.unknown-type"},
            {typed("c", "less", " n='1'><b>1</b></c>"), "xsd.type-not-derived"},
            {"<m xmlns='urn:t' unit='EUR'>1.50</m>", ""},
            {typed("m", "small", ">10</m>"), "xsd.max-inclusive"},
            {typed("v", "xs:byte", ">300</v>"), "xsd.max-inclusive"},
            {typed("v", "xs:string", ">x</v>"), "xsd.type-not-derived"},
        }
    );
}

TEST_CASE("a partner's schema in another namespace derives from an abstract type of ours") {
    const schema_files files{
        {"ours.xsd",
         schema("<xs:complexType name='ander' abstract='true'><xs:sequence><xs:element name='s' type='xs:string' "
                "minOccurs='0'/></xs:sequence></xs:complexType><xs:element name='r' type='ander'/>")},
        {"partners/p.xsd",
         R"(<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:p' xmlns:t='urn:t' elementFormDefault='qualified'>
            <xs:import namespace='urn:t' schemaLocation='../ours.xsd'/>
            <xs:complexType name='eigen'><xs:complexContent><xs:extension base='t:ander'><xs:sequence><xs:element name='punten' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType></xs:schema>)"},
    };
    const auto by = compiled(files, {"ours.xsd", "partners/p.xsd"});
    const std::string start = std::string("<r xmlns='urn:t' xmlns:p='urn:p' ") + xsi + " xsi:type='p:eigen'>";
    check_rows(
        by,
        {{start + "<s/><p:punten>3</p:punten></r>", ""}, {start + "<s/><punten>3</punten></r>", "xsd.wrong-namespace"}}
    );
}

TEST_CASE("xsi:nil") {
    const auto by =
        compiled("<xs:element name='r' type='xs:int' nillable='true'/><xs:element name='s' type='xs:int'/>");
    check_rows(
        by,
        {
            {std::string("<r xmlns='urn:t' ") + xsi + " xsi:nil='true'/>", ""},
            {std::string("<r xmlns='urn:t' ") + xsi + " xsi:nil='true'>1</r>", "xsd.nil-not-empty"},
            {std::string("<r xmlns='urn:t' ") + xsi + " xsi:nil='false'>1</r>", ""},
            {std::string("<r xmlns='urn:t' ") + xsi + " xsi:nil='maybe'>1</r>", "xsd.datatype"},
            {"<r xmlns='urn:t'/>", "xsd.datatype"},
            {std::string("<s xmlns='urn:t' ") + xsi + " xsi:nil='true'/>", "xsd.nil-not-allowed"},
        }
    );
}

TEST_CASE("default and fixed values of elements") {
    const auto by = compiled(
        R"(<xs:element name='r' default='00'><xs:simpleType><xs:restriction base='xs:string'><xs:pattern value='\p{Nd}{2}'/></xs:restriction></xs:simpleType></xs:element>
        <xs:element name='f' type='xs:decimal' fixed='1.5'/>)"
    );
    check_rows(
        by,
        {
            {"<r xmlns='urn:t'/>", ""},
            {"<r xmlns='urn:t'>01</r>", ""},
            {"<r xmlns='urn:t'> </r>", "xsd.pattern"},
            {"<f xmlns='urn:t'/>", ""},
            {"<f xmlns='urn:t'> 1.50 </f>", ""},
            {"<f xmlns='urn:t'>1.6</f>", "xsd.fixed-value"},
        }
    );
}

TEST_CASE("included documents take the namespace of their includer; imports keep their own") {
    const schema_files files{
        {"a/main.xsd", schema("<xs:include schemaLocation='../b/types.xsd'/><xs:element name='r' type='code'/>")},
        {"b/types.xsd", "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:simpleType "
                        "name='code'><xs:restriction base='inner'/></xs:simpleType>"
                        "<xs:simpleType name='inner'><xs:restriction base='xs:token'><xs:length "
                        "value='2'/></xs:restriction></xs:simpleType></xs:schema>"},
    };
    check_rows(
        compiled(files, {"a/main.xsd"}), {{"<r xmlns='urn:t'>ab</r>", ""}, {"<r xmlns='urn:t'>abc</r>", "xsd.length"}}
    );
}
