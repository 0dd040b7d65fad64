#include "gateway/core/on_threads.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <vector>

TEST_CASE("work on threads is done once for every number") {
    for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{1000}}) {
        std::vector<std::atomic<int>> times(count);
        schakel::on_threads(count, [&](std::size_t i) { ++times[i]; });
        for (const auto& one : times) CHECK(one == 1);
    }
}

TEST_CASE("what work throws is thrown when all that began has ended") {
    std::atomic<int> under_way{0};
    const auto work = [&](std::size_t i) {
        ++under_way;
        const bool bad = i == 3;
        --under_way;
        if (bad) throw std::runtime_error("three");
    };
    CHECK_THROWS_WITH(schakel::on_threads(100, work), "three");
    CHECK(under_way == 0);
}
