// What the scan refuses, by which rule and where. Cases named B1.n are the rows of the hostile-XML table.
#include "xml_events.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using namespace schakel::xml::testing;
using namespace std::string_literals;

namespace {

struct refused_case {
    const char* name;
    std::string document;
    const char* rule;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    const char* path = "/";
};

void check_all(const std::vector<refused_case>& cases) {
    for (const refused_case& one : cases) {
        CAPTURE(one.name);
        CAPTURE(one.document.substr(0, 200));
        const finding fault = refusal(one.document);
        REQUIRE(fault.broken != nullptr);
        CHECK(fault.broken->id == one.rule);
        CHECK(fault.where.line == one.line);
        CHECK(fault.where.column == one.column);
        CHECK(fault.where.path == one.path);
    }
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("B1: hostile documents are refused with one finding at its place") {
    check_all({
        {"B1.1 document type", "<?xml version='1.0'?>\n<!DOCTYPE a>\n<a/>", "xml.doctype", 2, 1},
        {"B1.2 external entity", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "xml.doctype"},
        {"B1.3 parameter entity", "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1/'> %x;]><a/>", "xml.doctype"},
        {"B1.4 billion laughs", "<!DOCTYPE a [<!ENTITY b 'ha'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>", "xml.doctype"},
        {"B1.5 quadratic blow-up", "<!DOCTYPE a [<!ENTITY b '" + std::string(9999, 'x') + "'>]><a>&b;&b;</a>",
         "xml.doctype"},
        {"B1.8 200,000 attributes", "<a" + repeated(" x='1'", 200'000) + "/>", "xml.limit-attributes", 1, 4 + 256 * 6,
         "/a/@x"},
        {"B1.11 UTF-16", "\xFF\xFE<\0a\0/\0>\0"s, "xml.encoding"},
        {"B1.11 UTF-16 without mark", "\0<\0a\0/\0>"s, "xml.encoding"},
        {"B1.12 UTF-32", "\0\0\xFE\xFF\0\0\0<"s, "xml.encoding"},
        {"B1.12 UTF-32 without mark", "<\0\0\0a\0\0\0"s, "xml.encoding"},
        {"B1.13 mark and declaration differ", "\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-16'?><a/>",
         "xml.encoding-declared", 1, 31},
        {"B1.13 half a mark", "\xEF\xBB<a/>", "xml.no-root"},
        {"B1.14 NUL", "<a>x\0y</a>"s, "xml.character", 1, 5, "/a"},
        {"B1.15 stray continuation", "<a>\n é\x80</a>", "xml.utf8", 2, 3, "/a"},
        {"B1.15 overlong", "<a>\xC0\xAF</a>", "xml.utf8", 1, 4, "/a"},
        {"B1.15 surrogate", "<a x='\xED\xA0\x80'/>", "xml.utf8", 1, 7, "/a/@x"},
        {"B1.15 above U+10FFFF", "<a>\xF4\x90\x80\x80</a>", "xml.utf8", 1, 4, "/a"},
        {"B1.15 cut short", "<a>\xE2\x82", "xml.utf8", 1, 4, "/a"},
        {"B1.16 CDATA outside the root", "<a/><![CDATA[x]]>", "xml.name", 1, 6},
        {"B1.16 CDATA not closed", "<a><![CDATA[x]]</a>", "xml.truncated", 1, 4, "/a"},
        {"B1.16 CDATA end in text", "<a>x]]>y</a>", "xml.cdata-end", 1, 5, "/a"},
        {"B1.16 CDATA nested", "<a><![CDATA[<![CDATA[x]]>]]></a>", "xml.cdata-end", 1, 26, "/a"},
        {"B1.17 target xml later", "<a><?xml version='1.0'?></a>", "xml.declaration", 1, 4, "/a"},
        {"B1.17 target XmL", "<?XmL x?><a/>", "xml.pi", 1, 3},
        {"B1.17 not closed", "<a/><?p ", "xml.truncated", 1, 5},
    });
}

TEST_CASE("B1.6: 1,000,000 nested elements stop at the depth limit") {
    const finding fault = refusal(repeated("<a>", 1'000'000));
    REQUIRE(fault.broken != nullptr);
    CHECK(fault.broken->id == "xml.limit-depth");
    CHECK(fault.where.column == 100 * 3 + 2);
    CHECK(fault.expected == "100");
}

TEST_CASE("B1.7: an attribute of 100 MB is over the size limit, and readable where the limit allows it") {
    const std::string document = "<a x='" + std::string(100u << 20, 'y') + "'/>";
    CHECK(refused_by(document) == "xml.limit-bytes");
    document_limits wide;
    wide.bytes = 200u << 20;
    CHECK(refused_by(document, wide) == "accepted");
}

TEST_CASE("B1.9: namespace tricks") {
    check_all({
        {"prefix not declared", "<a><p:b/></a>", "xml.prefix-undeclared", 1, 5, "/a/p:b[1]"},
        {"out of scope", "<a><b xmlns:p='u'/><c p:x='1'/></a>", "xml.prefix-undeclared", 1, 23, "/a/c[1]/@p:x"},
        {"same attribute through two prefixes", "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>",
         "xml.duplicate-attribute", 1, 36, "/a/@q:x"},
        {"declared twice", "<a xmlns:p='u' xmlns:p='v'/>", "xml.duplicate-attribute", 1, 16, "/a/@xmlns:p"},
        {"default twice", "<a xmlns='u' xmlns='v'/>", "xml.duplicate-attribute", 1, 14, "/a/@xmlns"},
        {"xml rebound", "<a xmlns:xml='u'/>", "xml.namespace", 1, 4, "/a/@xmlns:xml"},
        {"xmlns declared", "<a xmlns:xmlns='u'/>", "xml.namespace", 1, 4, "/a/@xmlns:xmlns"},
        {"bound to xml's", "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", "xml.namespace", 1, 4, "/a/@xmlns:p"},
        {"default to xmlns'", "<a xmlns='http://www.w3.org/2000/xmlns/'/>", "xml.namespace", 1, 4, "/a/@xmlns"},
        {"prefix taken back", "<a xmlns:p='u'><b xmlns:p=''/></a>", "xml.namespace", 1, 19, "/a/b[1]/@xmlns:p"},
        {"two colons", "<a:b:c xmlns:a='u'/>", "xml.qname", 1, 2, "/a:b:c"},
        {"colon first", "<:a/>", "xml.qname", 1, 2},
        {"colon last", "<a><b: /></a>", "xml.qname", 1, 5, "/a/b:[1]"},
        {"digit after the colon", "<a:1 xmlns:a='u'/>", "xml.qname", 1, 2, "/a:1"},
        {"colon in a target", "<a><?p:q?></a>", "xml.qname", 1, 6, "/a"},
    });
}

TEST_CASE("B1.10: schemaLocation is an attribute like any other; the scan has no network") {
    CHECK(
        refused_by(
            "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='u http://127.0.0.1:1/x'/>"
        ) == "accepted"
    );
}

TEST_CASE("ill-formed documents are refused with one finding at its place") {
    check_all({
        {"empty", "", "xml.no-root"},
        {"white space", " \n ", "xml.no-root", 2, 2},
        {"JSON", "{\"a\": 1}", "xml.no-root"},
        {"text after the root", "<a/>\nx", "xml.content-outside-root", 2, 1},
        {"reference after the root", "<a/>&#32;", "xml.content-outside-root", 1, 5},
        {"second root", "<a/>\n<b/>", "xml.second-root", 2, 2, "/b"},
        {"end tag after the root", "<a/></a>", "xml.syntax", 1, 5},
        {"not closed", "<a><b>", "xml.truncated", 1, 7, "/a/b[1]"},
        {"cut in a tag", "<a><b x", "xml.truncated", 1, 8, "/a/b[1]"},
        {"cut in a value", "<a x='", "xml.truncated", 1, 6, "/a/@x"},
        {"cut in a comment", "<a><!-- x --", "xml.truncated", 1, 4, "/a"},
        {"tags crossed", "<a>\n <b></a></b>", "xml.tag-mismatch", 2, 5, "/a/b[1]"},
        {"longer end tag", "<a></ab>", "xml.tag-mismatch", 1, 4, "/a"},
        {"end tag with more", "<a></a x>", "xml.syntax", 1, 8, "/a"},
        {"attribute twice", "<a x='1' x='2'/>", "xml.duplicate-attribute", 1, 10, "/a/@x"},
        {"attribute twice among many", "<a b='' c='' d='' e='' f='' g='' h='' i='' j='' c='' b=''/>",
         "xml.duplicate-attribute", 1, 49, "/a/@c"},
        {"no space between attributes", "<a x='1'y='2'/>", "xml.syntax", 1, 9, "/a/@y"},
        {"no quotes", "<a x=1/>", "xml.syntax", 1, 6, "/a/@x"},
        {"no value", "<a x/>", "xml.syntax", 1, 5, "/a/@x"},
        {"< in a value", "<a x='1<2'/>", "xml.attribute-value", 1, 8, "/a/@x"},
        {"loose <", "<a>1 < 2</a>", "xml.name", 1, 7, "/a"},
        {"name with a digit first", "<1a/>", "xml.name", 1, 2},
        {"name with a sign in it", "<a\xC3\x97/>", "xml.name", 1, 3, "/a\xC3\x97"},
        {"loose &", "<a>M&M</a>", "xml.entity", 1, 5, "/a"},
        {"HTML entity", "<a>x&nbsp;</a>", "xml.entity", 1, 5, "/a"},
        {"entity in a value", "<a x='&y;'/>", "xml.entity", 1, 7, "/a/@x"},
        {"reference to NUL", "<a>&#0;</a>", "xml.char-reference", 1, 4, "/a"},
        {"reference to a surrogate", "<a>&#xD800;</a>", "xml.char-reference", 1, 4, "/a"},
        {"reference too large", "<a>&#99999999999;</a>", "xml.char-reference", 1, 4, "/a"},
        {"reference without digits", "<a>&#x;</a>", "xml.char-reference", 1, 4, "/a"},
        {"reference with capital X", "<a>&#X41;</a>", "xml.char-reference", 1, 4, "/a"},
        {"U+FFFE", "<a>\xEF\xBF\xBE</a>", "xml.character", 1, 4, "/a"},
        {"escape in a comment", "<a><!--\x1B--></a>", "xml.character", 1, 8, "/a"},
        {"-- in a comment", "<a><!-- x -- y --></a>", "xml.comment", 1, 11, "/a"},
        {"--->", "<!-- x ---><a/>", "xml.comment", 1, 8},
        {"space before the declaration", " <?xml version='1.0'?><a/>", "xml.declaration", 1, 2},
        {"declaration without version", "<?xml encoding='UTF-8'?><a/>", "xml.declaration", 1, 6},
        {"version 1.1", "<?xml version='1.1'?><a/>", "xml.declaration", 1, 6},
        {"declaration out of order", "<?xml version='1.0' standalone='no' encoding='UTF-8'?><a/>", "xml.declaration", 1,
         37},
        {"standalone maybe", "<?xml version='1.0' standalone='maybe'?><a/>", "xml.declaration", 1, 33},
        {"Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "xml.encoding-declared", 1, 31},
        {"not ASCII after all", "<?xml version='1.0' encoding='US-ASCII'?><a>\xC3\xA9</a>", "xml.encoding-declared", 1,
         45, "/a"},
        {"declaration inside", "<a><!ELEMENT a ANY></a>", "xml.syntax", 1, 6, "/a"},
    });
}

TEST_CASE("the limits are those given") {
    document_limits limits;
    limits.bytes = 60;
    limits.depth = 2;
    limits.nodes = 6;
    limits.attributes = 2;
    limits.namespaces = 1;
    CHECK(refused_by("<a><b x='1'>t</b><c/></a>", limits) == "accepted");
    CHECK(refused_by("<a><b><c/></b></a>", limits) == "xml.limit-depth");
    CHECK(refused_by("<a><b/><b/><b/><b/><b/><b/></a>", limits) == "xml.limit-nodes");
    CHECK(refused_by("<a x='' y='' z=''/>", limits) == "xml.limit-attributes");
    CHECK(refused_by("<a xmlns='u' xmlns:p='v'/>", limits) == "xml.limit-namespaces");
    CHECK(refused_by("<a><b xmlns='u'/><b xmlns='v'/></a>", limits) == "xml.limit-namespaces");
    CHECK(refused_by("<a><b xmlns='u'/><b xmlns='u'/></a>", limits) == "accepted");
    CHECK(refused_by("<a>" + std::string(60, 'x') + "</a>", limits) == "xml.limit-bytes");
}

TEST_CASE("a loose ampersand does not repeat the words around it") {
    CHECK(refusal("<a>Jan &Jansen en zonen</a>").got == "&");
    CHECK(refusal("<a>&eacute;</a>").got == "&eacute;");
}

TEST_CASE("a finding is text whatever the document holds") {
    CHECK(refusal("<a\xFF/>").where.path == "/a\xEF\xBF\xBD");
    CHECK(refusal("<a\0b/>"s).where.path == "/a");
    CHECK(refusal("<a x\x1B='1'/>").where.path == "/a/@x");
    CHECK(refusal("<a>&\xFF;</a>").got == "&");
    CHECK(refusal("<" + std::string(500, 'x') + "></y>").expected.size() < 100);
}

TEST_CASE("every rule tells its clause, both texts and a repair") {
    std::set<std::string_view> ids;
    for (const rule& one : xml::scan_rules()) {
        CAPTURE(one.id);
        CHECK(one.id.starts_with("xml."));
        CHECK(ids.insert(one.id).second);
        CHECK_FALSE(one.clause.empty());
        CHECK_FALSE(one.text_nl.empty());
        CHECK_FALSE(one.text_en.empty());
        CHECK_FALSE(one.repair_nl.empty());
        CHECK_FALSE(one.repair_en.empty());
    }
}
