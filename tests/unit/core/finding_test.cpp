#include "gateway/core/finding.hpp"

#include <doctest/doctest.h>

using namespace schakel;

namespace {

const rule too_long{
    .id = "test.too-long",
    .clause = "Test 1.2",
    .text_nl = "Verwacht: {expected}; gevonden: {got} (niet {expected}).",
    .text_en = "Expected {expected}, got {got}; {other} stays."};
const rule notice{.id = "test.notice", .level = severity::info, .clause = "", .text_nl = "", .text_en = ""};

} // namespace

TEST_CASE("a finding's text names what was expected and what stood there, in both languages") {
    const finding f{.broken = &too_long, .where = {}, .expected = "ten", .got = "{expected}", .clause = {}};
    CHECK(f.text(language::nl) == "Verwacht: ten; gevonden: {expected} (niet ten).");
    CHECK(f.text(language::en) == "Expected ten, got {expected}; {other} stays.");
}

TEST_CASE("a finding's own clause goes before its rule's") {
    finding f{.broken = &too_long, .where = {}, .expected = {}, .got = {}, .clause = {}};
    CHECK(f.effective_clause() == "Test 1.2");
    f.clause = "Test 3";
    CHECK(f.effective_clause() == "Test 3");
}

TEST_CASE("only an error counts as one") {
    findings list{{.broken = &notice, .where = {}, .expected = {}, .got = {}, .clause = {}}};
    CHECK_FALSE(has_error(list));
    list.push_back({.broken = &too_long, .where = {}, .expected = {}, .got = {}, .clause = {}});
    CHECK(has_error(list));
}

TEST_CASE("a masked value shows its shape and nothing else") {
    CHECK(masked("Jansen 12") == "Xxxxxx ##");
    CHECK(masked("") == "");
    CHECK(masked("2011-09-01") == "####-##-##");
    CHECK(masked("Zoë Ångström") == "Xxx xxxxxxxx");
    CHECK(masked("李 😀") == "x x");
    CHECK(masked("a\nb\x1b[1m") == "x?x?[#x");
    CHECK(masked(std::string(40, 'a')) == std::string(40, 'x'));
    CHECK(masked(std::string(41, 'a')) == std::string(40, 'x') + "… (41)");
}

TEST_CASE("masking counts code points, and survives bytes that are no UTF-8") {
    std::string value;
    for (int i = 0; i < 50; ++i) value += "é";
    CHECK(masked(value) == std::string(40, 'x') + "… (50)");
    CHECK(masked("\xFF\xC3") == "xx");
}
