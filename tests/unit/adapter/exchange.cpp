#include "gateway/adapter/exchange.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("Header names compare without case, values stay as they came") {
    header_fields headers{{"Content-Type", "Text/XML"}, {"X-Many", "one"}, {"x-many", "two"}};
    CHECK(headers.find("content-type") == "Text/XML");
    CHECK(headers.find("X-MANY") == "one");
    CHECK(headers.find("absent").empty());
    CHECK(headers.has("CONTENT-TYPE"));
    CHECK_FALSE(headers.has("content"));
}

TEST_CASE("Setting a header replaces it or adds it; adding always adds") {
    header_fields headers;
    CHECK(headers.empty());
    headers.set("Accept", "a");
    headers.set("ACCEPT", "b");
    CHECK(headers.find("accept") == "b");
    headers.add("Accept", "c");
    CHECK(std::ranges::distance(headers) == 2);
    CHECK(headers.find("accept") == "b");
}

TEST_CASE("Names with bytes beyond ASCII are not confused with others") {
    header_fields headers{{"\xC3\x89t\xC3\xA9", "1"}};
    CHECK(headers.has("\xC3\x89T\xC3\xA9"));
    CHECK_FALSE(headers.has("\xC3\xA9t\xC3\xA9"));
}

TEST_CASE("A query value is the first of its name") {
    exchange of;
    of.query = {{"wsdl", ""}, {"a", "1"}, {"a", "2"}};
    CHECK(of.query_value("a") == "1");
    CHECK(of.query_value("A").empty());
    of.headers.set("content-type", "text/plain");
    CHECK(of.content_type() == "text/plain");
}
