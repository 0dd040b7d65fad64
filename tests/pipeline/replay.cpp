// Replaying a stored message: a linked copy that goes through the flow again, with the configuration that holds then.
#include "gateway/pipeline/replay.hpp"
#include "gateway/pipeline/replay_runs.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/core/id.hpp"
#include "tests/pipeline/world.hpp"

using namespace schakel;
using namespace schakel::test;
using outbox::state;

namespace {

const std::string one_sitting = "sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n";

settings::settings to(const std::string& destination) {
    settings::settings all = usual_settings();
    if (!destination.empty()) add_route(all, "results", {destination});
    return all;
}

pipeline::replay_outcome replayed(world& of, const std::string& id) {
    std::optional<pipeline::replay_outcome> told;
    pipeline::replay({id}, of.adapters, of.in_force, of.services(), {}, [&](pipeline::replay_outcome outcome) {
        told = std::move(outcome);
    });
    REQUIRE(told.has_value());
    return *told;
}

} // namespace

TEST_CASE("A replayed message is a copy that names its original and is delivered again") {
    world of(to("las"));
    of.receive_lines(one_sitting);
    of.run();
    const outbox::message original = of.store.messages().at(0);
    const auto told = replayed(of, original.id);
    CHECK(told.problem.empty());
    CHECK(told.deliveries == 1);
    of.run();
    CHECK(of.sender.all.size() == 2);
    CHECK(of.sender.all[0].message.body == of.sender.all[1].message.body); // same sitting ids, same keys
    CHECK(of.sender.all[0].delivery_id != of.sender.all[1].delivery_id);

    const auto copy = of.store.show(told.new_id);
    REQUIRE(copy.has_value());
    CHECK(copy->message.replay_of == original.id);
    CHECK(copy->message.body == original.body);
    CHECK(copy->message.sender == "uitgever");
    CHECK(copy->message.listener == "data");
    REQUIRE(copy->audit.size() == 1);
    CHECK(copy->audit[0].actor == "operator");
    CHECK(copy->audit[0].action == "message.replayed");
    CHECK(copy->audit[0].detail == original.id);
}

TEST_CASE("A message that was held because no route wanted it goes when there is one") {
    world of(to(""));
    of.where.unrouted = settings::listener::unrouted_policy::hold;
    of.receive_lines(one_sitting);
    const std::string id = of.store.messages().at(0).id;
    CHECK(replayed(of, id).problem == "no route wants it");
    of.apply(to("dashboard"));
    CHECK(replayed(of, id).deliveries == 1);
    of.run();
    CHECK(of.sender.to("dashboard").size() == 1);
}

TEST_CASE("What cannot be replayed says why, and nothing is stored") {
    world of(to("las"));
    of.receive_lines(one_sitting + "wat\n"); // refused, kept for its report
    of.receive_lines(one_sitting);
    const std::string refused = of.store.messages().at(0).id, accepted = of.store.messages().at(1).id;
    CHECK(replayed(of, "nobody").problem == "no message has this id");
    CHECK(replayed(of, refused).problem == "invalid");
    of.store.refuse(true);
    CHECK(replayed(of, accepted).problem.find("cannot accept") != std::string::npos);
    of.store.refuse(false);
    settings::settings next = to("las");
    std::erase_if(next.systems, [](const settings::system& one) { return one.id == "uitgever"; });
    of.apply(next);
    CHECK(replayed(of, accepted).problem == "unauthenticated");
    CHECK(of.store.messages().size() == 2);
}

TEST_CASE("A replay to one destination, or by one route, leaves the other receivers alone") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las", "dashboard"});
    world of(all);
    of.receive_lines(one_sitting);
    of.run();
    const std::string id = of.store.messages().at(0).id;
    const auto chosen = [&](pipeline::replay_choice to) {
        std::optional<pipeline::replay_outcome> told;
        pipeline::replay({id, std::move(to)}, of.adapters, of.in_force, of.services(), {}, [&](auto outcome) {
            told = std::move(outcome);
        });
        REQUIRE(told.has_value());
        of.run();
        return *told;
    };
    CHECK(chosen({{}, "las"}).deliveries == 1);
    CHECK(of.sender.to("las").size() == 2);
    CHECK(of.sender.to("dashboard").size() == 1);
    CHECK(chosen({"results", {}}).deliveries == 2);
    CHECK(chosen({"results", "dashboard"}).deliveries == 1);
    CHECK(of.sender.to("las").size() == 3);
    CHECK(of.sender.to("dashboard").size() == 3);
    CHECK(chosen({"other", {}}).problem == "nothing of it goes by route other");
    CHECK(chosen({"results", "lms"}).problem == "nothing of it goes by route results to lms");
    CHECK(of.store.messages().size() == 4);
}

namespace {

// A gateway with three messages that were delivered.
struct replaying {
    world of{to("las")};
    pipeline::replay_runs runs{{of.services(), of.adapters, [this] { return of.in_force; }}};
    std::vector<std::string> ids;

    replaying() {
        for (const char* key : {"r1", "r2", "r3"}) {
            of.time.advance(std::chrono::milliseconds(2));
            of.receive_lines(
                "sitting key=" + std::string(key) + " test=rekenen day=2026-11-20 points=17 las.key=1001\n"
            );
            ids.push_back(of.store.messages().back().id);
        }
        of.time.advance(std::chrono::milliseconds(2));
        of.run();
    }

    pipeline::replay_order by_filter(const std::string& run) const {
        pipeline::replay_order order;
        order.run = run;
        order.filter.sender = "uitgever";
        return order;
    }
    void begin(const pipeline::replay_order& order) {
        auto chosen = runs.look_at(order);
        REQUIRE(chosen.has_value());
        runs.begin(order, std::move(*chosen));
    }
    // So many messages, and no more than may go now.
    void carry_out() {
        for (auto next = runs.step(); next && *next <= of.time.steady();) next = runs.step();
    }
    std::string told(const std::string& run, std::string_view pointer) const {
        findings ignored;
        const auto text = runs.tell(run, 0, 1000);
        REQUIRE(text.has_value());
        const auto body = json::document::parse(*text, {}, ignored);
        const json::value found = body->root().find(pointer);
        return std::string(found.is(json::kind::string) ? found.text() : found.raw());
    }
    std::vector<std::string> originals() const { // of the copies, in the order in which they were made
        std::vector<std::string> all;
        for (const outbox::message& one : of.store.messages())
            if (!one.replay_of.empty()) all.push_back(one.replay_of);
        return all;
    }
};

} // namespace

TEST_CASE("A run copies what a filter finds, the oldest first, and nothing twice under its name") {
    replaying on;
    on.begin(on.by_filter("herstel"));
    on.carry_out();
    CHECK(on.originals() == on.ids);
    CHECK(on.told("herstel", "/state") == "ended");
    CHECK(on.told("herstel", "/copied") == "3");
    CHECK(on.told("herstel", "/results/0/message") == on.ids[0]);
    CHECK(on.told("herstel", "/results/0/deliveries") == "1");
    auto again = on.by_filter("herstel");
    again.messages = on.ids; // the filter would find the copies too
    on.begin(again);
    on.carry_out();
    CHECK(on.originals() == on.ids);
    CHECK(on.told("herstel", "/copied") == "3");
    CHECK_FALSE(on.runs.tell("another", 0, 10).has_value());
    CHECK(on.runs.look_at(again)->replayed_before == 3);
}

TEST_CASE("The audit tells of a run when it begins and when it ends, with how many") {
    replaying on;
    on.begin(on.by_filter("herstel"));
    on.carry_out();
    std::vector<std::string> told;
    for (const outbox::audit_entry& one : on.of.store.audit())
        if (one.subject == "herstel") told.push_back(one.action + ": " + one.detail);
    CHECK(told == std::vector<std::string>{"replay.began: 3 messages", "replay.ended: 3 copied, 0 not"});
}

TEST_CASE("What came after a run got its name is not part of it") {
    replaying on;
    const auto order = on.by_filter(new_id(on.of.time));
    on.of.time.advance(std::chrono::milliseconds(2));
    on.of.receive_lines("sitting key=r4 test=rekenen day=2026-11-20 points=17 las.key=1001\n");
    CHECK(on.runs.look_at(order)->ready == on.ids);
    CHECK(on.runs.look_at(on.by_filter("herstel"))->ready.size() == 4);
    pipeline::replay_order unknown;
    unknown.messages = {"01930000-0000-7000-8000-000000000000"};
    CHECK_FALSE(on.runs.look_at(unknown).has_value());
}

TEST_CASE("A run keeps its pace, and a run without one does not wait for it") {
    replaying on;
    auto slow = on.by_filter("slow");
    slow.messages = on.ids;
    slow.per_minute = 2;
    on.begin(slow);
    on.carry_out();
    CHECK(on.originals().size() == 1);
    on.of.time.advance(std::chrono::seconds(29));
    on.carry_out();
    CHECK(on.originals().size() == 1);
    auto fast = on.by_filter("fast");
    fast.messages = on.ids;
    on.begin(fast);
    on.carry_out();
    CHECK(on.originals().size() == 4);
    CHECK(on.told("fast", "/results/0/warning").find("replayed before") != std::string::npos);
    on.of.time.advance(std::chrono::seconds(1));
    on.carry_out();
    CHECK(on.originals().size() == 5);
    CHECK(on.told("slow", "/state") == "running");
}

TEST_CASE("A run that is stopped keeps what was copied, and goes on under its name") {
    replaying on;
    auto order = on.by_filter("herstel");
    order.messages = on.ids;
    order.per_minute = 1;
    on.begin(order);
    on.carry_out();
    CHECK(on.runs.end("herstel"));
    CHECK_FALSE(on.runs.end("another"));
    on.carry_out();
    CHECK(on.told("herstel", "/state") == "stopped");
    CHECK(on.originals().size() == 1);
    order.per_minute = 0;
    on.begin(order);
    on.carry_out();
    CHECK(on.told("herstel", "/state") == "ended");
    CHECK(on.originals() == on.ids);
}

TEST_CASE("A run waits while the store accepts nothing, and skips nothing") {
    replaying on;
    on.of.store.refuse(true);
    on.begin(on.by_filter("herstel"));
    on.carry_out();
    CHECK(on.told("herstel", "/waits_for_room") == "true");
    CHECK(on.told("herstel", "/failed") == "0");
    on.of.store.refuse(false);
    on.of.time.advance(std::chrono::seconds(2));
    on.carry_out();
    CHECK(on.told("herstel", "/copied") == "3");
    CHECK(on.originals() == on.ids);
}

TEST_CASE("What cannot be replayed is told with its reason, and the rest goes on") {
    replaying on;
    settings::settings next = to("las");
    next.routes.clear();
    on.of.apply(next);
    on.begin(on.by_filter("herstel"));
    on.carry_out();
    CHECK(on.told("herstel", "/failed") == "3");
    CHECK(on.told("herstel", "/results/2/problem") == "no route wants it");
    CHECK(on.originals().empty());
}
