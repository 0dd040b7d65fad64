// The tree: names, namespaces, texts, places and what is taken over as it stood.
#include "gateway/codec/xml_document.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <vector>

using namespace schakel;

namespace {

xml::document parsed(std::string_view bytes) {
    findings found;
    auto document = xml::document::parse(bytes, {}, found);
    REQUIRE(document.has_value());
    return std::move(*document);
}

std::string text_of(std::string_view bytes) {
    const auto document = parsed(bytes);
    return std::string(document.root().text());
}

} // namespace

TEST_CASE("elements are found by namespace and local name") {
    const auto document =
        parsed("\xEF\xBB\xBF<?xml version='1.0'?><!-- c --><s:a xmlns:s='urn:s' xmlns='urn:d'>\n"
               "  <b>1</b><s:b>2</s:b><b>3</b><c xmlns=''><b>4</b></c><s:c xmlns:s='urn:t'><s:b/></s:c><s:d/></s:a>");
    const xml::node root = document.root();
    CHECK(root.is("urn:s", "a"));
    CHECK(root.child("urn:d", "b").text() == "1");
    CHECK(root.child("urn:s", "b").text() == "2");
    CHECK(root.child("urn:d", "b").next("urn:d", "b").text() == "3");
    CHECK(root.child("", "c").child("", "b").text() == "4");
    CHECK(root.child("urn:t", "c").first_child().space() == "urn:t");
    CHECK(root.child("urn:s", "d").parent().local() == "a");
    CHECK_FALSE(root.child("urn:d", "d"));
    CHECK(root.first_child().next_sibling().space() == "urn:s");
    CHECK_FALSE(root.parent());
}

TEST_CASE("what does not exist is empty") {
    const auto document = parsed("<a/>");
    const xml::node none = document.root().child("", "x").child("", "y");
    CHECK_FALSE(none);
    CHECK(none.text().empty());
    CHECK(none.local().empty());
    CHECK(none.attribute_or_empty("z").empty());
    CHECK(none.offset() == location::nowhere);
    CHECK(none.outer_xml().empty());
    CHECK(none.where().line == 0);
    CHECK_FALSE(xml::node{}.next("", "a"));
}

TEST_CASE("attributes are found by local name and namespace, declarations are not attributes") {
    const auto document = parsed("<a xmlns='urn:d' xmlns:p='urn:p' p:x='1' x='a&amp;b&#10;\n c' y='' xml:lang='nl'/>");
    const xml::node root = document.root();
    CHECK(root.attribute("x", "urn:p") == "1");
    CHECK(root.attribute("x") == "a&b\n  c");
    CHECK(root.attribute("y") == "");
    CHECK(root.attribute("z") == std::nullopt);
    CHECK(root.attribute("x", "urn:d") == std::nullopt);
    CHECK(root.attribute("xmlns") == std::nullopt);
    CHECK(root.attribute("p") == std::nullopt);
    CHECK(root.attribute("lang", "http://www.w3.org/XML/1998/namespace") == "nl");
}

TEST_CASE("text is exact") {
    CHECK(text_of("<a>  x y </a>") == "  x y ");
    CHECK(text_of("<a> </a>") == " ");
    CHECK(text_of("<a>1\r\n2\r3</a>") == "1\n2\n3");
    CHECK(text_of("<a>&lt;&#x20AC;&amp;amp;</a>") == "<€&amp;");
    CHECK(text_of("<a><![CDATA[<x>&amp; ]]></a>") == "<x>&amp; ");
    CHECK(text_of("<a> x<![CDATA[y]]> <!-- - --> z</a>") == " xy  z");
    CHECK(text_of("<a> <!-- c --> <?p q?> </a>") == "   ");
    CHECK(text_of("<a>\n <b/>\n</a>") == "");
    CHECK(text_of("<a>\n <b/>\n<!-- c --></a>") == "");
    CHECK(text_of("<a>x<b>no</b> y</a>") == "x y");
    CHECK(text_of("<a/>") == "");
}

TEST_CASE("nodes know their place") {
    const auto document = parsed("<a>\r\n  <!-- é --> <p:b xmlns:p='u'/>\n<c/></a>");
    const xml::node b = document.root().child("u", "b");
    CHECK(document.bytes().substr(b.offset(), 3) == "p:b");
    CHECK(b.where().line == 2);
    CHECK(b.where().column == 15);
    CHECK(b.where().path == "/a/p:b[1]");
}

TEST_CASE("an element is taken over with the declarations it needs") {
    const auto document =
        parsed("<a xmlns='urn:d&amp;' xmlns:p='urn:p' xmlns:q='urn:q' xmlns:unused='urn:u'>"
               "<b x='q:type'><p:c> &amp; </p:c><!-- > --><b/></b><p:e xmlns:p='urn:own' xmlns=''/><f/></a>");
    const xml::node root = document.root();
    CHECK(
        root.first_child().outer_xml() == "<b xmlns=\"urn:d&amp;\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" x='q:type'>"
                                          "<p:c> &amp; </p:c><!-- > --><b/></b>"
    );
    CHECK(root.child("urn:own", "e").outer_xml() == "<p:e xmlns:p='urn:own' xmlns=''/>");
    CHECK(root.child("urn:d&", "f").outer_xml() == "<f xmlns=\"urn:d&amp;\"/>");
    CHECK(root.child("urn:d&", "f").written() == "<f/>");
    CHECK(
        root.child("urn:d&", "f").outer_xml(xml::node::declarations::all) ==
        "<f xmlns=\"urn:d&amp;\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" xmlns:unused=\"urn:u\"/>"
    );
    CHECK(xml::node().written().empty());
    CHECK(root.outer_xml() == document.bytes());
}

TEST_CASE("an ill-formed document gives no tree but the finding") {
    findings found;
    CHECK_FALSE(xml::document::parse("<a><b></a>", {}, found).has_value());
    REQUIRE(found.size() == 1);
    CHECK(found.front().broken->id == "xml.tag-mismatch");
}

TEST_CASE("prefixes declared anew on ten thousand elements are resolved each in its scope") {
    std::string bytes = "<p:a xmlns:p='urn:0'>";
    for (int i = 0; i < 10'000; ++i) bytes += "<p:b xmlns:p='urn:" + std::to_string(i % 100) + "'/><p:c/>";
    const auto document = parsed(bytes + "</p:a>");
    int right = 0;
    xml::node at = document.root().first_child();
    for (int i = 0; at; ++i, at = at.next_sibling().next_sibling())
        right += at.space() == "urn:" + std::to_string(i % 100) && at.next_sibling().space() == "urn:0";
    CHECK(right == 10'000);
}

TEST_CASE("a document stays where it is when it moves, and threads may read it together") {
    auto first = parsed("<a><b>x<![CDATA[y]]></b><c>z<!-- -->z</c></a>");
    const xml::node root = first.root();
    const auto second = std::move(first);
    std::vector<std::string> texts(4);
    std::vector<std::thread> readers;
    for (std::string& text : texts)
        readers.emplace_back([&text, root] {
            for (xml::node at = root.first_child(); at; at = at.next_sibling()) text += at.text();
        });
    for (std::thread& reader : readers) reader.join();
    for (const std::string& text : texts) CHECK(text == "xyzz");
}
