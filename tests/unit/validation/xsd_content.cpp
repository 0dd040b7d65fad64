#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;

namespace {
std::string wrap(std::string_view children) {
    return "<r xmlns='urn:t'>" + std::string(children) + "</r>";
}

void check_children(std::string_view model, std::vector<row> rows) {
    const auto by =
        compiled("<xs:element name='r'><xs:complexType>" + std::string(model) + "</xs:complexType></xs:element>");
    for (row& r : rows) r.document = wrap(r.document);
    check_rows(by, rows);
}

std::string element(std::string_view name, std::string_view bounds = {}) {
    return "<xs:element name='" + std::string(name) + "' type='xs:string' " + std::string(bounds) + "/>";
}

std::string times(std::string_view text, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += text;
    return out;
}
} // namespace

TEST_CASE("sequences: order, omission, surplus; one finding for each fault") {
    const std::string model = "<xs:sequence>" + element("a") + element("b", "minOccurs='0'") + element("c") +
                              element("d", "maxOccurs='2'") + "</xs:sequence>";
    check_children(
        model,
        {
            {"<a/><b/><c/><d/>", ""},
            {"<a/><c/><d/><d/>", ""},
            {"", "xsd.missing-element"},
            {"<a/><c/>", "xsd.missing-element"},
            {"<c/><d/>", "xsd.unexpected-element"},            // a left out: told once
            {"<c/><a/><d/>", "xsd.unexpected-element"},        // two exchanged: told once
            {"<a/><x/><c/><d/>", "xsd.unexpected-element"},    // unknown: skipped
            {"<a/><x><y/></x><d/>", "xsd.unexpected-element"}, // c misspelled: told once
            {"<a/><c/><x/>", "xsd.unexpected-element"},        // d misspelled: told once
            {"<a/><c/><d/><d/><d/><d/>", "xsd.unexpected-element"},
            {"<a/><c/><d/>text", "xsd.text-not-allowed"},
            {"<a><z/></a><c/><d/>", "xsd.element-in-simple-content"},
            {"<a/><c/><d/><!-- - --><?p?>\n", ""},
            {"<a xmlns=''/><c/><d/>", "xsd.wrong-namespace"},
        }
    );
}

TEST_CASE("choices and nested groups") {
    check_children(
        "<xs:choice maxOccurs='unbounded'>" + element("a") + "<xs:sequence>" + element("b") + element("c") +
            "</xs:sequence></xs:choice>",
        {
            {"<a/><b/><c/><a/>", ""},
            {"", "xsd.missing-element"},
            {"<b/>", "xsd.missing-element"},
            {"<b/><a/>", "xsd.unexpected-element"},
        }
    );
    check_children(
        "<xs:sequence minOccurs='0'>" + element("a") + "<xs:choice minOccurs='2' maxOccurs='3'>" + element("b") +
            element("c") + "</xs:choice></xs:sequence>",
        {
            {"", ""},
            {"<a/><b/><c/>", ""},
            {"<a/><b/><c/><b/>", ""},
            {"<a/><b/>", "xsd.missing-element"},
            {"<a/><b/><b/><b/><b/>", "xsd.unexpected-element"},
        }
    );
}

TEST_CASE("wide bounds are counted, not unrolled") {
    check_children(
        "<xs:sequence>" + element("a", "minOccurs='3' maxOccurs='10000'") + element("b") + "</xs:sequence>",
        {
            {times("<a/>", 3) + "<b/>", ""},
            {times("<a/>", 10000) + "<b/>", ""},
            {times("<a/>", 2) + "<b/>", "xsd.unexpected-element"},
            {times("<a/>", 10003) + "<b/>", "xsd.unexpected-element"},
            {times("<a/>", 500), "xsd.missing-element"},
        }
    );
    check_children(
        "<xs:sequence minOccurs='100' maxOccurs='5000'>" + element("a") + element("b", "minOccurs='0'") +
            "</xs:sequence>",
        {
            {times("<a/><b/>", 100), ""},
            {times("<a/>", 5000), ""},
            {times("<a/><b/>", 99), "xsd.missing-element"},
            {times("<a/>", 5001), "xsd.unexpected-element"},
        }
    );
}

TEST_CASE("all groups take their elements in any order, each once") {
    check_children(
        "<xs:all>" + element("a") + element("b", "minOccurs='0'") + element("c") + "</xs:all>",
        {
            {"<c/><a/>", ""},
            {"<b/><c/><a/>", ""},
            {"<c/>", "xsd.missing-element"},
            {"<c/><a/><c/>", "xsd.unexpected-element"},
            {"<c/><a/><x/>", "xsd.unexpected-element"},
        }
    );
}

TEST_CASE("empty content is empty, without blanks even; mixed content takes text") {
    check_children("", {{"", ""}, {" ", "xsd.not-empty"}, {"<a/>", "xsd.not-empty"}});
    const auto by = compiled(
        "<xs:element name='r'><xs:complexType mixed='true'><xs:sequence>" + element("a", "minOccurs='0'") +
        "</xs:sequence></xs:complexType></xs:element>"
    );
    check_rows(by, {{wrap("text <a/> more"), ""}, {wrap("<b/>"), "xsd.unexpected-element"}});
}

TEST_CASE("a finding says what could have stood there, what stood there, and where") {
    const auto by = compiled(
        "<xs:element name='r'><xs:complexType><xs:sequence>" + element("resultaat") +
        element("infourl", "minOccurs='0'") + "</xs:sequence></xs:complexType></xs:element>"
    );
    const auto found = validate(by, "<r xmlns='urn:t'>\n <resultaat/>\n  <resultat/>\n</r>");
    REQUIRE(found.size() == 1);
    CHECK(found[0].expected == "infourl | </r>");
    CHECK(found[0].got == "resultat");
    CHECK(found[0].where.line == 3);
    CHECK(found[0].where.path.find("resultat") != std::string::npos);
    CHECK(found[0].effective_clause() == "XSD 1.0 cvc-complex-type.2.4.a");
    const auto other_space = validate(by, "<r xmlns='urn:t'><resultaat xmlns='urn:u'/></r>");
    REQUIRE(other_space.size() == 1);
    CHECK(other_space[0].expected == "{urn:t}resultaat");
    CHECK(other_space[0].got == "{urn:u}resultaat");
}

TEST_CASE("the root must be a global element") {
    const auto by = compiled("<xs:element name='r'/>");
    check_rows(
        by, {{"<r xmlns='urn:t'><anything a='b'/></r>", ""},
             {"<r/>", "xsd.wrong-namespace"},
             {"<s xmlns='urn:t'><t/></s>", "xsd.root"}}
    );
    CHECK(by.root_elements() == std::vector<std::string>{"{urn:t}r"});
}

TEST_CASE("wildcards: strict, lax and skip; namespace lists") {
    const auto wild = [](const char* attributes) {
        return compiled(
            "<xs:element name='n' type='xs:int'/><xs:element name='r'><xs:complexType><xs:sequence><xs:any " +
            std::string(attributes) +
            " minOccurs='0' maxOccurs='unbounded'/></xs:sequence></xs:complexType></xs:element>"
        );
    };
    check_rows(
        wild(""), {{wrap("<n>1</n>"), ""}, {wrap("<n>x</n>"), "xsd.datatype"}, {wrap("<o/>"), "xsd.undeclared-element"}}
    );
    check_rows(
        wild("processContents='lax'"),
        {{wrap("<n>x</n>"), "xsd.datatype"}, {wrap("<o><n>x</n></o>"), "xsd.datatype"}, {wrap("<o a='1'>t</o>"), ""}}
    );
    check_rows(wild("processContents='skip'"), {{wrap("<n>x</n>"), ""}, {wrap("<o><n>x</n></o>"), ""}});
    check_rows(
        wild("namespace='##other' processContents='skip'"), {{wrap("<n/>"), "xsd.unexpected-element"},
                                                             {wrap("<n xmlns='urn:u'/>"), ""},
                                                             {wrap("<n xmlns=''/>"), "xsd.unexpected-element"}}
    );
    check_rows(
        wild("namespace='##local urn:u' processContents='skip'"),
        {{wrap("<n xmlns=''/><n xmlns='urn:u'/>"), ""}, {wrap("<n xmlns='urn:v'/>"), "xsd.unexpected-element"}}
    );
}

TEST_CASE("substitution groups") {
    const auto by = compiled(R"(
        <xs:element name='head' type='xs:string' abstract='true'/>
        <xs:element name='one' substitutionGroup='head'/>
        <xs:element name='two' type='xs:token' substitutionGroup='one'/>
        <xs:element name='closed' type='xs:string' block='substitution'/>
        <xs:element name='three' type='xs:string' substitutionGroup='closed'/>
        <xs:element name='r'><xs:complexType><xs:sequence><xs:element ref='head'/><xs:element ref='closed' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>)"
    );
    check_rows(
        by,
        {
            {wrap("<one/>"), ""},
            {wrap("<two/>"), ""},
            {wrap("<head/>"), "xsd.abstract-element"},
            {wrap("<one/><closed/>"), ""},
            {wrap("<one/><three/>"), "xsd.unexpected-element"},
        }
    );
}
