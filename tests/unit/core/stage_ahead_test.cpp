#include "gateway/core/stage_ahead.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

using namespace schakel;

namespace {

struct numbers {
    std::vector<int> some;
};
using stage = stage_ahead<numbers, 4>;

// The numbers below `end`, seven to a batch.
void count_to(int end, stage::outlet& to) {
    to.batch().some.clear();
    for (int next = 0; next < end; ++next) {
        to.batch().some.push_back(next);
        if (to.batch().some.size() < 7) continue;
        to.send();
        to.batch().some.clear();
    }
    if (!to.batch().some.empty()) to.send();
}

std::vector<int> all_below(int end) {
    std::vector<int> all(static_cast<std::size_t>(end));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

} // namespace

TEST_CASE("batches come in the order in which they were made, whatever their number") {
    for (const int end : {0, 1, 7, 8, 28, 29, 10'000}) {
        stage counting([end](stage::outlet& to) { count_to(end, to); });
        std::vector<int> got;
        while (const numbers* batch = counting.next()) got.insert(got.end(), batch->some.begin(), batch->some.end());
        CHECK(got == all_below(end));
        CHECK(counting.next() == nullptr);
    }
}

TEST_CASE("no more batches are made than go round") {
    std::atomic<int> made = 0;
    stage endless([&](stage::outlet& to) {
        for (;; to.send()) ++made;
    });
    REQUIRE(endless.next() != nullptr);
    endless.stop();
    CHECK(made <= 2 * 4);
}

TEST_CASE("a batch is the taker's until the next call, and comes round with what it held") {
    std::atomic<int> anew = 0;
    stage counting([&](stage::outlet& to) {
        for (int i = 0; i < 100; ++i) {
            if (to.batch().some.empty()) ++anew;
            to.batch().some.assign(1, i);
            to.send();
        }
    });
    const numbers* before = nullptr;
    for (int i = 0; i < 100; ++i) {
        const numbers* const batch = counting.next();
        REQUIRE(batch != nullptr);
        CHECK(batch != before);
        CHECK(batch->some.front() == i);
        before = batch;
    }
    CHECK(counting.next() == nullptr);
    CHECK(anew == 4);
}

TEST_CASE("a stage whose batches nobody wants any more is ended, and what it holds is freed") {
    bool freed = false;
    struct notice {
        bool& to;
        ~notice() { to = true; }
    };
    {
        stage endless([&](stage::outlet& to) {
            const notice at_the_end{freed};
            for (;;) to.send();
        });
        if (endless.next() == nullptr) FAIL("nothing came");
    }
    CHECK(freed);
}

TEST_CASE("what the work throws comes after the batches before it, once") {
    stage broken([](stage::outlet& to) {
        count_to(21, to);
        throw std::runtime_error("broken");
    });
    for (int i = 0; i < 3; ++i) CHECK(broken.next() != nullptr);
    CHECK_THROWS_WITH_AS(broken.next(), "broken", std::runtime_error);
    CHECK(broken.next() == nullptr);
}

TEST_CASE("what the taker throws ends the stage on the way out") {
    const auto take = [] {
        stage endless([](stage::outlet& to) {
            for (;;) to.send();
        });
        if (endless.next() != nullptr) throw std::runtime_error("enough");
    };
    CHECK_THROWS_WITH_AS(take(), "enough", std::runtime_error);
}

TEST_CASE("a stage that is not taken from ends as well") {
    const stage unwanted([](stage::outlet& to) { count_to(10'000, to); });
    const stage short_one([](stage::outlet& to) { count_to(3, to); });
}
