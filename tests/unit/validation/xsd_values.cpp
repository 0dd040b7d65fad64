#include "tests/unit/validation/xsd_case.hpp"

using namespace xsd_case;

namespace {
struct value_row {
    const char* type;
    std::vector<std::string> good;
    std::vector<std::string> bad;
};

std::string document(std::string_view value) {
    return "<r xmlns='urn:t' xmlns:p='urn:p'>" + std::string(value) + "</r>";
}

schakel::validation::xsd_schema restricted(std::string_view base, std::string_view facets) {
    return compiled(
        "<xs:element name='r'><xs:simpleType><xs:restriction base='" + std::string(base) + "'>" + std::string(facets) +
        "</xs:restriction></xs:simpleType></xs:element>"
    );
}

void check_values(
    const schakel::validation::xsd_schema& by, std::string_view rule, const std::vector<std::string>& good,
    const std::vector<std::string>& bad
) {
    for (const auto& value : good) {
        CAPTURE(value);
        CHECK(ids(validate(by, document(value))) == "");
    }
    for (const auto& value : bad) {
        CAPTURE(value);
        CHECK(ids(validate(by, document(value))) == rule);
    }
}
} // namespace

TEST_CASE("lexical forms of the built-in types") {
    const value_row rows[] = {
        {"xs:boolean", {"true", "false", "1", " 0 "}, {"", "TRUE", "2", "yes"}},
        {"xs:decimal",
         {"0", "-1.50", "+.5", "7.", "00012345678901234567890123456789.1"},
         {"", ".", "1e3", "1,5", "--1", "1 2"}},
        {"xs:integer", {"0", "-0", "+7", "123456789012345678901234567890"}, {"1.0", "", "x", "1."}},
        {"xs:float", {"1", "-1.5E-3", "INF", "-INF", "NaN", "1e400"}, {"inf", "+INF", "", "1e", "0x1p3", "+-1"}},
        {"xs:date",
         {"2026-11-21", "2024-02-29", "2026-11-21Z", "2026-11-21+14:00", "-0044-03-15", "12026-01-01"},
         {"2026-02-29", "21-11-2026", "2026-13-01", "2026-11-21+14:01", "0000-01-01", "2026-1-1", "2026-11-21T00:00:00",
          "02026-01-01"}},
        {"xs:dateTime",
         {"2026-11-21T09:30:00", "2026-11-21T24:00:00", "2026-11-21T09:30:00.125+01:00"},
         {"2026-11-21", "2026-11-21 09:30:00", "2026-11-21T24:00:01", "2026-11-21T09:60:00", "2026-11-21T09:30",
          "2026-11-21T09:30:00."}},
        {"xs:time", {"09:30:00", "23:59:59.9Z"}, {"9:30:00", "25:00:00", "09:30"}},
        {"xs:gYearMonth", {"2026-11", "2026-11Z"}, {"2026-13", "2026"}},
        {"xs:gYear", {"2026", "-0001"}, {"26", "0000"}},
        {"xs:gMonthDay", {"--02-29", "--11-21Z"}, {"--02-30", "11-21"}},
        {"xs:gDay", {"---31"}, {"---32", "--31"}},
        {"xs:gMonth", {"--11"}, {"--13", "11"}},
        {"xs:duration",
         {"P1Y2M3DT4H5M6.7S", "-P1D", "PT0S", "P0Y"},
         {"P", "PT", "P1", "1D", "P1DT", "P1S", "PT1.5H", "P1M1Y", "P-1D"}},
        {"xs:hexBinary", {"", "0FB7", "0fb7"}, {"0FB", "0G"}},
        {"xs:base64Binary", {"", "AAAA", "AA==", "A A A =", "AAA="}, {"A", "AA", "AB==", "A===", "AA=A", "????"}},
        {"xs:anyURI",
         {"", "https://school.example/a?b#c", "relative/path", "met spatie", "urn:x:y", "http://[2001:db8::1]:80/a",
          "#[x]"},
         {"%zz", "a#b#c", "1a:b", "http://[", "[x]", "http://x/[y]", "x[", "http://x]/", "]]", "a?[b]"}},
        {"xs:QName", {"a", "p:a"}, {"q:a", ":a", "p:", "p:1", ""}},
        {"xs:token", {" a  b ", ""}, {}},
        {"xs:language", {"nl", "nl-BE", "x-klas"}, {"", "nl_BE", "nederlandstalig"}},
        {"xs:Name", {"a:b", "_x"}, {"1a", "", "a b"}},
        {"xs:NCName", {"a.b-c"}, {"a:b"}},
        {"xs:NMTOKEN", {"1a", "-"}, {"a b", ""}},
        {"xs:NMTOKENS", {"a b c", " a "}, {}},
    };
    for (const value_row& r : rows) {
        CAPTURE(std::string(r.type));
        const auto by = compiled("<xs:element name='r' type='" + std::string(r.type) + "'/>");
        check_values(by, "xsd.datatype", r.good, r.bad);
    }
}

TEST_CASE("limits of the derived integer types") {
    check_values(
        compiled("<xs:element name='r' type='xs:nonNegativeInteger'/>"), "xsd.min-inclusive",
        {"0", "-0", "99999999999999999999999"}, {"-1"}
    );
    check_values(compiled("<xs:element name='r' type='xs:positiveInteger'/>"), "xsd.min-inclusive", {"1"}, {"0"});
    check_values(
        compiled("<xs:element name='r' type='xs:int'/>"), "xsd.max-inclusive", {"2147483647", "-2147483648"},
        {"2147483648"}
    );
    check_values(
        compiled("<xs:element name='r' type='xs:unsignedLong'/>"), "xsd.max-inclusive", {"18446744073709551615"},
        {"18446744073709551616"}
    );
}

TEST_CASE("facets") {
    check_values(
        restricted("xs:string", "<xs:minLength value='1'/><xs:maxLength value='3'/>"), "xsd.max-length",
        {"a", "\xC3\xA9\xC3\xA9\xC3\xA9"}, {"abcd"}
    );
    check_values(restricted("xs:string", "<xs:minLength value='1'/>"), "xsd.min-length", {" "}, {""});
    check_values(restricted("xs:hexBinary", "<xs:length value='2'/>"), "xsd.length", {"0FB7"}, {"0F"});
    check_values(
        restricted("xs:decimal", "<xs:totalDigits value='3'/>"), "xsd.total-digits", {"001.10", "12.3", "999"},
        {"12.34", "1000"}
    );
    check_values(
        restricted("xs:decimal", "<xs:fractionDigits value='2'/>"), "xsd.fraction-digits", {"1.230"}, {"1.234"}
    );
    check_values(
        restricted("xs:decimal", "<xs:minInclusive value='1.00'/><xs:maxInclusive value='10.00'/>"),
        "xsd.max-inclusive", {"1", "10", "9.999"}, {"10.001"}
    );
    check_values(
        restricted("xs:decimal", "<xs:minExclusive value='0'/>"), "xsd.min-exclusive", {"0.0001"}, {"0", "-1"}
    );
    check_values(
        restricted("xs:date", "<xs:maxExclusive value='2026-08-01'/>"), "xsd.max-exclusive", {"2026-07-31"},
        {"2026-08-01", "2027-01-01", "2026-08-01Z"}
    );
    check_values(
        restricted("xs:decimal", "<xs:enumeration value='1.0'/><xs:enumeration value='2'/>"), "xsd.enumeration",
        {"1", "2.00"}, {"3"}
    );
    check_values(
        restricted("xs:string", "<xs:enumeration value='m'/><xs:enumeration value='v'/>"), "xsd.enumeration", {"m"},
        {"M", " m", ""}
    );
    check_values(
        restricted("xs:string", "<xs:pattern value='a+'/><xs:pattern value='b+'/>"), "xsd.pattern", {"aa", "b"},
        {"ab", ""}
    );
    check_values(
        restricted("xs:string", "<xs:whiteSpace value='collapse'/><xs:maxLength value='3'/>"), "xsd.max-length",
        {"  a b  "}, {"abcd"}
    );
}

TEST_CASE("lists and unions") {
    const auto list = compiled(R"(<xs:simpleType name='ints'><xs:list itemType='xs:int'/></xs:simpleType>
        <xs:element name='r'><xs:simpleType><xs:restriction base='ints'><xs:maxLength value='2'/></xs:restriction></xs:simpleType></xs:element>)"
    );
    check_values(list, "xsd.datatype", {"", "1", " 1\n2 "}, {"1 x"});
    check_values(list, "xsd.max-length", {}, {"1 2 3"});
    const auto either = compiled(R"(<xs:element name='r'><xs:simpleType><xs:union memberTypes='xs:int xs:date'>
        <xs:simpleType><xs:restriction base='xs:string'><xs:enumeration value='X'/></xs:restriction></xs:simpleType></xs:union></xs:simpleType></xs:element>)"
    );
    check_values(either, "xsd.datatype", {"1", "2026-11-21", "X"}, {"x", "1.5"});
}

TEST_CASE("value findings: the facet, what it allows with the nearest first, and a masked value") {
    const auto levels = restricted(
        "xs:string", "<xs:enumeration value='HAVO'/><xs:enumeration value='VWO'/><xs:enumeration value='VMBO-T'/>"
    );
    auto found = validate(levels, document("VMB0-T"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].expected == "VMBO-T | VWO | HAVO");
    CHECK(found[0].got == "XXX#-X");
    found = validate(restricted("xs:string", "<xs:pattern value='\\p{Nd}{2}\\p{Lu}{2}'/>"), document("Jan 12"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].expected == "\\p{Nd}{2}\\p{Lu}{2} → 11AA");
    CHECK(found[0].got == "Xxx ##");
    found = validate(restricted("xs:string", "<xs:minLength value='1'/><xs:maxLength value='64'/>"), document(""));
    REQUIRE(found.size() == 1);
    CHECK(found[0].expected == "1..64");
    found = validate(compiled("<xs:element name='r' type='xs:date'/>"), document("21-11-2026"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].expected == "xs:date (2026-11-21)");
    CHECK(found[0].text(schakel::language::nl).find("##-##-####") != std::string::npos);
}

TEST_CASE("text in pieces is one value") {
    const auto by = restricted("xs:string", "<xs:length value='5'/>");
    check_values(
        by, "xsd.length", {"a&amp;<![CDATA[<b>]]>", "ab<!-- - -->cde", "a\r\nbcd", "&#x61;&#98;cde"},
        {"a&amp;b<![CDATA[]]>"}
    );
}
