// Written XML is well-formed whatever the values hold, and reads back exactly.
#include "gateway/codec/xml_writer.hpp"
#include "gateway/codec/xml_document.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace schakel;
using namespace std::string_literals;

namespace {

std::string written(std::string_view text, std::string_view attribute) {
    xml::writer out;
    out.open("a");
    out.attribute("x", attribute);
    out.text(text);
    out.close();
    return out.finish();
}

} // namespace

TEST_CASE("elements are written in order") {
    xml::writer out;
    out.declaration();
    out.open("s:a");
    out.attribute("xmlns:s", "urn:s");
    out.element("b", "1");
    out.open("c");
    out.close();
    out.raw("<d/>");
    out.element("e", "");
    out.close();
    CHECK(
        out.finish() == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:a xmlns:s=\"urn:s\"><b>1</b><c/><d/><e/></s:a>"
    );
}

TEST_CASE("pretty output is indented but leaves text alone") {
    xml::writer out(true);
    out.declaration();
    out.open("a");
    out.element("b", "1");
    out.open("c");
    out.text("x");
    out.element("d", "y");
    out.text("z");
    out.close();
    out.open("e");
    out.element("f", "");
    out.close();
    out.close();
    CHECK(
        out.finish() == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n  <b>1</b>\n  <c>x<d>y</d>z</c>\n  <e>\n    "
                        "<f/>\n  </e>\n</a>\n"
    );
}

TEST_CASE("values read back exactly") {
    for (const std::string& value :
         {"<&>\"'"s, "]]>"s, "1\n2\r3\r\n4\t5"s, "é€😀"s, " "s, "&amp;&#10;"s, std::string(1000, '&')}) {
        CAPTURE(value);
        findings found;
        const auto document = xml::document::parse(written(value, value), {}, found);
        REQUIRE(document.has_value());
        CHECK(document->root().text() == value);
        CHECK(document->root().attribute("x") == value);
    }
}

TEST_CASE("what XML cannot hold becomes U+FFFD") {
    CHECK(
        written("a\0b\x1B"s, "\xFF") == "<a x=\"\xEF\xBF\xBD\">a\xEF\xBF\xBD"
                                        "b\xEF\xBF\xBD</a>"
    );
    CHECK(
        written("\xED\xA0\x80\xEF\xBF\xBE\xC3", "") ==
        "<a x=\"\">\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD</a>"
    );
}

TEST_CASE("calls out of order are a bug of the program") {
    xml::writer out;
    CHECK_THROWS_AS(out.close(), std::logic_error);
    CHECK_THROWS_AS(out.text("x"), std::logic_error);
    out.open("a");
    CHECK_THROWS_AS(out.finish(), std::logic_error);
    out.text("x");
    CHECK_THROWS_AS(out.attribute("x", "1"), std::logic_error);
}
