#include "gateway/outbox/packed_id.hpp"

#include <doctest/doctest.h>

using namespace schakel::outbox;

TEST_CASE("An id survives packing, and packed ids sort as their texts") {
    const std::string one = "0193a4f2-7b1c-7def-8a00-0123456789ab";
    const std::string two = "0193a4f2-7b1c-7def-8a00-0123456789ac";
    const auto first = parse_id(one);
    const auto second = parse_id(two);
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK(to_string(*first) == one);
    CHECK(*first < *second);
    const auto bytes = first->bytes();
    CHECK(read_id({bytes.data(), bytes.size()}) == *first);
}

TEST_CASE("Other texts are no ids") {
    for (const char* text :
         {"", "0193a4f2", "0193A4F2-7b1c-7def-8a00-0123456789ab", "0193a4f207b1c-7def-8a00-0123456789ab",
          "0193a4f2-7b1c-7def-8a00-0123456789ag", "0193a4f2-7b1c-7def-8a00-0123456789abc"})
        CHECK_FALSE(parse_id(text).has_value());
}
