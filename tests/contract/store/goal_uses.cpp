// Which deliveries rest on which releases and mapping sets.
#include "tests/contract/store/store_subject.hpp"

#include "gateway/outbox/goal_rows.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace schakel;
using namespace schakel::outbox;

namespace {

// A delivery of a message of its own.
delivery bring(sqlite_subject& to, std::vector<std::string> sources, std::vector<std::string> unknown = {}) {
    delivery one = make_delivery(to.time, "las", "sleutel", "body of a delivery");
    one.goal_sources = std::move(sources);
    one.unknown_goals = std::move(unknown);
    one.loss = R"({"goals":[]})";
    const acceptance what = make_acceptance(to.time, "body " + one.id, {one});
    REQUIRE(commit(to.open(), what).what == commit_outcome::kind::stored);
    return what.deliveries.front();
}

std::vector<std::string> found(sqlite_subject& in, const goal_use_filter& which) {
    std::vector<std::string> ids;
    for (const goal_use& one : in.open().goals()->uses(which)) ids.push_back(one.delivery);
    return ids;
}

} // namespace

TEST_CASE("deliveries are found by what their translations rest on, and by goals that led nowhere") {
    sqlite_subject s;
    const delivery first = bring(s, {"kader#2025", "urn:set#1"});
    const delivery second = bring(s, {"kader#2025"}, {"urn:uuid:onbekend"});
    bring(s, {});
    const delivery last = bring(s, {}, {"urn:uuid:onbekend", "urn:uuid:ook"});
    using ids = std::vector<std::string>;
    CHECK(found(s, {.sources = {"urn:set#1"}}) == ids{first.id});
    CHECK(found(s, {.sources = {"kader#2025", "urn:set#1"}}) == ids{first.id, second.id});
    CHECK(found(s, {.sources = {}, .unknown = true}) == ids{second.id, last.id});
    CHECK(found(s, {.sources = {"urn:set#1"}, .unknown = true}) == ids{first.id, second.id, last.id});
    CHECK(found(s, {.all = true, .sources = {}}) == ids{first.id, second.id, last.id});
    CHECK(found(s, {.sources = {"urn:set#2"}}).empty());
    const auto told = s.open().goals()->uses({.sources = {"urn:set#1"}});
    REQUIRE(told.size() == 1);
    CHECK(told[0].message == first.message_id);
    CHECK(told[0].destination == "las");
    CHECK(told[0].loss == R"({"goals":[]})");
}

TEST_CASE("they come in pages") {
    sqlite_subject s;
    std::vector<std::string> all;
    for (int i = 0; i < 5; ++i) all.push_back(bring(s, {"kader#2025"}, {"urn:uuid:onbekend"}).id);
    std::vector<std::string> seen;
    goal_use_filter which{.sources = {"kader#2025"}, .unknown = true, .most = 2};
    for (auto some = s.open().goals()->uses(which); !some.empty(); some = s.open().goals()->uses(which)) {
        CHECK(some.size() <= 2);
        for (const goal_use& one : some) seen.push_back(one.delivery);
        which.after = some.back().place;
    }
    CHECK(seen == all);
}

TEST_CASE("what a delivery rests on can be renewed, and is kept") {
    sqlite_subject s;
    const delivery one = bring(s, {"kader#2025"}, {"urn:uuid:onbekend"});
    const delivery other = bring(s, {"kader#2025"});
    const auto before = s.open().goals()->uses({.all = true, .sources = {}});
    REQUIRE(before.size() == 2);
    const std::array renewed{
        renewed_goal_use{before[0].place, {"kader#2026"}, {}}, renewed_goal_use{before[1].place, {}, {}}};
    REQUIRE(s.open().goals()->renew_uses(renewed));
    s.reopen();
    using ids = std::vector<std::string>;
    CHECK(found(s, {.sources = {"kader#2025"}, .unknown = true}).empty());
    CHECK(found(s, {.sources = {"kader#2026"}}) == ids{one.id});
    CHECK(found(s, {.all = true, .sources = {}}) == ids{one.id});
}

TEST_CASE("of each source the last fetch is remembered") {
    sqlite_subject s;
    CHECK_FALSE(s.open().goals()->last_fetch("slo"));
    REQUIRE(s.open().goals()->keep_fetch({"slo", s.time.now(), "first"}));
    s.time.advance(std::chrono::hours(1));
    REQUIRE(s.open().goals()->keep_fetch({"slo", s.time.now(), "second"}));
    s.reopen();
    const auto last = s.open().goals()->last_fetch("slo");
    REQUIRE(last);
    CHECK(last->note == "second");
    CHECK(last->at == s.time.now());
    CHECK_FALSE(s.open().goals()->last_fetch("case"));
}
