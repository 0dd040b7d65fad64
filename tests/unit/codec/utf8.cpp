#include "gateway/codec/utf8.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("the first ill-formed byte is found") {
    CHECK(utf8::first_fault("plain ascii of some length, é and \xF0\x9F\x98\x80") == std::string_view::npos);
    CHECK(utf8::first_fault("") == std::string_view::npos);
    CHECK(utf8::first_fault("abc\xC0\x80") == 3);
    CHECK(utf8::first_fault("\xE0\x80\x80") == 0);
    CHECK(utf8::first_fault("0123456789\xED\xA0\x80") == 10);
    CHECK(utf8::first_fault("\xF4\x90\x80\x80") == 0);
    CHECK(utf8::first_fault("\xF4\x8F\xBF\xBF") == std::string_view::npos);
    CHECK(utf8::first_fault("x\xE2\x82") == 1);
    CHECK(utf8::length("aé\xF0\x9F\x98\x80") == 3);
}
