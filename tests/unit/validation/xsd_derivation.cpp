// Which derivations a schema may have: content, attributes and wildcards that restrict or extend those of a base.
#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;

namespace {
std::string refusal(const std::string& body) {
    const auto made = compile({{"main.xsd", schema(body)}});
    return made ? std::string() : made.error().message;
}

std::string derived(const char* how, std::string_view base, std::string_view own, std::string_view others = {}) {
    return std::string(others) + "<xs:complexType name='b'>" + std::string(base) +
           "</xs:complexType><xs:complexType name='d'><xs:complexContent><xs:" + how + " base='b'>" + std::string(own) +
           "</xs:" + how + "></xs:complexContent></xs:complexType>";
}

struct derivation_row {
    std::string base, own;
    const char* because; // nothing: a good derivation
    std::string others = {};
};

void check_derivations(const char* how, const std::vector<derivation_row>& rows) {
    for (const derivation_row& r : rows) {
        const std::string message = refusal(derived(how, r.base, r.own, r.others));
        CAPTURE(r.base);
        CAPTURE(r.own);
        CAPTURE(message);
        CHECK(message.empty() == std::string_view(r.because).empty());
        CHECK(message.find(r.because) != std::string::npos);
    }
}

std::string element(const char* name, const char* more = "") {
    return "<xs:element name='" + std::string(name) + "' " + more + "/>";
}
std::string group(const char* kind, std::string_view content, const char* more = "") {
    return "<xs:" + std::string(kind) + " " + more + ">" + std::string(content) + "</xs:" + kind + ">";
}
std::string any(const char* spaces, const char* more = "") {
    return "<xs:any namespace='" + std::string(spaces) + "' " + more + "/>";
}
const std::string a = element("a"), b = element("b"), c = element("c"), maybe_b = element("b", "minOccurs='0'");
} // namespace

TEST_CASE("a restricted content model accepts no more than its base, case by case") {
    const std::string ab = group("sequence", a + maybe_b), all = group("all", a + maybe_b);
    const std::string either = group("choice", a + b + c), loop = group("choice", a + b, "maxOccurs='3'");
    check_derivations(
        "restriction",
        {
            {ab, group("sequence", a), ""},
            {ab, group("sequence", a + b), ""},
            {ab, group("sequence", b), "rcase-Recurse.2"},
            {ab, group("sequence", b + a), "rcase-Recurse.2"},
            {ab, "", "derivation-ok-restriction.5.3"},
            {group("sequence", maybe_b), "", ""},
            {group("sequence", a), group("sequence", element("a", "type='xs:int'")), ""},
            {group("sequence", element("a", "type='xs:int'")), group("sequence", a), "rcase-NameAndTypeOK.7"},
            {group("sequence", a), group("sequence", element("a", "nillable='true'")), "rcase-NameAndTypeOK.2"},
            {group("sequence", a), group("sequence", element("a", "maxOccurs='2'")), "rcase-NameAndTypeOK.3"},
            {group("sequence", element("a", "fixed='1' type='xs:int'")),
             group("sequence", element("a", "fixed='01' type='xs:int'")), ""},
            {group("sequence", element("a", "fixed='1'")), group("sequence", a), "rcase-NameAndTypeOK.4"},
            {group("sequence", element("a", "block='extension'")), group("sequence", a), "rcase-NameAndTypeOK.6"},
            {group("sequence", a), group("sequence", a + a), "a group where the base has an element"},
            {either, group("choice", a + c), ""},
            {either, group("choice", b + a), "rcase-RecurseLax"},
            {either, group("sequence", a), ""},
            {loop, group("sequence", b + a + b), ""},
            {loop, group("sequence", a + b, "maxOccurs='2'"), "rcase-MapAndSum.2"},
            {loop, group("sequence", a + c), "rcase-MapAndSum.1"},
            {all, group("sequence", b + a), ""},
            {all, group("sequence", b + b), "rcase-RecurseUnordered"},
            {all, group("all", b + a), "rcase-Recurse"},
            {all, group("choice", a + b), "different kinds"},
            {group("sequence", any("##any", "minOccurs='0' maxOccurs='2'")), group("sequence", a + b), ""},
            {group("sequence", any("##any", "maxOccurs='2'")), group("sequence", a + b + c),
             "rcase-NSRecurseCheckCardinality.2"},
            {group("sequence", any("##other")), group("sequence", a), "rcase-NSCompat.1"},
            {group("sequence", any("##other")), group("sequence", any("urn:x")), ""},
            {group("sequence", any("##other")), group("sequence", any("##any")), "rcase-NSSubset.2"},
            {group("sequence", any("##any")), group("sequence", any("urn:x", "processContents='lax'")),
             "rcase-NSSubset.3"},
            {group("sequence", a), group("sequence", any("##any")), "a wildcard"},
        }
    );
}

TEST_CASE("heads of substitution groups restrict to their members, in any order") {
    const std::string members = "<xs:element name='h' type='xs:string'/><xs:element name='m' type='xs:token' "
                                "substitutionGroup='h'/><xs:element name='n' type='xs:token' substitutionGroup='h'/>";
    const std::string h = "<xs:element ref='h'/>", m = "<xs:element ref='m'/>", n = "<xs:element ref='n'/>";
    check_derivations(
        "restriction", {{group("sequence", h), group("sequence", m), "", members},
                        {group("sequence", h), group("choice", n + m), "", members},
                        {group("sequence", m), group("sequence", h), "a group where the base has an element", members}}
    );
}

TEST_CASE("attributes and their wildcards in restrictions and extensions") {
    const auto attribute = [](const char* more) { return "<xs:attribute name='x' " + std::string(more) + "/>"; };
    const auto wild = [](const char* spaces, const char* contents = "strict") {
        return "<xs:anyAttribute namespace='" + std::string(spaces) + "' processContents='" + contents + "'/>";
    };
    check_derivations(
        "restriction",
        {
            {attribute("use='required'"), attribute(""), "derivation-ok-restriction.2.1.1"},
            {attribute("type='xs:int'"), attribute("type='xs:date'"), "derivation-ok-restriction.2.1.2"},
            {attribute("fixed='1'"), attribute(""), "derivation-ok-restriction.2.1.3"},
            {"", attribute(""), "derivation-ok-restriction.2.2"},
            {attribute("use='required'"), attribute("use='prohibited'"), "derivation-ok-restriction.3"},
            {attribute("type='xs:int'"), attribute("type='xs:byte' use='required'"), ""},
            {wild("##any"), attribute(""), ""},
            {"", wild("##any"), "derivation-ok-restriction.4"},
            {wild("##other"), wild("##local"), "derivation-ok-restriction.4"},
            {wild("##any", "strict"), wild("##any", "lax"), "derivation-ok-restriction.4.3"},
            {wild("##any", "lax"), wild("urn:x"), ""},
        }
    );
    check_derivations(
        "extension", {{attribute(""), attribute(""), "ct-props-correct.4"},
                      {wild("##other"), wild("##local"), "cos-aw-union"},
                      {wild("##other"), wild("##targetNamespace ##local"), ""}}
    );
    CHECK(refusal("<xs:attribute name='g' type='xs:int' fixed='1'/><xs:complexType name='d'><xs:attribute ref='g' "
                  "fixed='01'/></xs:complexType>")
              .empty());
    CHECK(
        refusal("<xs:attribute name='g' type='xs:int' fixed='1'/><xs:complexType name='d'><xs:attribute ref='g' "
                "fixed='2'/></xs:complexType>")
            .find("au-props-correct.2") != std::string::npos
    );
}

TEST_CASE("extensions, and simple content from a base") {
    check_derivations(
        "extension", {{group("sequence", a), group("sequence", b), ""},
                      {group("sequence", a), group("all", b), "cos-all-limited.1.2"},
                      {group("all", a), group("sequence", b), "cos-all-limited.1.2"},
                      {group("all", a), "", ""}}
    );
    const auto simple = [](const char* base, const char* inner) {
        return refusal(
            std::string(base) +
            "<xs:complexType name='d'><xs:simpleContent><xs:restriction base='b'><xs:simpleType><xs:restriction "
            "base='" +
            inner + "'/></xs:simpleType></xs:restriction></xs:simpleContent></xs:complexType>"
        );
    };
    const char* number =
        "<xs:complexType name='b'><xs:simpleContent><xs:extension base='xs:int'/></xs:simpleContent></xs:complexType>";
    CHECK(simple(number, "xs:byte").empty());
    CHECK(simple(number, "xs:string").find("derivation-ok-restriction.5.2.2.1") != std::string::npos);
    CHECK(simple("<xs:complexType name='b' mixed='true'/>", "xs:int").empty());
    CHECK(
        simple(
            "<xs:complexType name='b' mixed='true'><xs:sequence><xs:element name='a'/></xs:sequence></xs:complexType>",
            "xs:int"
        )
            .find("src-ct.2.2") != std::string::npos
    );
}

TEST_CASE("a member of a substitution group minds what types between it and the head block") {
    const auto by = compiled(R"(
        <xs:complexType name='one'/>
        <xs:complexType name='two' block='extension'><xs:complexContent><xs:extension base='one'/></xs:complexContent></xs:complexType>
        <xs:complexType name='three'><xs:complexContent><xs:extension base='two'/></xs:complexContent></xs:complexType>
        <xs:element name='h' type='one'/><xs:element name='m' type='two' substitutionGroup='h'/><xs:element name='n' type='three' substitutionGroup='h'/>
        <xs:element name='r'><xs:complexType><xs:sequence><xs:element ref='h'/></xs:sequence></xs:complexType></xs:element>)"
    );
    check_rows(by, {{"<r xmlns='urn:t'><m/></r>", ""}, {"<r xmlns='urn:t'><n/></r>", "xsd.unexpected-element"}});
}
