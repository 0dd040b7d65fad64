#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>

using namespace schakel;
using json::document;
using json::kind;

namespace {

document parsed(std::string_view text) {
    findings found;
    auto doc = document::parse(text, {}, found);
    REQUIRE_MESSAGE(doc, "refused: ", std::string(found.empty() ? "" : found.front().broken->id));
    return std::move(*doc);
}

} // namespace

TEST_CASE("a document is walked by member, index and sibling") {
    const document doc = parsed(R"( {"name": "Anna", "scores": [7.5, 8, -0], "ok": true, "none": null, "empty": {}} )");
    const json::value root = doc.root();
    CHECK(root.is(kind::object));
    CHECK(root.size() == 5);
    CHECK(root.member("name").text() == "Anna");
    CHECK(root.member("scores").size() == 3);
    CHECK(root.member("scores").at(1).integer() == 8);
    CHECK(root.member("scores").at(2).number_text() == "-0");
    CHECK(root.member("ok").boolean());
    CHECK(root.member("none").is(kind::null));
    CHECK(root.member("empty").size() == 0);
    CHECK_FALSE(root.member("absent"));
    CHECK_FALSE(root.member("absent").member("further").at(3));
    CHECK(root.member("absent").text() == "");
    std::string names;
    for (auto child = root.first_child(); child; child = child.next_sibling()) names += std::string(child.name()) + " ";
    CHECK(names == "name scores ok none empty ");
    CHECK(root.member("scores").at(0).parent() == root.member("scores"));
}

TEST_CASE("raw gives the bytes of a value as they stand") {
    const document doc = parsed(R"({"a" : [ 1 , {"b":[]} ] , "c":"x\u00e9", "d": 1e3})");
    CHECK(doc.root().member("a").raw() == R"([ 1 , {"b":[]} ])");
    CHECK(doc.root().find("/a/1").raw() == R"({"b":[]})");
    CHECK(doc.root().find("/a/1/b").raw() == "[]");
    CHECK(doc.root().member("c").raw() == R"("x\u00e9")");
    CHECK(doc.root().member("c").text() == "xé");
    CHECK(doc.root().member("d").raw() == "1e3");
    CHECK(doc.root().raw() == doc.bytes());
    const document nested = parsed(R"([[[ ]], [[1] ] ])");
    CHECK(nested.root().at(0).raw() == "[[ ]]");
    CHECK(nested.root().at(1).raw() == "[[1] ]");
    CHECK(nested.root().raw() == nested.bytes());
}

TEST_CASE("strings are taken unescaped, with zeros, pairs and plain UTF-8") {
    const document doc =
        parsed("[\"\\u0000a\\n\\ud83d\\ude00\", \"caf\xC3\xA9\", \"\", \"\\\\\\\"\\/\", \"\\\"\\\"a\"]");
    CHECK(doc.root().at(0).text() == std::string_view("\0a\n\xF0\x9F\x98\x80", 7));
    CHECK(doc.root().at(1).text() == "café");
    CHECK(doc.root().at(2).text() == "");
    CHECK(doc.root().at(3).text() == "\\\"/");
    CHECK(doc.root().at(4).text() == "\"\"a");
}

TEST_CASE("a value tells its pointer, line and column, counted in code points") {
    const document doc = parsed("{\n  \"é/~\": [1,\r\n    {\"x\": \"ü\", \"y\": 2}]\n}");
    const json::value y = doc.root().find("/é~1~0/1/y");
    REQUIRE(y);
    CHECK(y.integer() == 2);
    CHECK(y.pointer() == "/é~1~0/1/y");
    const location where = y.where();
    CHECK(where.line == 3);
    CHECK(where.column == 21);
    CHECK(where.path == "/é~1~0/1/y");
    CHECK(doc.bytes()[y.name_offset()] == '"');
    CHECK(doc.root().pointer() == "");
    CHECK(doc.root().find("").raw() == doc.bytes());
    CHECK_FALSE(doc.root().find("/é~1~0/01"));
    CHECK_FALSE(doc.root().find("x"));
}

TEST_CASE("numbers keep their exact value") {
    const document doc =
        parsed("[0.1, 5.0, 5e0, 123456789012345678901234567890, 1e-400, 9223372036854775807, 1.5, -0.0]");
    CHECK(doc.root().at(0).number()->text() == "0.1");
    CHECK(doc.root().at(1).integer() == 5);
    CHECK(doc.root().at(2).integer() == 5);
    CHECK(doc.root().at(3).number()->text() == "123456789012345678901234567890");
    CHECK(doc.root().at(4).approximate() == 0);
    CHECK(doc.root().at(5).integer() == 9223372036854775807);
    CHECK_FALSE(doc.root().at(6).integer());
    CHECK(doc.root().at(7).integer() == 0);
}

TEST_CASE("members of a large object are found by name") {
    std::string text = "{";
    for (int i = 0; i < 500; ++i) text += "\"member" + std::to_string(i * 7919 % 500) + "\":" + std::to_string(i) + ",";
    text += "\"inner\":{\"a\":1}}";
    const document doc = parsed(text);
    CHECK(doc.root().size() == 501);
    for (int i = 0; i < 500; ++i) CHECK(doc.root().member("member" + std::to_string(i * 7919 % 500)).integer() == i);
    CHECK(doc.root().find("/inner/a").integer() == 1);
    CHECK_FALSE(doc.root().member("member500"));
}

TEST_CASE("a document that moves leaves its values usable") {
    document doc = parsed("[\"a long enough string to not be stored inline\"]");
    const json::value first = doc.root().at(0);
    const document moved = std::move(doc);
    CHECK(first.text() == "a long enough string to not be stored inline");
    CHECK(first.parent() == moved.root());
}

TEST_CASE("equality is that of JSON Schema") {
    const auto same = [](std::string_view a, std::string_view b) {
        const document x = parsed(a);
        const document y = parsed(b);
        return json::equal(x.root(), y.root());
    };
    CHECK(same("1", "1.0"));
    CHECK(same("100", "1e2"));
    CHECK(same("0", "-0.0"));
    CHECK(same(R"({"a":1,"b":[true,null]})", R"({"b":[true,null],"a":1})"));
    CHECK(same(R"("\u0061")", R"("a")"));
    CHECK_FALSE(same("1", "1.0000000000000000000000000000000000001"));
    CHECK_FALSE(same("[1,2]", "[2,1]"));
    CHECK_FALSE(same("false", "0"));
    CHECK_FALSE(same(R"({"a":1})", R"({"b":1})"));
    CHECK_FALSE(same("\"1\"", "1"));
}

TEST_CASE("locate fills in many findings in one walk") {
    const std::string text = "{\"list\": [10,\n 20, {\"deep\": true}],\n \"a\\u0062\": 1}";
    findings found(5);
    const std::size_t offsets[] = {text.find("20"), text.find("true"), text.rfind('1'), 0, text.find("\"deep")};
    for (std::size_t i = 0; i < found.size(); ++i) found[i].where.offset = offsets[i];
    json::locate(text, found);
    CHECK(found[0].where.path == "/list/1");
    CHECK(found[0].where.line == 2);
    CHECK(found[0].where.column == 2);
    CHECK(found[1].where.path == "/list/2/deep");
    CHECK(found[2].where.path == "/ab");
    CHECK(found[2].where.line == 3);
    CHECK(found[3].where.path == "");
    CHECK(found[3].where.column == 1);
    CHECK(found[4].where.path == "/list/2/deep");
}

TEST_CASE("zero is within the range of a double whatever its exponent") {
    findings found;
    const auto doc = json::document::parse("[0e400, -0.0E+999]", {}, found);
    REQUIRE(doc);
    CHECK(found.empty());
    CHECK(doc->root().at(0).number_text() == "0e400");
    CHECK(doc->root().at(1).approximate() == 0);
}

TEST_CASE("objects of like and unlike names keep every member, also beyond the names that are numbered") {
    std::string text = "[";
    for (int i = 0; i < 300; ++i) {
        const std::string n = std::to_string(i);
        text += (i == 0 ? "" : ",") + ("{\"id\":" + n + ",\"a name of its own " + n + "\":{\"id\":" + n + "}}");
    }
    text += "]";
    findings found;
    const auto doc = json::document::parse(text, {}, found);
    REQUIRE(doc);
    std::int64_t i = 0;
    for (json::value v = doc->root().first_child(); v; v = v.next_sibling(), ++i) {
        CHECK(v.member("id").integer() == i);
        CHECK(v.member("a name of its own " + std::to_string(i)).member("id").integer() == i);
    }
    CHECK(i == 300);
}

TEST_CASE("a name that comes twice is found, numbered or not, with escapes or without") {
    std::string many = "{";
    for (int i = 0; i < 300; ++i) many += "\"n" + std::to_string(i) + "\":[{\"x\":0}],";
    for (const std::string& text :
         {many + "\"n299\":0}", many + "\"last\":{\"y\":1,\"\\u0079\":2}}",
          std::string(R"({"a":{"a":1},"b":2,"a":3})")}) {
        findings found;
        CHECK_FALSE(json::document::parse(text, {}, found));
        REQUIRE(found.size() == 1);
        CHECK(found.front().broken->id == "json.duplicate-name");
    }
}

TEST_CASE("locate counts every kind of line end") {
    const std::string text = "[1,\r2,\r\n3,\n\n4,\r\n\r\n  \"\\\\\",\r\r6]";
    findings found(6);
    const std::string wanted[] = {"1", "2", "3", "4", "\"\\", "6"};
    for (std::size_t i = 0; i < found.size(); ++i) found[i].where.offset = text.find(wanted[i]);
    json::locate(text, found);
    const std::uint32_t lines[] = {1, 2, 3, 5, 7, 9};
    const std::uint32_t columns[] = {2, 1, 1, 1, 3, 1};
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].where.line == lines[i]);
        CHECK(found[i].where.column == columns[i]);
        CHECK(found[i].where.path == "/" + std::to_string(i));
    }
    findings feed(1);
    feed[0].where.offset = 7; // the line feed of a pair
    json::locate(text, feed);
    CHECK(feed[0].where.line == 2);
}
