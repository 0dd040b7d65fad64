// A long list is read a portion at a time, and every element of it is as it is in the tree of the whole document.
#include "gateway/codec/xml_long_list.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace schakel;

namespace {

struct seen {
    std::string name, space, text, outer, id;
    std::size_t offset = 0;

    bool operator==(const seen&) const = default;
};

void note(const xml::node& first, std::vector<seen>& all) {
    for (xml::node one = first; one; one = one.next_sibling()) {
        all.push_back(
            {std::string(one.local()), std::string(one.space()), std::string(one.text()), one.outer_xml(),
             std::string(one.attribute("id", "urn:other").value_or("")), one.offset()}
        );
        note(one.first_child(), all);
    }
}

std::vector<seen> in_one_tree(std::string_view bytes) {
    std::vector<seen> all;
    const auto whole = xml::document::parse_scanned(bytes);
    note(whole.root().child("urn:d", "list").first_child(), all);
    return all;
}

std::vector<seen> in_portions(std::string_view bytes, std::size_t portion, std::size_t& portions) {
    std::vector<seen> all;
    const xml::long_list divided(bytes, "list", portion);
    const xml::node list = divided.root().child("urn:d", "list");
    portions = divided.portions();
    REQUIRE(divided.divides(list) == (portions > 0));
    if (!divided.is_divided()) note(list.first_child(), all);
    for (std::size_t i = 0; i < portions; ++i) {
        const xml::document some = divided.read(i, list);
        note(some.root(), all);
    }
    return all;
}

const std::string document_text =
    "<?xml version='1.0'?><d:root xmlns:d='urn:d' xmlns='urn:e' xmlns:o='urn:other'>\n"
    "<before xmlns:x='urn:x'>&lt;list></before><!-- <list> --><d:list xmlns:p='urn:p'>\n"
    "  <p:a o:id='1'>one &amp; <![CDATA[<more>]]></p:a> <b/>\n<!-- a <b> --> <c xmlns='urn:c'><d>2</d></c>"
    "<p:a xmlns:p='urn:q'><p:b/></p:a><p:e>3</p:e> <f><g><h>4</h></g></f>\n  </d:list><after>5</after></d:root>";

} // namespace

TEST_CASE("every element of a list is what it is in one tree, however large a portion is") {
    const auto whole = in_one_tree(document_text);
    REQUIRE(whole.size() == 10);
    std::size_t most = 0;
    for (std::size_t portion = 1; portion < document_text.size() + 2; ++portion) {
        CAPTURE(portion);
        std::size_t portions = 0;
        CHECK(in_portions(document_text, portion, portions) == whole);
        most = std::max(most, portions);
    }
    CHECK(most == 6);
}

TEST_CASE("what stands around the list keeps its place") {
    const xml::long_list divided(document_text, "list", 20);
    REQUIRE(divided.is_divided());
    const xml::node after = divided.root().child("urn:e", "after");
    CHECK(after.text() == "5");
    CHECK(after.offset() == document_text.find("after>"));
    CHECK(after.written() == "<after>5</after>");
    CHECK(divided.root().child("urn:e", "before").text() == "<list>");
    CHECK_FALSE(divided.root().child("urn:d", "list").first_child());
}

TEST_CASE("a document without the list, and one whose list is short or empty, are one tree") {
    for (const std::string_view bytes :
         {"<a><b>1</b><b>2</b></a>", "<a><list/><b>1</b></a>", "<a><list></list></a>",
          "<a><list><b>1</b></list></a>"}) {
        CAPTURE(bytes);
        const xml::long_list divided(bytes, "list", 1);
        CHECK_FALSE(divided.is_divided());
        CHECK(divided.root().local() == "a");
        CHECK(divided.root().written() == bytes);
    }
}

TEST_CASE("elements that belong together are not divided") {
    const auto of = [](std::string_view first, std::string_view last) {
        std::string text = "<list>";
        for (const std::string_view id : {first, std::string_view("b"), std::string_view("c"), last})
            text.append("<e><id>").append(id).append("</id><more><id>x</id></more></e>");
        return text + "</list>";
    };
    constexpr std::string_view names[]{"id"};
    const auto portions = [&](const std::string& bytes, std::size_t portion) {
        return xml::long_list(bytes, "list", portion, names).portions();
    };
    CHECK(portions(of("a", "d"), 10) == 4);
    CHECK(portions(of("a", "a"), 10) == 0);
    CHECK(portions(of("c", "d"), 10) == 0);
    CHECK(portions(of("b", "d"), 50) == 2); // both in the first
    CHECK(portions(of("&#97;", "d"), 10) == 0);
    CHECK(portions(of("a", "<![CDATA[d]]>"), 10) == 0);
}
