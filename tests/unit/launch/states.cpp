#include "gateway/launch/states.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"

#include <doctest/doctest.h>

#include <array>

namespace {

using namespace schakel;
using launch::states;

struct bench {
    test::fake_clock time;
    test::memory_launch_rows rows;
    states kept{rows, time};
};

TEST_CASE("what was kept is taken once") {
    bench on;
    const std::string key = states::new_key(on.time.now());
    REQUIRE(on.kept.keep(key, "the pupil goes to page 12", on.time.now() + 10min));

    CHECK(on.kept.look(key) == "the pupil goes to page 12");
    const auto first = on.kept.take(key);
    REQUIRE(first);
    CHECK(*first == "the pupil goes to page 12");
    const auto second = on.kept.take(key);
    REQUIRE(second);
    CHECK_FALSE(*second);
}

TEST_CASE("what is over is not taken") {
    bench on;
    REQUIRE(on.kept.keep("login", "bytes", on.time.now() + 10min));
    on.time.advance(10min);
    CHECK_FALSE(on.kept.look("login"));
    const auto late = on.kept.take("login");
    REQUIRE(late);
    CHECK_FALSE(*late);
}

TEST_CASE("the store can neither be asked with what lies in it nor read") {
    bench on;
    const outbox::launch_state row = launch::seal("key of the browser", "name of the pupil", on.time.now() + 10min);
    CHECK(row.key.find("key of the browser") == std::string::npos);
    CHECK(row.bytes.find("name of the pupil") == std::string::npos);
    REQUIRE(on.rows.keep({{row}, {}, {}, {}, {}}));
    CHECK_FALSE(on.kept.look(row.key));
    CHECK(on.kept.look("key of the browser") == "name of the pupil");
}

TEST_CASE("a key is given out once") {
    bench on;
    REQUIRE(on.kept.keep("login", "mine", on.time.now() + 10min));
    CHECK_FALSE(on.kept.keep("login", "another's", on.time.now() + 10min));
    CHECK(on.kept.look("login") == "mine");
}

TEST_CASE("several values are used together or not at all") {
    bench on;
    const instant until = on.time.now() + 10min;
    const std::array both{outbox::used_value{"nonce|lms|1", until}, outbox::used_value{"jti|lms|1", until}};
    const auto fresh = on.kept.use_once(both);
    REQUIRE(fresh);
    CHECK_FALSE(*fresh);

    const std::array again{outbox::used_value{"nonce|lms|2", until}, outbox::used_value{"jti|lms|1", until}};
    const auto replay = on.kept.use_once(again);
    REQUIRE(replay);
    CHECK(*replay == 1);

    const std::array spared{outbox::used_value{"nonce|lms|2", until}};
    const auto still_fresh = on.kept.use_once(spared);
    REQUIRE(still_fresh);
    CHECK_FALSE(*still_fresh);
}

TEST_CASE("a store that cannot be written permits nothing") {
    bench on;
    REQUIRE(on.kept.keep("login", "bytes", on.time.now() + 10min));
    on.rows.refuse_writing(true);
    const std::array one{outbox::used_value{"nonce|lms|1", on.time.now() + 10min}};
    CHECK_FALSE(on.kept.use_once(one));
    CHECK_FALSE(on.kept.take("login"));
    on.rows.refuse_writing(false);
    const auto later = on.kept.take("login");
    REQUIRE(later);
    CHECK(*later == "bytes");
}

} // namespace
