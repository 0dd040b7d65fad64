#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;

namespace {
const char* const library = R"(
  <xs:element name='r'>
    <xs:complexType><xs:sequence>
      <xs:element name='book' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:sequence>
        <xs:element name='code' type='xs:decimal' minOccurs='0' maxOccurs='2'/></xs:sequence>
        <xs:attribute name='key' type='xs:token'/></xs:complexType></xs:element>
      <xs:element name='loan' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:attribute name='of' type='xs:string'/></xs:complexType></xs:element>
    </xs:sequence></xs:complexType>
    <xs:key name='books'><xs:selector xpath='t:book'/><xs:field xpath='@key'/></xs:key>
    <xs:unique name='codes'><xs:selector xpath='.//t:book'/><xs:field xpath='t:code'/></xs:unique>
    <xs:keyref name='loans' refer='books'><xs:selector xpath='t:loan'/><xs:field xpath='@of'/></xs:keyref>
  </xs:element>)";

std::string wrap(std::string_view children) {
    return "<r xmlns='urn:t'>\n" + std::string(children) + "\n</r>";
}
} // namespace

TEST_CASE("key, unique and keyref compare values, not texts") {
    check_rows(
        compiled(library),
        {
            {wrap("<book key='a'/><book key='b'/><loan of='a'/><loan/>"), ""},
            {wrap("<book key='a'/><book key=' a '/>"), "xsd.duplicate-key"},
            {wrap("<book/>"), "xsd.incomplete-key"},
            {wrap("<book key='a'><code>1</code></book><book key='b'><code>1.0</code></book>"), "xsd.duplicate-unique"},
            {wrap("<book key='a'><code>1</code></book><book key='b'/>"), ""},
            {wrap("<book key='a'><code>1</code><code>2</code></book>"), "xsd.ambiguous-field"},
            {wrap("<book key='a'><code>x</code></book>"), "xsd.datatype"},
            {wrap("<book key='a'/><loan of='b'/>"), "xsd.dangling-keyref"},
        }
    );
}

TEST_CASE("a key that lacks a value for a reason already told is not reported as well") {
    const auto by = compiled(R"(
      <xs:element name='r'><xs:complexType><xs:sequence>
        <xs:element name='pupil' maxOccurs='unbounded'><xs:complexType><xs:sequence>
          <xs:element name='name' type='xs:string'/>
          <xs:element name='number' type='xs:int'/>
          <xs:element name='group' type='xs:int' minOccurs='0'/></xs:sequence>
          <xs:attribute name='key' type='xs:NCName' use='required'/></xs:complexType></xs:element></xs:sequence></xs:complexType>
        <xs:key name='keys'><xs:selector xpath='t:pupil'/><xs:field xpath='@key'/></xs:key>
        <xs:key name='numbers'><xs:selector xpath='t:pupil'/><xs:field xpath='t:number'/></xs:key>
        <xs:key name='places'><xs:selector xpath='t:pupil'/><xs:field xpath='t:number'/><xs:field xpath='t:group'/></xs:key>
      </xs:element>)");
    check_rows(
        by,
        {
            {wrap("<pupil key='a'><name/><number>1</number><group>1</group></pupil>"), ""},
            {wrap("<pupil key='a b'><name/><number>1</number><group>1</group></pupil>"), "xsd.datatype"},
            {wrap("<pupil><name/><number>1</number><group>1</group></pupil>"), "xsd.missing-attribute"},
            {wrap("<pupil kei='a'><name/><number>1</number><group>1</group></pupil>"), "xsd.unknown-attribute"},
            {wrap("<pupil key='a'><name/></pupil>"), "xsd.missing-element"},
            {wrap("<pupil key='a'><name/><group>1</group></pupil>"), "xsd.unexpected-element"},
            {wrap("<pupil key='a'><name/><numbr>1</numbr><group>1</group></pupil>"), "xsd.misspelled-element"},
            {wrap("<pupil key='a'><name/><number>x</number><group>1</group></pupil>"), "xsd.datatype"},
            {wrap("<pupil key='a'><name/><number>1</number></pupil>"), "xsd.incomplete-key"},
        }
    );
}

TEST_CASE("a duplicate key names the line of the first") {
    const auto found =
        validate(compiled(library), wrap("<book key='leerling-1'/>\n<book key='b'/>\n\n<book key='leerling-1'/>"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].expected == "2");
    CHECK(found[0].where.line == 5);
    CHECK(found[0].got == "xxxxxxxx-#");
}

TEST_CASE("keys of several fields, scoped to their element, and keyrefs that look below") {
    const auto by = compiled(R"(
      <xs:element name='r'><xs:complexType><xs:sequence>
        <xs:element name='toets' maxOccurs='unbounded'><xs:complexType><xs:sequence>
            <xs:element name='deel' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:attribute name='nr' type='xs:int'/><xs:attribute name='taal' default='nl'/></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:key name='delen'><xs:selector xpath='t:deel'/><xs:field xpath='@nr'/><xs:field xpath='@taal'/></xs:key></xs:element>
        <xs:element name='ref' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:attribute name='nr' type='xs:int'/><xs:attribute name='taal'/></xs:complexType></xs:element>
      </xs:sequence></xs:complexType>
      <xs:keyref name='refs' refer='delen'><xs:selector xpath='t:ref'/><xs:field xpath='@nr'/><xs:field xpath='@taal'/></xs:keyref></xs:element>)"
    );
    check_rows(
        by,
        {
            {wrap("<toets><deel nr='1'/><deel nr='2'/></toets><toets><deel nr='1'/></toets>"), ""},
            {wrap("<toets><deel nr='1'/><deel nr='1' taal='en'/></toets>"), ""},
            {wrap("<toets><deel nr='1'/><deel nr='01' taal='nl'/></toets>"), "xsd.duplicate-key"},
            {wrap("<toets><deel nr='2'/></toets><ref nr='2' taal='nl'/>"), ""},
            {wrap("<toets><deel nr='2'/></toets><ref nr='2' taal='en'/>"), "xsd.dangling-keyref"},
        }
    );
}

TEST_CASE("a reference that leads to a key of one element does not lead to that of the next") {
    const auto by = compiled(R"(
      <xs:element name='r'><xs:complexType><xs:sequence>
        <xs:element name='list' maxOccurs='unbounded'>
          <xs:complexType><xs:sequence>
            <xs:element name='book' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:attribute name='key' type='xs:string'/></xs:complexType></xs:element>
            <xs:element name='loan' minOccurs='0' maxOccurs='unbounded'><xs:complexType><xs:attribute name='of' type='xs:string'/></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:key name='books'><xs:selector xpath='t:book'/><xs:field xpath='@key'/></xs:key>
          <xs:keyref name='loans' refer='books'><xs:selector xpath='t:loan'/><xs:field xpath='@of'/></xs:keyref>
        </xs:element></xs:sequence></xs:complexType></xs:element>)");
    const std::string loans = "<loan of='a-long-name'/><loan of='a-long-name'/><loan of='a-long-&#110;ame'/>";
    check_rows(
        by,
        {
            {wrap("<list><book key='a-long-name'/>" + loans + "</list>"), ""},
            {wrap(
                 "<list><book key='a-long-name'/>" + loans +
                 "</list><list><book key='b'/><loan of='a-long-name'/></list>"
             ),
             "xsd.dangling-keyref"},
            {wrap("<list><book key='b-long-name'/><book key='b'/><loan of='b'/><loan of='b'/><loan of='a'/></list>"),
             "xsd.dangling-keyref"},
        }
    );
}

TEST_CASE("ID and IDREF") {
    const auto by = compiled(
        R"(<xs:element name='r'><xs:complexType><xs:sequence><xs:element name='n' minOccurs='0' maxOccurs='unbounded'>
        <xs:complexType><xs:attribute name='id' type='xs:ID'/><xs:attribute name='to' type='xs:IDREFS'/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>)"
    );
    check_rows(
        by,
        {
            {wrap("<n id='a' to='b a'/><n id='b'/>"), ""},
            {wrap("<n id='a'/><n id='a'/>"), "xsd.duplicate-id"},
            {wrap("<n id='a' to='a c'/>"), "xsd.dangling-idref"},
        }
    );
}

TEST_CASE("findings stop at the limit and say so") {
    std::string children;
    for (int i = 0; i < 50; ++i) children += "<book/>";
    schakel::document_limits limits;
    limits.findings = 10;
    const auto out = compiled(library).validate(wrap(children), limits);
    CHECK(out.schema_findings.size() == 11);
    CHECK(std::count_if(out.schema_findings.begin(), out.schema_findings.end(), [](auto& f) {
              return f.broken->id == "xsd.more-findings";
          }) == 1);
}

TEST_CASE("what was seen before ill-formedness is kept") {
    const auto out = compiled(library).validate("<r xmlns='urn:t'><book/><book key='a'></r>", {});
    CHECK(!out.well_formed);
    CHECK(out.scan_findings.size() == 1);
    CHECK(ids(out.schema_findings) == "xsd.incomplete-key");
}

TEST_CASE("every rule has both languages, a clause and a repair hint, and an id of its own") {
    std::vector<std::string_view> seen;
    for (const auto& r : schakel::validation::xsd_rules()) {
        CAPTURE(std::string(r.id));
        CHECK(r.id.starts_with("xsd."));
        CHECK(!r.clause.empty());
        CHECK((!r.text_nl.empty() && !r.text_en.empty() && !r.repair_nl.empty() && !r.repair_en.empty()));
        CHECK(std::find(seen.begin(), seen.end(), r.id) == seen.end());
        seen.push_back(r.id);
    }
}
