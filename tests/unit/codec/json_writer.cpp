#include "gateway/codec/json_writer.hpp"
#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>

using namespace schakel;
using json::document;
using json::writer;

TEST_CASE("members come in the order written, escaped") {
    writer w;
    w.begin_object().member("b", "x\"\\\n\x01/é").member("a", 7).member("n", decimal::parse("7.50").value());
    w.name("list").begin_array().boolean(true).null().number(0.1).end_array();
    w.member_if_present("none", "").member("big", std::int64_t{9223372036854775807}).end_object();
    CHECK(w.finish() == R"({"b":"x\"\\\n\u0001/é","a":7,"n":7.5,"list":[true,null,0.1],"big":9223372036854775807})");
}

TEST_CASE("every character that JSON escapes is escaped, and no other") {
    std::string controls;
    for (char c = 0; c < 0x20; ++c) controls += c;
    CHECK(
        writer().text(controls + "/<\x7F\u20AC").finish() ==
        R"("\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000B\f\r\u000E\u000F)"
        R"(\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F)"
        "/<\x7F\u20AC\""
    );
}

TEST_CASE("what is JSON already goes in as it stands") {
    writer w;
    w.begin_object().name("list").begin_array().raw("{}").raw("[]").raw("\"{\"").raw("1").end_array();
    w.name("a").raw("\":\"").name("b").raw("[]").member("c", "{").end_object();
    CHECK(w.finish() == R"({"list":[{},[],"{",1],"a":":","b":[],"c":"{"})");
}

TEST_CASE("ill-formed UTF-8 becomes the replacement character") {
    writer w;
    w.begin_array().text("a\xFF\xC3\xA9\xED\xA0\x80").text("\xE2\x82").end_array();
    CHECK(w.finish() == "[\"a\uFFFDé\uFFFD\uFFFD\uFFFD\",\"\uFFFD\uFFFD\"]");
}

TEST_CASE("doubles are written so that they read back the same") {
    for (const double value : {0.1, 1.0 / 3, 1e22, 5e-324, 1.7976931348623157e308, -0.0, 123456789.0}) {
        writer w;
        const std::string text = w.number(value).finish();
        findings found;
        const auto doc = document::parse(text, {}, found);
        REQUIRE(doc);
        CHECK(doc->root().approximate() == value);
    }
    CHECK_THROWS_AS(writer().number(std::nan("")), std::invalid_argument);
}

TEST_CASE("what is not ended cannot be finished") {
    writer w;
    w.begin_array();
    CHECK_THROWS_AS((void)w.finish(), std::logic_error);
}

TEST_CASE("indented output is for people") {
    writer w(true);
    w.begin_object().member("a", 1).name("b").begin_array().number(std::int64_t{2}).end_array().end_object();
    CHECK(w.finish() == "{\n  \"a\": 1,\n  \"b\": [\n    2\n  ]\n}");
    writer empty(true);
    empty.begin_array().begin_object().end_object().begin_array().end_array().end_array();
    CHECK(empty.finish() == "[\n  {},\n  []\n]");
}

TEST_CASE("a value of a document is copied, however deep") {
    const std::string deep =
        std::string(200'000, '[') + "{\"a\":[1.50,\"\\u00e9\",{},[]],\"b\":null}" + std::string(200'000, ']');
    findings found;
    const auto doc = document::parse(deep, {.depth = 300'000}, found);
    REQUIRE(doc);
    writer w;
    const std::string text = w.copy(doc->root()).finish();
    CHECK(text == std::string(200'000, '[') + "{\"a\":[1.50,\"é\",{},[]],\"b\":null}" + std::string(200'000, ']'));
    const auto again = document::parse(text, {.depth = 300'000}, found);
    REQUIRE(again);
    CHECK(json::equal(doc->root(), again->root()));

    findings none;
    const auto small = document::parse(R"({"x":{"y":[1,2]},"z":3})", {}, none);
    writer part;
    part.begin_object().name("copied").copy(small->root().member("x")).member("after", true).end_object();
    CHECK(part.finish() == R"({"copied":{"y":[1,2]},"after":true})");
}

TEST_CASE("a character that needs an escape is found wherever it stands in a text of any length") {
    for (std::size_t length = 1; length <= 40; ++length) {
        for (std::size_t at = 0; at < length; ++at) {
            for (const std::string_view special : {"\"", "\\", "\n", "\x01", "\x1F", "é", "\x7F", " ", "!", "#", "["}) {
                std::string text(length, 'a');
                text.replace(at, 1, special);
                findings ignored;
                const auto read = json::document::parse(json::writer().text(text).finish(), {}, ignored);
                REQUIRE(read);
                REQUIRE(read->root().text() == text);
            }
        }
    }
}
