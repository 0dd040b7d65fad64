#include "gateway/codec/raw_deflate.hpp"

#include <doctest/doctest.h>

using namespace schakel;

TEST_CASE("what was deflated is inflated again") {
    for (const std::string& text : {std::string(), std::string("<a/>"), std::string(100'000, 'x')})
        CHECK(inflate(deflate(text), 100'000) == text);
    CHECK(deflate(std::string(100'000, 'x')).size() < 1'000);
}

TEST_CASE("a small message that would become large is refused") {
    CHECK_FALSE(inflate(deflate(std::string(100'000, 'x')), 99'999));
}

TEST_CASE("bytes that are no whole stream are refused") {
    const std::string good = deflate("een bericht van enige lengte");
    CHECK_FALSE(inflate(good.substr(0, good.size() - 1), 1'000));
    CHECK_FALSE(inflate(good + "x", 1'000));
    CHECK_FALSE(inflate("\xFF\xFF", 1'000));
    CHECK_FALSE(inflate("", 1'000));
}
