// Facets against each other and against those of the base; values where the specification is particular.
#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;

namespace {
using facets = std::vector<std::pair<const char*, const char*>>;

std::string restriction(const char* name, const char* base, const facets& list) {
    std::string out = "<xs:simpleType name='" + std::string(name) + "'><xs:restriction base='" + base + "'>";
    for (const auto& [facet, value] : list) out += "<xs:" + std::string(facet) + " value='" + value + "'/>";
    return out + "</xs:restriction></xs:simpleType>";
}

// The constraint that a type breaks, or nothing; `inner` is what its base restricts.
std::string verdict(const char* base, const facets& inner, const facets& outer) {
    const auto made = compile({{"main.xsd", schema(restriction("b", base, inner) + restriction("s", "b", outer))}});
    if (made) return {};
    const std::string& text = made.error().message;
    return text.substr(text.rfind('(') + 1, text.rfind(')') - text.rfind('(') - 1);
}

bool is_valid(const char* type, const char* facet, const char* limit, const char* text) {
    const auto by = compiled(restriction("s", type, {{facet, limit}}) + "<xs:element name='r' type='s'/>");
    return validate(by, "<r xmlns='urn:t'>" + std::string(text) + "</r>").empty();
}
} // namespace

TEST_CASE("facets of one step") {
    CHECK(verdict("xs:string", {{"length", "3"}, {"minLength", "2"}}, {}) == "length-minLength-maxLength.1");
    CHECK(verdict("xs:string", {{"length", "3"}, {"maxLength", "4"}}, {}) == "length-minLength-maxLength.2");
    CHECK(
        verdict("xs:int", {{"minExclusive", "5"}, {"maxInclusive", "5"}}, {}) ==
        "minInclusive-less-than-equal-to-maxInclusive"
    );
    CHECK(
        verdict("xs:int", {{"minInclusive", "5"}, {"maxExclusive", "5"}}, {}) ==
        "minInclusive-less-than-equal-to-maxInclusive"
    );
    CHECK(verdict("xs:int", {{"minExclusive", "5"}, {"maxExclusive", "5"}}, {}).empty());
    CHECK(
        verdict("xs:decimal", {{"totalDigits", "2"}, {"fractionDigits", "3"}}, {}) ==
        "fractionDigits-less-than-equal-to-totalDigits"
    );
    CHECK(verdict("xs:string", {{"length", "3"}, {"length", "3"}}, {}) == "src-single-facet-value");
    CHECK(verdict("xs:boolean", {{"enumeration", "true"}}, {}) == "cos-applicable-facets");
    CHECK(verdict("xs:int", {{"length", "1"}}, {}) == "cos-applicable-facets");
    CHECK(verdict("xs:integer", {{"fractionDigits", "1"}}, {}) == "fractionDigits-valid-restriction");
    CHECK(verdict("xs:string", {{"length", " 99999999999999999999 "}}, {}).empty());
}

TEST_CASE("facets against the base") {
    CHECK(verdict("xs:string", {{"minLength", "2"}}, {{"length", "3"}}).empty());
    CHECK(verdict("xs:string", {{"minLength", "2"}}, {{"minLength", "2"}, {"length", "3"}}).empty());
    CHECK(verdict("xs:string", {{"length", "3"}}, {{"minLength", "2"}}) == "length-minLength-maxLength.1");
    CHECK(verdict("xs:string", {{"maxLength", "3"}}, {{"maxLength", "4"}}) == "maxLength-valid-restriction");
    CHECK(verdict("xs:string", {{"enumeration", "a"}}, {{"enumeration", "b"}}) == "enumeration-valid-restriction");
    CHECK(
        verdict("xs:string", {{"whiteSpace", "replace"}}, {{"whiteSpace", "preserve"}}) ==
        "whiteSpace-valid-restriction"
    );
    CHECK(verdict("xs:decimal", {{"minExclusive", "5"}}, {{"minInclusive", "5"}}) == "minInclusive-valid-restriction");
    CHECK(verdict("xs:decimal", {{"minExclusive", "5"}}, {{"minExclusive", "5"}}).empty());
    CHECK(verdict("xs:decimal", {{"minInclusive", "5"}}, {{"maxExclusive", "5"}}) == "maxExclusive-valid-restriction");
    CHECK(verdict("xs:decimal", {{"maxExclusive", "5"}}, {{"minInclusive", "5"}}) == "minInclusive-valid-restriction");
    CHECK(verdict("xs:decimal", {{"maxInclusive", "5"}}, {{"maxInclusive", "6"}}) == "maxInclusive-valid-restriction");
    // 12:00 without zone may be before or after 12:00Z: nothing is wrong
    CHECK(verdict(
              "xs:dateTime", {{"minInclusive", "2000-01-01T12:00:00Z"}}, {{"minInclusive", "2000-01-01T12:00:00"}}
    ).empty());
}

TEST_CASE("durations are ordered from four dates, fractions and signs included") {
    CHECK(is_valid("xs:duration", "maxInclusive", "P1M", "P27D"));
    CHECK(!is_valid("xs:duration", "maxInclusive", "P1M", "P30D"));
    CHECK(is_valid("xs:duration", "maxInclusive", "-PT0.4S", "-PT0.5S"));
    CHECK(!is_valid("xs:duration", "maxInclusive", "-PT0.5S", "-PT0.4S"));
    CHECK(is_valid("xs:duration", "minInclusive", "-PT0.25S", "PT0.1S"));
    CHECK(!is_valid("xs:duration", "minInclusive", "PT0.1S", "-PT0.25S"));
    CHECK(is_valid("xs:duration", "enumeration", "P400Y", "P146097D"));
    CHECK(!is_valid("xs:duration", "enumeration", "P100Y", "P36524D"));
    CHECK(is_valid("xs:duration", "enumeration", "PT36H", "P1DT12H"));
    CHECK(is_valid("xs:duration", "enumeration", "PT.50S", "PT0.5S"));
    CHECK(is_valid("xs:duration", "minInclusive", "P999999999999999999Y", "P999999999999999999YT1S"));
}

TEST_CASE("dates and times: zones, midnight, long years") {
    CHECK(is_valid("xs:dateTime", "enumeration", "2000-01-02T00:00:00Z", "2000-01-01T24:00:00Z"));
    CHECK(is_valid("xs:dateTime", "enumeration", "2000-01-01T12:00:00Z", "2000-01-01T14:30:00+02:30"));
    CHECK(!is_valid("xs:dateTime", "enumeration", "2000-01-01T12:00:00Z", "2000-01-01T12:00:00"));
    CHECK(!is_valid("xs:dateTime", "minInclusive", "2000-01-01T12:00:00Z", "2000-01-01T20:00:00"));
    CHECK(is_valid("xs:dateTime", "minInclusive", "2000-01-01T12:00:00Z", "2000-01-02T02:00:01"));
    CHECK(is_valid("xs:gYear", "minInclusive", "123456789012345678", "123456789012345679"));
    CHECK(is_valid("xs:date", "maxExclusive", "0001-01-01", "-0001-12-31"));
}

TEST_CASE("numbers: NaN, zeros, rounding, any length") {
    CHECK(is_valid("xs:double", "minInclusive", "NaN", "NaN"));
    CHECK(!is_valid("xs:double", "minInclusive", "NaN", "1"));
    CHECK(!is_valid("xs:double", "maxInclusive", "INF", "NaN"));
    CHECK(is_valid("xs:float", "enumeration", "-0", "0"));
    CHECK(is_valid("xs:float", "enumeration", "16777217", "16777216"));
    CHECK(!is_valid("xs:double", "enumeration", "16777217", "16777216"));
    CHECK(is_valid("xs:double", "enumeration", "INF", "1e999999999999999999999"));
    CHECK(is_valid("xs:double", "enumeration", "0", ("0." + std::string(400, '0') + "1").c_str()));
    CHECK(is_valid(
        "xs:decimal", "minExclusive", ("1" + std::string(500, '0')).c_str(),
        ("1" + std::string(500, '0') + ".1").c_str()
    ));
    CHECK(!is_valid("xs:decimal", "totalDigits", "2", "0.001"));
}

TEST_CASE("notations are declared, and types of them enumerate") {
    const std::string notation =
        "<xs:notation name='png' public='image/png'/><xs:notation name='jpg' system='urn:jpg'/>";
    const std::string types =
        notation + restriction("s", "xs:NOTATION", {{"enumeration", "t:png"}, {"enumeration", "jpg"}});
    check_rows(
        compiled(types + "<xs:element name='r' type='s'/>"), {{"<r xmlns='urn:t'>png</r>", ""},
                                                              {"<x:r xmlns:x='urn:t'> x:jpg </x:r>", ""},
                                                              {"<r xmlns='urn:t'>gif</r>", "xsd.enumeration"},
                                                              {"<x:r xmlns:x='urn:t'>png</x:r>", "xsd.enumeration"}}
    );
    const auto refused = [](const std::string& body) {
        const auto made = compile({{"main.xsd", schema(body)}});
        return made ? std::string() : made.error().message;
    };
    CHECK(
        refused(notation + "<xs:element name='r' type='xs:NOTATION'/>").find("enumeration-required-notation") !=
        std::string::npos
    );
    CHECK(
        refused(restriction("s", "xs:NOTATION", {{"enumeration", "t:png"}})).find("no notation") != std::string::npos
    );
    CHECK(refused("<xs:notation name='n'/>").find("n-props-correct") != std::string::npos);
}

TEST_CASE("no document without DOCTYPE has entities") {
    const auto by =
        compiled("<xs:element name='r'><xs:complexType><xs:attribute name='e' type='xs:ENTITY'/><xs:attribute "
                 "name='es' type='xs:ENTITIES'/></xs:complexType></xs:element>");
    check_rows(
        by, {{"<r xmlns='urn:t'/>", ""},
             {"<r xmlns='urn:t' e='x'/>", "xsd.datatype"},
             {"<r xmlns='urn:t' es='x y'/>", "xsd.datatype"}}
    );
}
