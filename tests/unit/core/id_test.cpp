#include "gateway/core/id.hpp"

#include "tests/support/fake_clock.hpp"

#include <doctest/doctest.h>

#include <thread>
#include <unordered_set>
#include <vector>

using namespace schakel;

TEST_CASE("an id is a lower-case uuid of version 7 that carries its millisecond") {
    const test::fake_clock time(*parse_rfc3339("2022-02-22T19:22:22Z"));
    const std::string id = new_id(time);
    CHECK(is_uuid(id));
    CHECK(id.starts_with("017f22e2-79b0-7")); // RFC 9562 A.6
    CHECK(id.find_first_of("ABCDEF") == std::string::npos);
}

TEST_CASE("an id tells when it was made") {
    const test::fake_clock time(*parse_rfc3339("2022-02-22T19:22:22.123Z"));
    CHECK(made_at(new_id(time)) == time.now());
    CHECK(made_at("no id") == instant{});
}

TEST_CASE("ids sort by time, down to a microsecond") {
    test::fake_clock time;
    std::string last = new_id(time);
    for (int i = 0; i < 3000; ++i) {
        time.advance(1us);
        std::string next = new_id(time);
        CHECK(last < next);
        last = std::move(next);
    }
}

TEST_CASE("ids of one microsecond sort in the order in which they were made") {
    const test::fake_clock time;
    std::string last = new_id(time);
    for (int i = 0; i < 10'000; ++i) {
        std::string next = new_id(time);
        REQUIRE(last < next);
        last = std::move(next);
    }
}

TEST_CASE("threads that share a moment get different ids") {
    const test::fake_clock time;
    std::vector<std::vector<std::string>> made(4);
    {
        std::vector<std::jthread> threads;
        for (auto& list : made) {
            threads.emplace_back([&] {
                for (int i = 0; i < 2000; ++i) list.push_back(new_id(time));
            });
        }
    }
    std::unordered_set<std::string> all;
    for (const auto& list : made) all.insert(list.begin(), list.end());
    CHECK(all.size() == 8000);
}

TEST_CASE("a uuid has its dashes, hex digits and variant") {
    CHECK(is_uuid("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
    CHECK(is_uuid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
    for (const char* text :
         {"", "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
          "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
          "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
          "017f22e2-79b0-7cc3-98c4-dc0c0c07398f "}) {
        CAPTURE(text);
        CHECK_FALSE(is_uuid(text));
    }
}
