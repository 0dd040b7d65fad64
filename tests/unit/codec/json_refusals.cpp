// What a JSON text is refused for, and exactly where. Cases named B2.n are rows of the promises and tests table.
#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace schakel;
using json::document;

namespace {

findings refused(std::string_view text, const document_limits& limits = {}) {
    findings found;
    CHECK_FALSE(document::parse(text, limits, found));
    REQUIRE(found.size() == 1);
    return found;
}

// Rule, line, column and pointer in one line.
std::string told(std::string_view text, const document_limits& limits = {}) {
    const finding f = refused(text, limits).front();
    CHECK_FALSE(f.text(language::nl).empty());
    CHECK_FALSE(f.text(language::en).empty());
    return std::string(f.broken->id) + " " + std::to_string(f.where.line) + ":" + std::to_string(f.where.column) + " " +
           f.where.path;
}

document accepted(std::string_view text, findings& found) {
    auto doc = document::parse(text, {}, found);
    REQUIRE(doc);
    return std::move(*doc);
}

} // namespace

TEST_CASE("B2.1 depth 100,000 is refused at the first level too many") {
    CHECK(told(std::string(100'000, '[')) == "json.limit-depth 1:101 " + [] {
        std::string path;
        for (int i = 0; i < 100; ++i) path += "/0";
        return path;
    }());
    CHECK(told(R"({"a":{"b":[]}})", {.depth = 2}) == "json.limit-depth 1:11 /a/b");
    findings found;
    CHECK(document::parse(std::string(100, '[') + std::string(100, ']'), {}, found));
    CHECK(document::parse(std::string(100'000, '[') + std::string(100'000, ']'), {.depth = 100'000}, found));
    CHECK(found.empty());
}

TEST_CASE("B2.2 duplicate names are refused, also when written differently") {
    CHECK(told(R"({"a":1,
 "b":2, "a":3})") == "json.duplicate-name 2:9 /a");
    CHECK(told(R"({"x":{"a":1,"\u0061":2}})") == "json.duplicate-name 1:13 /x/a");
    CHECK(refused(R"({"a":1,"a":2})").front().got == "a");
    findings found;
    CHECK_FALSE(document::parse(R"({"a":1,"a":2,"a":3,"b":{"c":1,"c":2}})", {}, found));
    CHECK(found.size() == 3);
}

TEST_CASE("B2.2 a duplicate among many names is found") {
    std::string text = "{";
    for (int i = 0; i < 2000; ++i) text += "\"n" + std::to_string(i) + "\":0,";
    CHECK(told(text + "\n\"n1234\":1}") == "json.duplicate-name 2:1 /n1234");
}

TEST_CASE("B2.3 numbers beyond a double are refused, tiny ones are not") {
    CHECK(told("[1, 1e400]") == "json.number-range 1:5 /1");
    CHECK(told("1.8e309") == "json.number-range 1:1 ");
    CHECK(told("[-1e309]") == "json.number-range 1:2 /0");
    CHECK(told("1" + std::string(400, '0')) == "json.number-range 1:1 ");
    findings found;
    accepted("[1e-400, 1.7e308, 0.00000001e310]", found);
    CHECK(found.empty());
}

TEST_CASE("B2.4 minus zero is a number") {
    findings found;
    CHECK(accepted("-0", found).root().integer() == 0);
    CHECK(accepted("-0.0", found).root().number()->text() == "0");
}

TEST_CASE("B2.5 integers that a double cannot hold are warned about") {
    findings found;
    accepted("[9007199254740993, 9007199254740992, 9007199254740994, 12345678901234567890123]", found);
    REQUIRE(found.size() == 2);
    CHECK(found[0].broken->id == "json.integer-precision");
    CHECK(found[0].broken->level == severity::warning);
    CHECK(found[0].where.path == "/0");
    CHECK(found[1].where.path == "/3");
    CHECK(found[1].where.column == 56);
}

TEST_CASE("B2.6 lone surrogates are refused at their escape") {
    CHECK(told(R"({"a": "x\ud800"})") == "json.surrogate 1:9 /a");
    CHECK(told(R"(["\ud83d\ude00 \udc00"])") == "json.surrogate 1:16 /0");
    CHECK(told(R"(["\ud800\ud800"])") == "json.surrogate 1:3 /0");
    CHECK(told(R"(["\\ud800 \udfff"])") == "json.surrogate 1:11 /0");
    CHECK(told("[\"\xED\xA0\x80\"]") == "json.encoding 1:3 /0");
}

TEST_CASE("B2.7 NaN and Infinity are refused") {
    CHECK(told("[NaN]") == "json.not-a-number 1:2 /0");
    CHECK(told(R"({"a":-Infinity})") == "json.not-a-number 1:6 /a");
    CHECK(told("Infinity") == "json.not-a-number 1:1 ");
}

TEST_CASE("B2.8 a byte order mark is refused") {
    CHECK(told("\xEF\xBB\xBF{}") == "json.byte-order-mark 1:1 ");
    CHECK(told(std::string_view("\xFF\xFE{\0}\0", 6)) == "json.encoding 1:1 ");
    CHECK(told(std::string_view("{\0}\0", 4)) == "json.encoding 1:1 ");
}

TEST_CASE("B2.9 comments are refused") {
    CHECK(told("{ // note\n}") == "json.comment 1:3 ");
    CHECK(told("[1, /* two */ 2]") == "json.comment 1:5 /1");
    CHECK(told("{} // end") == "json.comment 1:4 ");
}

TEST_CASE("B2.10 trailing commas are refused at the comma") {
    CHECK(told("[1,2 ,\n]") == "json.trailing-comma 1:6 /1");
    CHECK(told("{\"a\":1,}") == "json.trailing-comma 1:7 /a");
}

TEST_CASE("B2.11 a string larger than the limit is refused unread") {
    const std::string large = '"' + std::string(200u << 20, 'x') + '"';
    findings found;
    CHECK_FALSE(document::parse(large, {}, found));
    REQUIRE(found.size() == 1);
    CHECK(found.front().broken->id == "json.limit-bytes");
    CHECK(found.front().expected == std::to_string(16u << 20));
}

TEST_CASE("B2.12 names that collide in common hashes cost no more than others") {
    std::string text = "{";
    for (unsigned i = 0; i < (1u << 16); ++i) { // pairs "Aa" and "BB" collide in the polynomial hash of 31
        std::string name;
        for (unsigned bit = 0; bit < 16; ++bit) name += (i >> bit) & 1 ? "Aa" : "BB";
        text += "\"" + name + "\":0,";
    }
    findings found;
    const document doc = accepted(text + "\"end\":1}", found);
    CHECK(found.empty());
    CHECK(doc.root().member("AaBBAaBBAaBBAaBBAaBBAaBBAaBBAaBB"));
    CHECK_FALSE(doc.root().member("AaBBAaBBAaBBAaBBAaBBAaBBAaBBAaCC"));
}

TEST_CASE("B2.13 a scalar may be the whole text") {
    findings found;
    CHECK(accepted(" \"a\" ", found).root().text() == "a");
    CHECK(accepted("7", found).root().integer() == 7);
    CHECK(accepted("null", found).root().is(json::kind::null));
    CHECK(found.empty());
}

TEST_CASE("ill-formed texts are refused where they have to be repaired") {
    CHECK(told("") == "json.empty 1:1 ");
    CHECK(told(" \n ") == "json.empty 2:2 ");
    CHECK(told("]") == "json.syntax 1:1 ");
    CHECK(told("{\"a\":1,\n \"b\" 2}") == "json.syntax 2:6 /b");
    CHECK(told("[1 2]") == "json.syntax 1:4 /0");
    CHECK(told("{\"a\":1 \"b\":2}") == "json.syntax 1:8 /a");
    CHECK(told("{a:1}") == "json.syntax 1:2 ");
    CHECK(told("['a']") == "json.syntax 1:2 /0");
    CHECK(told("[True]") == "json.syntax 1:2 /0");
    CHECK(told("[nul]") == "json.syntax 1:2 /0");
    CHECK(told("[1,2") == "json.truncated 1:5 /1");
    CHECK(told("{\"a\":") == "json.truncated 1:6 /a");
    CHECK(told("\"abc") == "json.truncated 1:5 ");
    CHECK(told("{} x") == "json.trailing-content 1:4 ");
    CHECK(told("[] []") == "json.trailing-content 1:4 ");
    CHECK(told(std::string_view("{}\0{}", 5)) == "json.trailing-content 1:3 ");
    CHECK(told("[01]") == "json.number 1:3 /0");
    CHECK(told("[+1]") == "json.number 1:2 /0");
    CHECK(told("[.5]") == "json.number 1:2 /0");
    CHECK(told("[1.]") == "json.number 1:4 /0");
    CHECK(told("[1e]") == "json.number 1:4 /0");
    CHECK(told("[-]") == "json.number 1:2 /0");
    CHECK(told("[0x1F]") == "json.number 1:3 /0");
    CHECK(told("[\"a\tb\"]") == "json.control-character 1:4 /0");
    CHECK(told(std::string_view("[\"a\0b\"]", 7)) == "json.control-character 1:4 /0");
    CHECK(told(R"(["a\x"])") == "json.escape 1:4 /0");
    CHECK(told(R"(["\u12G4"])") == "json.escape 1:3 /0");
    CHECK(told("{\"a\": \"caf\xE9\"}") == "json.encoding 1:11 /a");
    CHECK(told("[\"\xC3\xA9\", \"\xC0\xAF\"]") == "json.encoding 1:8 /1");
    CHECK(told("[\"\xF0\x9F") == "json.encoding 1:3 /0");
}

TEST_CASE("limits on values and on findings") {
    CHECK(told("[1,2,3]", {.nodes = 3}) == "json.limit-nodes 1:6 /2");
    std::string many = "{";
    for (int i = 0; i < 50; ++i) many += "\"a\":0,";
    findings found;
    CHECK_FALSE(document::parse(many + "\"b\":0}", {.findings = 10}, found));
    REQUIRE(found.size() == 11);
    CHECK(found.back().broken->id == "json.limit-findings");
}

TEST_CASE("every rule has both languages, a clause and a repair") {
    std::set<std::string_view> ids;
    for (const rule& r : json::parse_rules()) {
        CHECK(r.id.starts_with("json."));
        CHECK(ids.insert(r.id).second);
        CHECK_FALSE(r.clause.empty());
        CHECK_FALSE(r.text_nl.empty());
        CHECK_FALSE(r.text_en.empty());
        CHECK_FALSE(r.repair_nl.empty());
        CHECK_FALSE(r.repair_en.empty());
    }
    CHECK(ids.size() == 20);
}
