#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/random.hpp"

#include <doctest/doctest.h>

#include <unordered_set>

using namespace schakel::crypto;

TEST_CASE("base64 has the vectors of RFC 4648") {
    const std::pair<std::string, std::string> rows[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : rows) {
        CAPTURE(text);
        CHECK(to_base64(bytes) == text);
        CHECK(from_base64(text) == bytes);
    }
}

TEST_CASE("base64url has its own two characters and no padding") {
    CHECK(to_base64("\xFB\xFF\xBF") == "+/+/");
    CHECK(to_base64url("\xFB\xFF\xBF") == "-_-_");
    CHECK(to_base64url("f") == "Zg");
    CHECK(from_base64url("Zg") == "f");
    CHECK(from_base64url("-_-_") == "\xFB\xFF\xBF");
}

TEST_CASE("decoding accepts one spelling of a value only") {
    for (const char* text :
         {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v=", "Zm 9v", "Zm9v\n", "Z=g=", "====", "A===", "-_-_",
          "Zg==Zg=="}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64(text));
    }
    for (const char* text : {"Zg==", "Z", "Zh", "Zm9", "+/+/", "Zm9v.", " Zm9v", "Zm9vY"}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64url(text));
    }
}

TEST_CASE("all bytes survive the way there and back") {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    for (std::size_t length = 250; length <= bytes.size(); ++length) {
        const std::string part = bytes.substr(0, length);
        CHECK(from_base64(to_base64(part)) == part);
        CHECK(from_base64url(to_base64url(part)) == part);
    }
}

TEST_CASE("random tokens are as long as asked, safe in a URL, and differ") {
    CHECK(random_bytes(16).size() == 16);
    std::unordered_set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const std::string token = random_token(32);
        CHECK(token.size() == 43);
        CHECK(from_base64url(token)->size() == 32);
        seen.insert(token);
    }
    CHECK(seen.size() == 100);
}
