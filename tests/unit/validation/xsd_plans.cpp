// The short way to accept a value says yes only where the long way does, and sets of keys forget nothing.
#include "gateway/validation/xsd_keys.hpp"
#include "gateway/validation/xsd_tables.hpp"
#include "xsd_case.hpp"

#include <random>

using namespace schakel::validation;

namespace {

constexpr const char* types = R"(
  <xs:simpleType name="any"><xs:restriction base="xs:string"/></xs:simpleType>
  <xs:simpleType name="short"><xs:restriction base="xs:string"><xs:minLength value="2"/><xs:maxLength value="9"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="exact"><xs:restriction base="xs:token"><xs:length value="4"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="line"><xs:restriction base="xs:normalizedString"><xs:maxLength value="12"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="code"><xs:restriction base="xs:token"><xs:pattern value="\d{2}\p{Lu}{2}|x.*"/><xs:maxLength value="6"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="choice"><xs:restriction base="xs:token"><xs:enumeration value="a"/><xs:enumeration value="b c"/>
    <xs:enumeration value=""/><xs:enumeration value="12345678"/><xs:enumeration value="123456789"/><xs:enumeration value="een langere waarde 1"/>
    <xs:enumeration value="een langere waarde 2"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="byte"><xs:restriction base="xs:byte"/></xs:simpleType>
  <xs:simpleType name="long"><xs:restriction base="xs:unsignedLong"/></xs:simpleType>
  <xs:simpleType name="whole"><xs:restriction base="xs:integer"/></xs:simpleType>
  <xs:simpleType name="between"><xs:restriction base="xs:decimal"><xs:minExclusive value="-5"/><xs:maxExclusive value="100"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="fine"><xs:restriction base="xs:decimal"><xs:minInclusive value="0.5"/><xs:fractionDigits value="1"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="digits"><xs:restriction base="xs:integer"><xs:totalDigits value="3"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="huge"><xs:restriction base="xs:integer"><xs:maxInclusive value="123456789012345678901"/><xs:minInclusive value="1234567890123456789"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="day"><xs:restriction base="xs:date"/></xs:simpleType>
  <xs:simpleType name="moment"><xs:restriction base="xs:dateTime"/></xs:simpleType>
  <xs:simpleType name="later"><xs:restriction base="xs:date"><xs:minInclusive value="2020-01-01"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="id"><xs:restriction base="xs:ID"/></xs:simpleType>
  <xs:simpleType name="name"><xs:restriction base="xs:NCName"/></xs:simpleType>)";

const std::vector<std::string> texts{
    "",
    "2025-10-06T08:30:00",
    "2025-10-06T08:30:00Z",
    "2025-10-06T08:30:00+02:00",
    "2025-10-06T08:30:00-13:59",
    "2025-10-06T08:30:00+14:00",
    "2025-10-06T08:30:00+14:01",
    "2025-10-06T08:30:00+02:60",
    "2025-10-06T23:59:59",
    "2025-10-06T24:00:00",
    "2025-10-06T24:00:01",
    "2025-10-06T08:60:00",
    "2025-10-06T08:30:60",
    "2025-10-06T08:30",
    "2025-10-06T08:30:00.5",
    "2025-10-06T08:30:00z",
    "2025-10-06t08:30:00",
    "2025-10-06T08:30:0Z",
    "2025-10-06T08:3a:00",
    "2025-02-29T08:30:00",
    "0000-01-01T00:00:00",
    " ",
    "a",
    "b c",
    "b  c",
    " b c",
    "b\tc",
    "12345678",
    "123456789",
    "1234567890",
    "een langere waarde 1",
    "een langere waarde 2",
    "een langere waarde 3",
    "éé",
    "ééé€",
    "€€€€",
    "😀😀😀😀",
    "12AB",
    "12ab",
    "xyz",
    "xyzxyz",
    "xyzxyzx",
    "0",
    "-0",
    "+1",
    "-1",
    "-128",
    "-129",
    "127",
    "128",
    "007",
    "0000000000000000000000001",
    "99",
    "100",
    "-5",
    "-4",
    "-4.9",
    "0.4",
    "0.5",
    "1",
    "1.25",
    "1.0",
    "1.",
    ".5",
    ".",
    "-",
    "+",
    "1e5",
    "18446744073709551615",
    "18446744073709551616",
    "1234567890123456788",
    "1234567890123456789",
    "123456789012345678901",
    "123456789012345678902",
    "999999999999999999",
    "2025-10-06",
    "2025-02-28",
    "2025-02-29",
    "2024-02-29",
    "2025-02-30",
    "2025-04-30",
    "2025-04-31",
    "2025-01-31",
    "2025-13-01",
    "2025-00-10",
    "2025-10-00",
    "0000-01-01",
    "0001-01-01",
    "2025-10-06Z",
    "2025-10-06+01:00",
    "2025-1-6",
    "2019-12-31",
    "2020-01-01",
    "-2025-10-06",
    "20251006ab",
    "2025/10/06",
    " 2025-10-06 ",
    "\n12\n",
    "a:b",
    "_a",
    "12345678 "};

struct verdict {
    bool right = false;
    xsd::facet broken = xsd::facet::datatype;
    std::string canonical;
    std::size_t ids = 0;
    friend bool operator==(const verdict&, const verdict&) = default;
};

verdict
judge(const std::vector<xsd::simple_type>& all, const xsd::simple_type& type, std::string_view text, bool canonical) {
    xsd::value_context context{all, nullptr, {}};
    xsd::value_fault fault;
    verdict out;
    out.right = xsd::check_value(type, text, context, fault, canonical ? &out.canonical : nullptr);
    if (!out.right) {
        out.broken = fault.broken;
        out.canonical.clear();
    }
    out.ids = out.right ? context.ids.size() : 0;
    return out;
}

} // namespace

TEST_CASE("a plan accepts no value that a close look refuses") {
    const xsd_schema schema = xsd_case::compiled(types);
    const std::vector<xsd::simple_type>& planned = schema.tables().simple_types;
    std::vector<xsd::simple_type> plain = planned;
    for (xsd::simple_type& type : plain) type.plan = {};
    std::size_t short_ways = 0;
    for (std::size_t i = 0; i < planned.size(); ++i) {
        for (const std::string& text : texts) {
            CAPTURE(planned[i].name);
            CAPTURE(text);
            short_ways += xsd::is_plainly_right(planned[i], text) ? 1 : 0;
            for (const bool canonical : {false, true})
                CHECK(judge(planned, planned[i], text, canonical) == judge(plain, plain[i], text, canonical));
        }
    }
    CHECK(short_ways > 300);
}

TEST_CASE("lists of allowed values of any length are searched rightly") {
    std::mt19937 chance(7);
    std::string body = R"(<xs:simpleType name="codes"><xs:restriction base="xs:string">)";
    std::vector<std::string> codes;
    for (int i = 0; i < 300; ++i) {
        codes.push_back(
            std::to_string(chance() % 100'000) + std::string(static_cast<std::size_t>(i % 20), 'x') + std::to_string(i)
        );
        body += "<xs:enumeration value='" + codes.back() + "'/>";
    }
    const xsd_schema schema =
        xsd_case::compiled(body + "</xs:restriction></xs:simpleType><xs:element name='c' type='codes'/>");
    for (const std::string& code : codes) {
        CHECK(xsd_case::ids(xsd_case::validate(schema, "<c xmlns='urn:t'>" + code + "</c>")).empty());
        CHECK(xsd_case::ids(xsd_case::validate(schema, "<c xmlns='urn:t'>" + code + "y</c>")) == "xsd.enumeration");
    }
}

TEST_CASE("a set of keys holds what was added, marks included, however large it grows") {
    const xsd::key_hash hash;
    xsd::key_set keys;
    const auto key = [&](int i) { return hash.of('B', "sleutel " + std::to_string(i)); };
    CHECK_FALSE(keys.contains(key(0)));
    for (int i = 0; i < 100'000; ++i) {
        CHECK(keys.add(key(i)));
        if (i % 1000 == 0) keys.mark(key(i));
        if (i % 10'000 == 0) CHECK_FALSE(keys.add(key(i / 2)));
    }
    for (int i = 0; i < 100'000; ++i) {
        CHECK(keys.contains(key(i)));
        CHECK(keys.is_marked(key(i)) == (i % 1000 == 0));
        CHECK_FALSE(keys.contains(key(-1 - i)));
    }
    CHECK_FALSE(keys.add(key(17)));
    CHECK_FALSE(keys.add(key(1000)));
    keys.clear();
    CHECK_FALSE(keys.contains(key(17)));
    CHECK(keys.add(key(17)));
}

TEST_CASE("keys of one text hash alike, others do not, whatever their length") {
    const xsd::key_hash hash, other;
    std::string text;
    for (int i = 0; i < 60; ++i) {
        CHECK(hash.of('B', text) == hash.of('B', std::string(text)));
        CHECK_FALSE(hash.of('B', text) == hash.of('B', text + '\0'));
        CHECK_FALSE(hash.of('B', text) == other.of('B', text));
        CHECK_FALSE(hash.of('B', text) == hash.of('C', text));
        text += static_cast<char>('a' + i % 26);
    }
}
