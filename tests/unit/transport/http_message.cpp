#include "gateway/transport/http_message.hpp"

#include <doctest/doctest.h>

using namespace schakel::transport;

TEST_CASE("headers keep their order and compare without regard to case") {
    http_headers headers{{"Accept", "a"}, {"X-One", "1"}, {"accept", "b"}};
    CHECK(headers.get("ACCEPT") == "a");
    CHECK(headers.count("accept") == 2);
    CHECK(headers.joined("Accept") == "a, b");
    CHECK(headers.find("X-Two") == nullptr);
    headers.set("Accept", "c");
    CHECK(headers == http_headers{{"X-One", "1"}, {"Accept", "c"}});
}

TEST_CASE("a token is found in any of a list's headers, whole") {
    const http_headers headers{{"Connection", "keep-alive , X-Close"}, {"connection", "Close"}};
    CHECK(headers.has_token("Connection", "close"));
    CHECK(headers.has_token("Connection", "keep-alive"));
    CHECK_FALSE(headers.has_token("Connection", "alive"));
}

TEST_CASE("percent escapes are strict, and there and back is the same") {
    CHECK(percent_decode("a%20b%2f") == "a b/");
    CHECK(percent_decode("a+b") == "a+b");
    for (const auto bad : {"%", "%4", "a%zz", "%%41", "% 41"}) CHECK_FALSE(percent_decode(bad).has_value());
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    CHECK(percent_decode(percent_encode(all)) == all);
    CHECK(percent_encode("a-b_c.d~e/ ") == "a-b_c.d~e%2F%20");
}

TEST_CASE("forms and queries") {
    const auto form = parse_form("a=1&b=x+y%2B&&c&=d&a=2");
    REQUIRE(form.has_value());
    CHECK(*form == std::vector<parameter>{{"a", "1"}, {"b", "x y+"}, {"c", ""}, {"", "d"}, {"a", "2"}});
    CHECK_FALSE(parse_form("a=%g0").has_value());
    CHECK(parse_form(write_form(*form)) == form);
    http_request request;
    request.query = "limit=10&since=2026-11-21T09%3A00%3A00%2B01%3A00&limit=20";
    CHECK(query_parameter(request, "limit") == "10");
    CHECK(query_parameter(request, "since") == "2026-11-21T09:00:00+01:00");
    CHECK_FALSE(query_parameter(request, "Limit").has_value());
}

TEST_CASE("path segments keep their borders") {
    http_request request;
    request.target = "/ims/users/https%3A%2F%2Fketenid.nl%2Fpilot%2F1/?x=/y";
    CHECK(path_segments(request) == std::vector<std::string>{"ims", "users", "https://ketenid.nl/pilot/1", ""});
}
