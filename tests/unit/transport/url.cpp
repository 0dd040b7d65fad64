#include "gateway/transport/url.hpp"

#include <doctest/doctest.h>

using namespace schakel::transport;

TEST_CASE("URLs are taken apart into what a request needs") {
    const auto full = parse_url("https://LAS.School.example:8443/api/v1?since=2026%2F1#part");
    REQUIRE(full.has_value());
    CHECK(full->scheme == "https");
    CHECK(full->host == "las.school.example");
    CHECK(full->port == 8443);
    CHECK(full->target == "/api/v1?since=2026%2F1");
    CHECK(full->authority() == "las.school.example:8443");
    CHECK(full->origin() == "https://las.school.example:8443");

    const auto bare = parse_url("http://127.0.0.1");
    REQUIRE(bare.has_value());
    CHECK(bare->target == "/");
    CHECK(bare->port == 80);
    CHECK(bare->authority() == "127.0.0.1");
    CHECK(parse_url("https://a.example?x=1")->target == "/?x=1");

    const auto v6 = parse_url("https://[2001:DB8::1]/x");
    REQUIRE(v6.has_value());
    CHECK(v6->host == "2001:db8::1");
    CHECK(v6->authority() == "[2001:db8::1]");
}

TEST_CASE("what is not an http(s) URL to a host is refused with words") {
    for (const std::string text :
         {"", "las.example", "/path", "ftp://a.example/", "file:///etc/passwd", "https://", "https:///x",
          "https://user@a.example/", "https://user:secret@a.example/", "https://a.example:0/",
          "https://a.example:99999/", "https://a b.example/", "https://a.example/%zz", "https://a%00b.example/",
          "https://a.example/\r\nX: y", "http://[::1", "javascript:alert(1)"}) {
        CAPTURE(text);
        const auto parsed = parse_url(text);
        CHECK_FALSE(parsed.has_value());
        if (!parsed) CHECK(parsed.error().message.find("secret") == std::string::npos);
    }
    CHECK_FALSE(parse_url("https://a.example/" + std::string(10'000, 'a')).has_value());
}
