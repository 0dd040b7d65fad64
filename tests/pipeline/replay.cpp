// Replaying a stored message: a linked copy that goes through the flow again, with the configuration that holds then.
#include "gateway/pipeline/replay.hpp"
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
    pipeline::replay(id, of.adapters, of.in_force, of.services(), {}, [&](pipeline::replay_outcome outcome) {
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
