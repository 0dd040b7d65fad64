#include "gateway/crypto/replay_guard.hpp"

#include "tests/support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace schakel;
using namespace schakel::crypto;

TEST_CASE("B6.9 a nonce is good for one use per party") {
    const test::fake_clock time;
    replay_guard guard(time, 100);
    const instant until = time.now() + 5min;
    CHECK(guard.use("https://lms.example", "n-1", until) == first_use::yes);
    CHECK(guard.use("https://lms.example", "n-1", until) == first_use::no);
    CHECK(guard.use("https://other.example", "n-1", until) == first_use::yes);
    CHECK(guard.use("https://lms.example", "n-2", until) == first_use::yes);
    CHECK(guard.use("https://lms.examplen", "-2", until) == first_use::yes);
}

TEST_CASE("a value is remembered until the moment given, and forgotten then") {
    test::fake_clock time;
    replay_guard guard(time, 100);
    guard.use("p", "short", time.now() + 1min);
    guard.use("p", "long", time.now() + 10min);
    time.advance(1min - 1us);
    CHECK(guard.use("p", "short", time.now() + 1min) == first_use::no);
    time.advance(1us);
    CHECK(guard.use("p", "long", time.now() + 1min) == first_use::no);
    CHECK(guard.size() == 1);
}

TEST_CASE("a full guard refuses instead of forgetting, and has room again when values expire") {
    test::fake_clock time;
    replay_guard guard(time, 3);
    for (const char* value : {"a", "b", "c"}) CHECK(guard.use("p", value, time.now() + 1min) == first_use::yes);
    CHECK(guard.use("p", "d", time.now() + 1min) == first_use::full);
    CHECK(guard.use("p", "a", time.now() + 1min) == first_use::no);
    CHECK(guard.use("p", std::string(1 << 20, 'x'), time.now() + 1min) == first_use::full);
    time.advance(1min);
    CHECK(guard.use("p", "d", time.now() + 1min) == first_use::yes);
    CHECK(guard.size() == 1);
}
