// A document against one schema that holds a little of everything.
#include "gateway/validation/xsd_schema.hpp"

#include <cstdint>
#include <cstdlib>

namespace {
constexpr std::string_view schema =
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

const schakel::validation::xsd_schema& compiled() {
    static const auto made = [] {
        const std::vector<std::string> names{"main.xsd"};
        return schakel::validation::xsd_schema::compile(names, [](std::string_view) {
            return std::optional(std::string(schema));
        });
    }();
    if (!made) std::abort();
    return *made;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    schakel::document_limits limits;
    limits.findings = 20;
    compiled().validate({reinterpret_cast<const char*>(data), size}, limits);
    return 0;
}
