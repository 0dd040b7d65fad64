// What lists, counts and searches answer.
#include "tests/contract/store/store_subject.hpp"

#include <algorithm>

using namespace schakel;
using namespace schakel::outbox;

namespace {

std::vector<std::string> ids(const message_page& page) {
    std::vector<std::string> all;
    for (const message& each : page.messages) all.push_back(each.id);
    return all;
}

} // namespace

TEST_CASE_TEMPLATE("The list is newest first and goes on where the cursor says", subject, SCHAKEL_STORES) {
    subject s;
    std::vector<std::string> newest_first;
    for (int i = 0; i < 25; ++i) {
        s.time.advance(1s);
        acceptance what = make_acceptance(s.time, "body");
        newest_first.insert(newest_first.begin(), what.message.id);
        commit(s.open(), std::move(what));
    }
    message_filter filter;
    filter.limit = 10;
    std::vector<std::string> seen;
    int pages = 0;
    do {
        const message_page page = s.open().list(filter);
        for (const message& each : page.messages) CHECK(each.body.empty());
        const auto part = ids(page);
        seen.insert(seen.end(), part.begin(), part.end());
        filter.after = page.next;
        ++pages;
    } while (!filter.after.empty());
    CHECK(pages == 3);
    CHECK(seen == newest_first);
}

TEST_CASE_TEMPLATE("Every filter of the list narrows it", subject, SCHAKEL_STORES) {
    subject s;
    acceptance one = make_acceptance(s.time, "one", {make_delivery(s.time, "lms", "a", "1")});
    one.keys = {{"scope", "result 1", "d"}};
    commit(s.open(), one);
    s.time.advance(1h);
    acceptance two = make_acceptance(s.time, "two");
    two.message.standard = "xapi-1.0.3";
    two.message.sender = "oefenprogramma";
    two.message.school = "99ZZ01";
    two.message.status = state::rejected;
    commit(s.open(), two);

    const auto found = [&](auto set) {
        message_filter filter;
        set(filter);
        return ids(s.open().list(filter));
    };
    const std::vector<std::string> first{one.message.id}, second{two.message.id};
    CHECK(found([](auto& f) { f.status = state::waiting; }) == first);
    CHECK(found([](auto& f) { f.status = state::rejected; }) == second);
    CHECK(found([](auto& f) { f.status = state::delivered; }).empty());
    CHECK(found([](auto& f) { f.standard = "xapi-1.0.3"; }) == second);
    CHECK(found([](auto& f) { f.sender = "toetsuitgever"; }) == first);
    CHECK(found([](auto& f) { f.school = "99ZZ01"; }) == second);
    CHECK(found([](auto& f) { f.destination = "lms"; }) == first);
    CHECK(found([](auto& f) { f.route = "to-lms"; }) == first);
    CHECK(found([](auto& f) { f.key = "result 1"; }) == first);
    CHECK(found([&](auto& f) { f.since = s.time.now(); }) == second);
    CHECK(found([&](auto& f) { f.until = s.time.now(); }) == first);
    CHECK(found([](auto& f) { f.school = "' OR 1=1 --"; }).empty());
    CHECK(found([](auto& f) { f.after = "no such id"; }).empty());
}

TEST_CASE_TEMPLATE("Counts are the same before and after opening again", subject, SCHAKEL_STORES) {
    subject s;
    const instant start = s.time.now();
    for (const state each : {state::waiting, state::waiting, state::held, state::rejected, state::delivered}) {
        delivery d = make_delivery(s.time, "lms", new_id(s.time), "body");
        d.status = each;
        commit(s.open(), make_acceptance(s.time, "body", {d}));
        s.time.advance(1min);
    }
    for (int round = 0; round < 2; ++round) {
        const store_counts now = s.open().counts();
        CHECK(now.messages == 5);
        CHECK(now.waiting == 2);
        CHECK(now.held == 1);
        CHECK(now.dead_letters == 1);
        CHECK(now.oldest_waiting == start);
        CHECK(now.bytes > 0);
        s.reopen();
    }
}

TEST_CASE_TEMPLATE("Unknown ids are answered, not guessed", subject, SCHAKEL_STORES) {
    subject s;
    CHECK_FALSE(s.open().show("no id at all").has_value());
    CHECK_FALSE(s.open().show(new_id(s.time)).has_value());
    CHECK_FALSE(s.open().find_by_record("scope", "key").has_value());
    CHECK_FALSE(settle(s.open(), step(make_delivery(s.time, "lms", "", ""), state::delivered)));
    CHECK_THROWS_AS(commit(s.open(), acceptance{}), std::invalid_argument);
}

TEST_CASE_TEMPLATE("Commits are timed", subject, SCHAKEL_STORES) {
    subject s;
    for (int i = 0; i < 3; ++i) commit(s.open(), make_acceptance(s.time, "body"));
    const sync_statistics times = s.open().sync_times();
    CHECK(times.count == 3);
    CHECK(times.sum_seconds > 0);
    CHECK(std::is_sorted(times.buckets.begin(), times.buckets.end()));
}
