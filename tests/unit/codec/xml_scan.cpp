// What a well-formed document tells its handler.
#include "xml_events.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace schakel;
using namespace schakel::xml::testing;
using namespace std::string_literals;

TEST_CASE("elements, attributes and text arrive in document order") {
    CHECK(events("<a x='1' y=\"2\"><b>tekst</b><c/></a>") == "<a x='1' y='2'><b>tekst</b><c></c></a>");
    CHECK(events("<?xml version=\"1.0\" encoding='utf-8' standalone=\"yes\" ?>\n<!-- x --><a/>\n<?p q?>") == "<a></a>");
    CHECK(events("\xEF\xBB\xBF<a>\xEF\xBB\xBF</a >") == "<a>\xEF\xBB\xBF</a>");
    CHECK(events("<a\n\tx = '1'\n></a\n>") == "<a x='1'></a>");
}

TEST_CASE("references and CDATA arrive as the characters they stand for") {
    CHECK(events("<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x20AC;&#x1F600;</a>") == "<a><&>\"'A€😀</a>");
    CHECK(events("<a>x<![CDATA[<b>&amp;]]]]>y</a>") == "<a>x<b>&amp;]]y</a>");
    CHECK(events("<a>]] ]></a>") == "<a>]] ]></a>");
}

TEST_CASE("line ends and white space in attributes are normalised as XML 1.0 2.11 and 3.3.3 say") {
    CHECK(events("<a>1\r\n2\r3\n4\r\r\n</a>") == "<a>1\n2\n3\n4\n\n</a>");
    CHECK(events("<a><![CDATA[1\r\n2\r]]></a>") == "<a>1\n2\n</a>");
    CHECK(events("<a x='1\r\n2\t3\r4&#10;&#13;5'/>") == "<a x='1 2 3 4\n\r5'></a>");
    CHECK(events("<a x='&lt;&quot;é' y='z'/>") == "<a x='<\"é' y='z'></a>");
}

TEST_CASE("names follow the fifth edition") {
    CHECK(events("<élève ǅ·-.9='1'/>") == "<élève ǅ·-.9='1'></élève>");
    CHECK(events("<名前/>") == "<名前></名前>");
}

TEST_CASE("names are resolved to namespaces") {
    CHECK(events("<a xmlns='urn:a' x='1'><b/></a>") == "<{urn:a}a x='1'><{urn:a}b></b></a>");
    CHECK(events("<p:a xmlns:p='urn:p' p:x='1' x='2'/>") == "<{urn:p}a {urn:p}x='1' x='2'></a>");
    CHECK(events("<a xmlns='urn:a'><b xmlns=''><c/></b><d/></a>") == "<{urn:a}a><b><c></c></b><{urn:a}d></d></a>");
    CHECK(
        events("<p:a xmlns:p='urn:1'><p:b xmlns:p='urn:2'/><p:c/></p:a>") ==
        "<{urn:1}a><{urn:2}b></b><{urn:1}c></c></a>"
    );
    CHECK(events("<a xml:lang='nl'/>") == "<a {http://www.w3.org/XML/1998/namespace}lang='nl'></a>");
    CHECK(events("<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>") == "<a></a>");
    CHECK(events("<a xmlns='urn:&#97;&amp;b'/>") == "<{urn:a&b}a></a>");
}

TEST_CASE("the same namespace has the same address within one scan") {
    struct addresses : xml::scan_handler {
        void start_element(const xml::name& id, std::span<const xml::attribute>, std::size_t) override {
            seen.push_back(id.space.data());
        }
        void text(std::string_view, std::size_t) override {}
        void end_element(const xml::name&, std::size_t) override {}
        std::vector<const char*> seen;
    } handler;
    findings found;
    REQUIRE(xml::scan("<a xmlns='urn:a'><p:b xmlns:p='urn:a'/><c xmlns='urn:c'/></a>", {}, handler, found));
    CHECK(handler.seen.at(0) == handler.seen.at(1));
    CHECK(handler.seen.at(0) != handler.seen.at(2));
}

TEST_CASE("a handler can resolve qualified names in values") {
    struct resolver : xml::scoped_scan_handler {
        void scope(const xml::namespace_scope& in_force) override { names = &in_force; }
        void start_element(const xml::name&, std::span<const xml::attribute>, std::size_t) override {
            for (const char* prefix : {"p", "", "q", "xml"}) {
                const std::string_view* space = names->find_namespace(prefix);
                told += (space == nullptr ? "-" : std::string(*space)) + ' ';
            }
        }
        void text(std::string_view, std::size_t) override {}
        void end_element(const xml::name&, std::size_t) override {}
        const xml::namespace_scope* names = nullptr;
        std::string told;
    } handler;
    findings found;
    REQUIRE(xml::scan("<a xmlns:p='urn:p'><b xmlns='urn:d'/></a>", {}, handler, found));
    CHECK(
        handler.told == "urn:p - - http://www.w3.org/XML/1998/namespace "
                        "urn:p urn:d - http://www.w3.org/XML/1998/namespace "
    );
}

TEST_CASE("offsets point at names, texts and end tags") {
    struct offsets : xml::scan_handler {
        void start_element(const xml::name&, std::span<const xml::attribute> attributes, std::size_t offset) override {
            told += "s" + std::to_string(offset);
            for (const auto& one : attributes) told += "@" + std::to_string(one.offset);
        }
        void text(std::string_view, std::size_t offset) override { told += "t" + std::to_string(offset); }
        void end_element(const xml::name&, std::size_t offset) override { told += "e" + std::to_string(offset); }
        std::string told;
    } handler;
    findings found;
    REQUIRE(xml::scan("<a x='&lt;'>t<b/>&amp;</a>", {}, handler, found));
    CHECK(handler.told == "s1@3t12s14e15t17e22");
}
