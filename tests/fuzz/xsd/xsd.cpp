// Z8: a document against a schema: the first byte chooses one, the rest is the document. Every finding has a place in
// the document, there are never more than asked for, the scan says what it says alone, and a second look sees the same.
#include "gateway/codec/xml_scanner.hpp"
#include "gateway/validation/xsd_schema.hpp"
#include "schemas/bundled.hpp"
#include "tests/fuzz/findings_hold.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

namespace {

using namespace schakel;
using fuzz::require;

constexpr std::string_view everything =
    R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" xmlns:t="urn:t"
    targetNamespace="urn:t" elementFormDefault="qualified">
  <xs:complexType name="ander" abstract="true"/>
  <xs:complexType name="eigen"><xs:complexContent><xs:extension base="ander"><xs:all><xs:element name="p" type="xs:byte"/>
    <xs:element name="q" type="xs:duration" minOccurs="0"/></xs:all></xs:extension></xs:complexContent></xs:complexType>
  <xs:element name="h" type="xs:string"/><xs:element name="m" type="xs:token" substitutionGroup="h"/>
  <xs:element name="r"><xs:complexType mixed="true"><xs:sequence>
      <xs:element name="d" type="xs:dateTime" minOccurs="0" nillable="true"/>
      <xs:element name="x" minOccurs="2" maxOccurs="500"><xs:complexType><xs:choice><xs:element name="n" type="xs:decimal"/>
        <xs:element name="a" type="ander"/><xs:element ref="h"/></xs:choice>
        <xs:attribute name="key" type="xs:string" use="required"/><xs:attribute name="to" type="xs:IDREFS"/>
        <xs:attribute name="id" type="xs:ID"/></xs:complexType></xs:element>
      <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence><xs:anyAttribute processContents="lax"/></xs:complexType>
    <xs:key name="k"><xs:selector xpath=".//t:x"/><xs:field xpath="@key"/></xs:key>
    <xs:keyref name="f" refer="k"><xs:selector xpath="t:x|t:d"/><xs:field xpath="t:n|t:h"/></xs:keyref></xs:element>
</xs:schema>)";

constexpr std::string_view values = R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:simpleType name="code"><xs:restriction base="xs:token"><xs:pattern value="\p{Lu}{2}[\d-[5]]*|x\i\c*"/>
    <xs:maxLength value="12"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="codes"><xs:list itemType="code"/></xs:simpleType>
  <xs:simpleType name="few"><xs:restriction base="codes"><xs:minLength value="2"/><xs:maxLength value="4"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="either"><xs:union memberTypes="few xs:gYearMonth xs:hexBinary"><xs:simpleType><xs:restriction base="xs:decimal">
    <xs:totalDigits value="5"/><xs:fractionDigits value="2"/><xs:maxExclusive value="100.5"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
  <xs:element name="v"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="e" type="either"/><xs:element name="d" type="xs:date"/><xs:element name="t" type="xs:time"/>
    <xs:element name="f" type="xs:double"/><xs:element name="l" type="xs:language"/><xs:element name="u" type="xs:anyURI"/>
    <xs:element name="b" type="xs:base64Binary"/><xs:element name="q" type="xs:QName"/><xs:element name="n" type="xs:nonNegativeInteger"/>
    <xs:element name="o"><xs:simpleType><xs:restriction base="xs:dateTime"><xs:enumeration value="2026-01-01T00:00:00Z"/>
      <xs:minInclusive value="2020-02-29T00:00:00"/></xs:restriction></xs:simpleType></xs:element>
    <xs:element name="s"><xs:complexType><xs:simpleContent><xs:extension base="xs:boolean"><xs:attribute name="a" fixed="1" type="xs:int"/>
      <xs:attribute name="n" type="xs:NMTOKENS" default="x y"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
  </xs:choice></xs:complexType>
  <xs:unique name="once"><xs:selector xpath="*"/><xs:field xpath="@n"/><xs:field xpath="."/></xs:unique></xs:element>
</xs:schema>)";

std::optional<std::string> catalogue(std::string_view name) {
    if (name == "everything.xsd") return std::string(everything);
    if (name == "values.xsd") return std::string(values);
    return schemas::bundled(name);
}

validation::xsd_schema compiled(std::initializer_list<std::string> names) {
    const std::vector<std::string> list(names);
    auto made = validation::xsd_schema::compile(list, catalogue);
    require(static_cast<bool>(made));
    return std::move(*made);
}

const std::vector<validation::xsd_schema>& all_schemas() {
    static const std::vector<validation::xsd_schema> all{
        compiled({"everything.xsd"}),
        compiled({"values.xsd"}),
        compiled(
            {"soap/1.1/envelope.xsd", "uwlr/2.2/autorisatie.xsd", "uwlr/2.2/leerresultaten.xsd",
             "uwlr/2.2/toetsdefinities.xsd"}
        ),
        compiled({"oso/1.2/gegevensset.xsd"}),
    };
    return all;
}

void check_scan(std::string_view bytes, const document_limits& limits, const findings& told, bool well_formed) {
    findings alone;
    require(xml::scan(bytes, limits, alone) == well_formed);
    require(fuzz::same(alone, told));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto& schema = all_schemas()[static_cast<unsigned char>(data[0] - '0') % all_schemas().size()];
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    document_limits limits;
    limits.findings = 20;
    const auto first = schema.validate(bytes, limits);
    check_scan(bytes, limits, first.scan_findings, first.well_formed);
    for (const finding& one : first.schema_findings) {
        fuzz::require_sound(bytes, one);
        require(one.where.offset < bytes.size() && one.where.path.starts_with('/'));
    }
    require(first.schema_findings.size() <= limits.findings + 1);
    const auto second = schema.validate(bytes, limits);
    require(fuzz::same(first.schema_findings, second.schema_findings));
    limits.findings = 1;
    require(schema.validate(bytes, limits).schema_findings.empty() == first.schema_findings.empty());
    return 0;
}
