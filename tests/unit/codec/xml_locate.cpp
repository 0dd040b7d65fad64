// Lines, columns and paths of findings.
#include "gateway/codec/xml_scanner.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

location place_of(std::string_view document, std::size_t offset) {
    findings found(1);
    found.front().where.offset = offset;
    xml::locate(document, found);
    return found.front().where;
}

std::string path_of(std::string_view document, std::string_view what) {
    return place_of(document, document.find(what)).path;
}

} // namespace

TEST_CASE("a path counts siblings of the same name, the root excepted") {
    constexpr std::string_view document =
        "<?xml version='1.0'?><!-- <x> --><s:a><b>1</b><c>2</c><b y='3'><d/><d>4</d></b><![CDATA[<b>]]><b>5</b></s:a>";
    CHECK(path_of(document, "s:a") == "/s:a");
    CHECK(path_of(document, "1</b>") == "/s:a/b[1]");
    CHECK(path_of(document, "2</c>") == "/s:a/c[1]");
    CHECK(path_of(document, "y=") == "/s:a/b[2]/@y");
    CHECK(path_of(document, "3'") == "/s:a/b[2]/@y");
    CHECK(path_of(document, "d/>") == "/s:a/b[2]/d[1]");
    CHECK(path_of(document, "4</d>") == "/s:a/b[2]/d[2]");
    CHECK(path_of(document, "5</b>") == "/s:a/b[3]");
    CHECK(path_of(document, "</s:a>") == "/s:a");
}

TEST_CASE("counts start again below every parent") {
    constexpr std::string_view document = "<a><b><b/><b/></b><b><b/><b><b>x</b></b></b></a>";
    CHECK(path_of(document, "x") == "/a/b[2]/b[2]/b[1]");
}

TEST_CASE("an attribute is found behind quotes and signs of every kind") {
    constexpr std::string_view document = "<a b='>\"' c = \"'/>\"\n  d='x'/>";
    CHECK(path_of(document, ">\"'") == "/a/@b");
    CHECK(path_of(document, "'/>\"") == "/a/@c");
    CHECK(path_of(document, "x") == "/a/@d");
    CHECK(place_of(document, document.find("d=")).line == 2);
    CHECK(place_of(document, document.find("d=")).column == 3);
}

TEST_CASE("lines end as XML says and columns count characters") {
    constexpr std::string_view document = "\xEF\xBB\xBF<a>\r\né😀x\ry\nz</a>";
    const auto check = [&](std::string_view what, std::uint32_t line, std::uint32_t column) {
        CAPTURE(what);
        const location where = place_of(document, document.find(what));
        CHECK(where.line == line);
        CHECK(where.column == column);
    };
    check("<a>", 1, 1);
    check("x", 2, 3);
    check("y", 3, 1);
    check("z", 4, 1);
}

TEST_CASE("findings are located whatever their order; those without offset are left alone") {
    constexpr std::string_view document = "<a>\n<b/>\n<b/></a>";
    findings found(3);
    found[0].where.offset = document.rfind("b/");
    found[2].where.offset = document.find("b/");
    xml::locate(document, found);
    CHECK(found[0].where.path == "/a/b[2]");
    CHECK(found[0].where.line == 3);
    CHECK(found[1].where.line == 0);
    CHECK(found[1].where.path.empty());
    CHECK(found[2].where.path == "/a/b[1]");
}

TEST_CASE("a thousand findings among a million siblings of different names") {
    std::string document = "<a>";
    findings found(1000);
    for (std::size_t i = 0; i < 1'000'000; ++i) {
        if (i % 1000 == 0) found[i / 1000].where.offset = document.size() + 1;
        document += "<n" + std::to_string(i) + "/>";
    }
    document += "</a>";
    xml::locate(document, found);
    CHECK(found[0].where.path == "/a/n0[1]");
    CHECK(found[999].where.path == "/a/n999000[1]");
}

TEST_CASE("a path stays short when the document's names are not") {
    const std::string longest(10'000, 'n');
    std::string document;
    for (int i = 0; i < 100; ++i) document += "<" + longest + ">";
    CHECK(place_of(document, document.size()).path.size() < 5000);
}
