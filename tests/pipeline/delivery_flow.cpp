// How stored deliveries reach their receivers, and what becomes of those that do not.
#include "tests/pipeline/world.hpp"

#include <algorithm>
#include <map>

using namespace schakel;
using namespace schakel::test;
using outbox::state;
using sent = recording_sender::sent;

namespace {

settings::settings to_las() {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    return all;
}

std::string sitting(const std::string& key, const std::string& pupil, const std::string& points = "1") {
    return "sitting key=" + key + " test=rekenen day=2026-11-20 points=" + points + " las.key=" + pupil + "\n";
}

std::string key_of(const sent& one) {
    const std::size_t at = one.message.body.find("key=") + 4;
    return one.message.body.substr(at, one.message.body.find(' ', at) - at);
}

std::vector<std::string> keys_of(const std::vector<sent>& list) {
    std::vector<std::string> keys;
    for (const sent& one : list) keys.push_back(key_of(one));
    return keys;
}

std::vector<std::chrono::seconds> waits_of(const std::vector<sent>& list) {
    std::vector<std::chrono::seconds> waits;
    for (std::size_t i = 1; i < list.size(); ++i)
        waits.push_back(std::chrono::round<std::chrono::seconds>(list[i].at - list[i - 1].at));
    return waits;
}

} // namespace

TEST_CASE("Messages of one pupil leave in order; another pupil does not wait for them") {
    world of(to_las());
    bool down = true;
    of.sender.answers = [&](const sent& one) { return answered(key_of(one) == "a1" && down ? 503 : 200); };
    of.receive_lines(sitting("a1", "1001"));
    of.receive_lines(sitting("a2", "1001"));
    of.receive_lines(sitting("b1", "1002"));
    of.run(1s);
    CHECK(keys_of(of.sender.all) == std::vector<std::string>{"a1", "b1"});
    down = false;
    of.run(10s);
    CHECK(keys_of(of.sender.all) == std::vector<std::string>{"a1", "b1", "a1", "a2"});
}

TEST_CASE("A receiver that stays away is tried by the published schedule, then the delivery is set aside") {
    world of(to_las());
    of.sender.answers = [](const sent&) { return answered(503); };
    of.receive_lines(sitting("a1", "1001"));
    of.run_to_the_end();
    const std::vector<std::chrono::seconds> published{5s, 60s, 300s, 1800s, 7200s, 18000s, 36000s};
    CHECK(waits_of(of.sender.all) == published);
    CHECK(of.delivery_to("las").status == state::quarantined);
    CHECK(of.delivery_to("las").attempts == 8);
    const auto told = of.store.show(of.store.messages().front().id);
    REQUIRE(told.has_value());
    CHECK(told->attempts.size() == 8);
    CHECK(told->attempts.back().status == 503);
    CHECK(told->audit.back().action == "delivery.quarantined");
    for (const sent& one : of.sender.all) CHECK(one.delivery_id == of.delivery_to("las").id);
}

TEST_CASE("Chance moves each wait by a fifth at most") {
    for (const double chance : {0.0, 0.999999}) {
        world of(to_las());
        of.chance = chance;
        of.sender.answers = [](const sent&) { return not_reached(); };
        of.receive_lines(sitting("a1", "1001"));
        of.run_to_the_end();
        const auto waits = waits_of(of.sender.all);
        REQUIRE(waits.size() == 7);
        CHECK(waits[3] == (chance < 0.5 ? 1440s : 2160s));
    }
}

TEST_CASE("A receiver that says when to come back is believed, up to a day") {
    world of(to_las());
    std::string wanted = "600";
    of.sender.answers = [&](const sent&) { return answered(429, {}, {{"Retry-After", wanted}}); };
    of.receive_lines(sitting("a1", "1001"));
    of.run(600s);
    REQUIRE(of.sender.all.size() == 2);
    CHECK(waits_of(of.sender.all)[0] == 600s);
    wanted = "9999999";
    of.run(60s);
    of.run(600s);
    REQUIRE(of.sender.all.size() == 3);
    CHECK(of.delivery_to("las").next_attempt == of.sender.all[2].at + 24h);
}

TEST_CASE("What is still not delivered after a week expires") {
    settings::settings all = to_las();
    system_of(all, "las").send->retry_delays = {24h, 24h * 7};
    world of(all);
    of.sender.answers = [](const sent&) { return answered(503); };
    of.receive_lines(sitting("a1", "1001"));
    of.run_to_the_end();
    CHECK(of.sender.all.size() == 2);
    CHECK(of.delivery_to("las").status == state::expired);
}

TEST_CASE("A receiver that is away is asked once a second at most, and costs the others nothing") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las", "dashboard"});
    world of(all);
    of.sender.answers = [](const sent& one) { return one.destination == "las" ? not_reached() : answered(200); };
    for (int i = 0; i < 200; ++i) of.receive_lines(sitting("r" + std::to_string(i), std::to_string(1000 + i)));
    of.run(5min);
    CHECK(of.sender.to("dashboard").size() == 200);
    for (const sent& one : of.sender.to("dashboard")) CHECK(one.at == of.sender.all.front().at);

    const auto probes = of.sender.to("las");
    CHECK(probes.size() > 8);
    CHECK(probes.size() < 40); // waits double up to a minute
    // Five failures open the breaker; four more may have been under way by then.
    for (std::size_t i = 9; i < probes.size(); ++i) CHECK(probes[i].at - probes[i - 1].at >= 1s);
}

TEST_CASE("A clock that is set back by little or by much makes no delivery wait for good") {
    for (const std::chrono::microseconds back : {std::chrono::microseconds(2ms), std::chrono::microseconds(10min)}) {
        world of(to_las());
        bool away = true;
        of.sender.answers = [&](const sent&) { return away ? not_reached() : answered(200); };
        of.receive_lines(sitting("a1", "1001"));
        of.run(1s);
        of.time.set(-back);
        away = false;
        of.run(back + 1min);
        CHECK(of.flow->counts().delivered == 1);
    }
}

TEST_CASE("When a receiver is back, everything that waited is delivered") {
    world of(to_las());
    bool away = true;
    of.sender.answers = [&](const sent&) { return away ? not_reached() : answered(200); };
    for (int i = 0; i < 200; ++i) of.receive_lines(sitting("r" + std::to_string(i), std::to_string(1000 + i)));
    of.run(2min);
    away = false;
    of.run(15min);
    CHECK(of.store.counts().waiting == 0);
    CHECK(of.flow->counts().delivered == 200);
}

TEST_CASE("No more deliveries are under way than a receiver may have at once") {
    settings::settings all = to_las();
    system_of(all, "las").send->parallel = 3;
    world of(all);
    of.sender.waits = true;
    for (int i = 0; i < 10; ++i) of.receive_lines(sitting("r" + std::to_string(i), std::to_string(1000 + i)));
    of.run();
    CHECK(of.sender.under_way() == 3);
    CHECK(of.flow->counts().in_flight == 3);
    of.sender.answer();
    of.run();
    CHECK(of.sender.under_way() == 3);
    while (of.sender.under_way() > 0) {
        of.sender.answer();
        of.run();
    }
    CHECK(of.store.counts().waiting == 0);
}

TEST_CASE("Refused credentials hold the delivery for a person; the receiver is not asked again") {
    for (const int status : {401, 403, 302}) {
        CAPTURE(status);
        world of(to_las());
        of.sender.answers = [&](const sent&) { return answered(status); };
        of.receive_lines(sitting("a1", "1001"));
        of.run_to_the_end();
        CHECK(of.sender.all.size() == 1);
        CHECK(of.delivery_to("las").status == state::held);
        CHECK_FALSE(of.delivery_to("las").reason.empty());
    }
}

TEST_CASE("A batch is divided until the bad record is found; it alone ends rejected") {
    toy_options batches;
    batches.batches = true;
    world of(to_las(), batches);
    of.sender.answers = [](const sent& one) {
        return answered(one.message.body.find("points=13") == std::string::npos ? 200 : 400);
    };
    std::string lines;
    for (int i = 0; i < 11; ++i)
        lines += sitting("r" + std::to_string(i), std::to_string(1000 + i), std::to_string(i == 6 ? 13 : 1));
    of.receive_lines(lines);
    of.run_to_the_end();

    std::map<std::string, int> delivered;
    std::uint32_t rejected = 0;
    for (const outbox::delivery& one : of.deliveries()) {
        if (one.status == state::rejected) {
            CHECK(one.body.find("key=r6 ") != std::string::npos);
            rejected += one.records;
        }
        if (one.status != state::delivered) continue;
        for (std::size_t at = 0; (at = one.body.find(" key=", at)) != std::string::npos; ++at)
            ++delivered[one.body.substr(at, one.body.find(' ', at + 1) - at)];
    }
    CHECK(rejected == 1);
    CHECK(delivered.size() == 10);
    for (const auto& [key, times] : delivered) CHECK_MESSAGE(times == 1, key);
    CHECK(of.store.messages().front().status == state::rejected);
    CHECK(of.store.counts().waiting == 0);
}

TEST_CASE("A receiver that holds something already is asked what it is") {
    struct row {
        received_answer second;
        state becomes;
    };
    for (const row& one :
         {row{answered(200, "same"), state::already_there}, row{answered(200, "other"), state::rejected},
          row{answered(500), state::waiting}, row{not_reached(), state::waiting}}) {
        world of(to_las());
        of.sender.answers = [&](const sent& what) { return what.message.method == "GET" ? one.second : answered(409); };
        of.receive_lines(sitting("a1", "1001"));
        of.run(1s);
        REQUIRE(of.sender.all.size() == 2);
        CHECK(of.sender.all[1].message.path == "/sittings?same");
        CHECK(of.delivery_to("las").status == one.becomes);
        CHECK(of.delivery_to("las").attempts == 1);
    }
}

TEST_CASE("A destination that is gone from the configuration, or speaks something else, holds its deliveries") {
    for (const bool removed : {true, false}) {
        CAPTURE(removed);
        world of(to_las());
        of.adapters.add(make_toy_adapter({.standard = "toy-2.0"}));
        of.receive_lines(sitting("a1", "1001"));
        settings::settings next = usual_settings();
        if (removed)
            std::erase_if(next.systems, [](const settings::system& one) { return one.id == "las"; });
        else
            system_of(next, "las").send->standard = "toy-2.0";
        of.apply(next);
        of.run_to_the_end();
        CHECK(of.sender.all.empty());
        CHECK(of.delivery_to("las").status == state::held);
        CHECK(of.delivery_to("las").reason.find("no longer configured") != std::string::npos);
    }
}

TEST_CASE("Stopping waits for what is under way and starts nothing new") {
    settings::settings all = to_las();
    system_of(all, "las").send->parallel = 2;
    world of(all);
    of.sender.waits = true;
    for (int i = 0; i < 5; ++i) of.receive_lines(sitting("r" + std::to_string(i), std::to_string(1000 + i)));
    of.run();
    int drained = 0;
    of.flow->stop([&] { ++drained; });
    CHECK(drained == 0);
    of.sender.answer();
    of.run();
    CHECK(drained == 0);
    CHECK(of.sender.under_way() == 1);
    of.sender.answer();
    of.run_to_the_end();
    CHECK(drained == 1);
    CHECK(of.sender.all.size() == 2);
    CHECK(of.store.counts().waiting == 3);
}

TEST_CASE("With nothing under way, stopping is done at once") {
    world of(to_las());
    int drained = 0;
    of.flow->stop([&] { ++drained; });
    CHECK(drained == 1);
}

TEST_CASE("After a restart what was under way goes again, under the same delivery id") {
    world of(to_las());
    of.sender.waits = true;
    of.receive_lines(sitting("a1", "1001"));
    of.run();
    REQUIRE(of.sender.all.size() == 1);
    of.store.open_again();
    of.sender.waits = false;
    of.flow->pump();
    REQUIRE(of.sender.all.size() == 2);
    CHECK(of.sender.all[0].delivery_id == of.sender.all[1].delivery_id);
    CHECK(of.delivery_to("las").status == state::delivered);
}

TEST_CASE("A store without room remembers nothing wrong: what a receiver said is stored when there is room again") {
    settings::settings all = to_las();
    system_of(all, "las").send->parallel = 2;
    world of(all);
    of.sender.waits = true;
    for (int i = 0; i < 5; ++i) of.receive_lines(sitting("r" + std::to_string(i), std::to_string(1000 + i)));
    of.run();
    of.store.refuse(true);
    of.sender.answer();
    of.run(1min);
    CHECK(of.sender.all.size() == 2); // nothing new is sent that could not be remembered
    of.store.refuse(false);
    of.sender.waits = false;
    of.sender.answer();
    of.run(1min);
    CHECK(of.sender.all.size() == 5); // and nobody heard anything twice
    CHECK(of.store.counts().waiting == 0);
    for (const outbox::delivery& one : of.deliveries()) CHECK(one.status == state::delivered);
}

TEST_CASE("What comes in for a paused route is accepted and kept, and leaves when the pause has ended") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"}, 20);
    world of(all);
    const auto pause = [&](instant until) {
        const outbox::audit_entry audit{of.time.now(), "operator", "route.paused", "results", {}};
        REQUIRE(of.store.pause("results", until, audit).has_value());
    };
    const instant end = of.time.now() + std::chrono::days(30);
    pause(end);
    CHECK(of.word_for("sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n") == "accepted r1");
    of.run(std::chrono::days(29));
    CHECK(of.sender.all.empty());
    of.run(std::chrono::days(2));
    CHECK(of.sender.to("las").size() == 1);
    CHECK(of.deliveries().at(0).status == outbox::state::delivered);
    CHECK(of.time.now() >= end);
}

TEST_CASE("Nothing expires because its route was paused") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"}, 20);
    world of(all);
    const outbox::audit_entry audit{of.time.now(), "operator", "route.paused", "results", {}};
    REQUIRE(of.store.pause("results", of.time.now() + std::chrono::days(30), audit).has_value());
    of.receive_lines("sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n");
    int tries = 0;
    of.sender.answers = [&](const recording_sender::sent&) { return answered(++tries == 1 ? 503 : 200); };
    of.run(std::chrono::days(31));
    CHECK(of.sender.to("las").size() == 2);
    CHECK(of.deliveries().at(0).status == outbox::state::delivered);
}
