#include "gateway/prove/ledger.hpp"

#include <doctest/doctest.h>

using namespace schakel::prove;

namespace {

sent_line sent(std::uint64_t number, int status) {
    return {{1, number}, status, {}, 1};
}

received_line received(std::uint64_t number) {
    return {{1, number}, true, true, false, {}};
}

} // namespace

TEST_CASE("what was accepted and arrived once, in order, is without fault") {
    const verdict told = compare({sent(1, 200), sent(2, 202)}, {received(1), received(2)});
    CHECK(told.nothing_lost_or_altered());
    CHECK(told.out_of_order.empty());
    CHECK(told.duplicates == 0);
    CHECK(told.accepted == 2);
    CHECK(telling(told) == "0 lost, 0 altered of 2 accepted");
}

TEST_CASE("an accepted message that did not arrive is lost; one without an answer is not") {
    const verdict told = compare({sent(1, 200), sent(2, 200), sent(3, 0), sent(4, 503)}, {received(1)});
    REQUIRE(told.lost.size() == 1);
    CHECK(told.lost[0] == message_name{1, 2});
    CHECK_FALSE(told.nothing_lost_or_altered());
}

TEST_CASE("an arrival that we did not answer well, or that nobody could hear us answer, confirms nothing") {
    received_line refused = received(1), orphan = received(2);
    refused.confirmed = false;
    orphan.orphan = true;
    CHECK(compare({sent(1, 200), sent(2, 200)}, {refused, orphan}).lost.size() == 2);
}

TEST_CASE("other content, and content that was never sent, is altered") {
    received_line changed = received(1);
    changed.intact = false;
    CHECK(compare({sent(1, 200)}, {changed}).altered.size() == 1);
    CHECK(compare({sent(1, 200)}, {received(1), received(9)}).altered.size() == 1);
}

TEST_CASE("what was refused and arrives all the same is a fault; what the gateway could not take at that moment is not"
) {
    CHECK(compare({sent(1, 400)}, {received(1)}).after_reject.size() == 1);
    CHECK(compare({sent(1, 503)}, {received(1)}).after_reject.empty());
}

TEST_CASE("an older message after a newer one of its pupil is out of order, and orphans are left out of it") {
    const std::vector<sent_line> all{sent(1, 200), sent(2, 200), sent(3, 200)};
    CHECK(compare(all, {received(1), received(3), received(2)}).out_of_order.size() == 1);
    received_line orphan = received(1);
    orphan.orphan = true;
    CHECK(compare(all, {received(1), received(2), orphan, received(3)}).out_of_order.empty());
}

TEST_CASE("a repeat is counted and is no fault") {
    const verdict told = compare({sent(1, 200)}, {received(1), received(1)});
    CHECK(told.duplicates == 1);
    CHECK(told.nothing_lost_or_altered());
}

TEST_CASE("delivery takes from the answer to the first arrival") {
    const moment zero{};
    const auto after = [&](int milliseconds) { return zero + std::chrono::milliseconds(milliseconds); };
    const std::vector<sent_line> all{{{1, 1}, 200, after(10), 1}, {{1, 2}, 200, after(10), 1}};
    const std::vector<received_line> came{
        {{1, 1}, true, true, false, after(14)},
        {{1, 1}, true, true, false, after(900)},
        {{1, 2}, true, true, false, after(9)}};
    const auto times = delivery_times(all, came);
    REQUIRE(times.size() == 2);
    CHECK(times[0] == 0); // it arrived before the sender's answer did
    CHECK(times[1] == doctest::Approx(4));
    CHECK(at_share(times, 1) == doctest::Approx(4));
    CHECK(at_share({}, 0.99) == 0);
}
