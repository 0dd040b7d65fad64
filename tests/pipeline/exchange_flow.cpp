// What is accepted: stored before it is acknowledged, and delivered to everybody a route names.
#include "tests/pipeline/world.hpp"

using namespace schakel;
using namespace schakel::test;
using outbox::state;

namespace {

const std::string one_sitting = "sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n";

settings::settings to_las() {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las"});
    return all;
}

} // namespace

TEST_CASE("A message is stored, acknowledged and delivered") {
    world of(to_las());
    CHECK(of.word_for(one_sitting) == "accepted r1");
    REQUIRE(of.store.messages().size() == 1);
    CHECK(of.store.messages().front().status == state::waiting);
    CHECK(of.sender.all.empty()); // delivering comes after acknowledging

    of.run();
    REQUIRE(of.sender.all.size() == 1);
    const auto& sent = of.sender.all.front();
    CHECK(sent.destination == "las");
    CHECK(sent.school == "99XX");
    CHECK(sent.message.path == "/sittings");
    CHECK(sent.message.body.find("points=17") != std::string::npos);
    const outbox::delivery kept = of.delivery_to("las");
    CHECK(kept.status == state::delivered);
    CHECK(sent.delivery_id == kept.id);
    CHECK(of.store.messages().front().status == state::delivered);
}

TEST_CASE("What is stored tells where it came from") {
    world of(to_las());
    of.receive_lines(one_sitting);
    const outbox::message kept = of.store.messages().at(0);
    CHECK(kept.standard == "toy-1.0");
    CHECK(kept.kind == "results");
    CHECK(kept.sender == "uitgever");
    CHECK(kept.school == "99XX");
    CHECK(kept.listener == "data");
    CHECK(kept.method == "POST");
    CHECK(kept.content_type == "text/plain");
    CHECK(kept.report.find("\"layers\"") == std::string::npos); // the array itself
    CHECK(kept.report.starts_with("["));
    REQUIRE(of.store.audit().size() == 1);
    CHECK(of.store.audit()[0].actor == "system:uitgever");
    CHECK(of.store.audit()[0].action == "message.accepted");
}

TEST_CASE("Accepted is said only after the store has committed") {
    world of(to_las());
    of.store.hold_answers();
    CHECK_FALSE(of.receive_lines(one_sitting).has_value());
    of.run();
    CHECK(of.sender.all.empty()); // nothing wakes the deliveries of a message that is not known to be stored
    of.store.answer_all();
    of.run();
    CHECK(of.sender.all.size() == 1);
}

TEST_CASE("A store that accepts nothing is told as unavailable, with a moment to come back") {
    world of(to_las());
    of.store.refuse(true);
    const auto told = of.receive_lines(one_sitting);
    REQUIRE(told.has_value());
    CHECK(told->body.starts_with("unavailable"));
    CHECK(told->headers.find("retry-after") == "10");
    CHECK(of.store.messages().empty());
    of.store.refuse(false);
    CHECK(of.word_for(one_sitting) == "accepted r1");
}

TEST_CASE("The same message again is repeated, and neither stored nor delivered again") {
    world of(to_las());
    CHECK(of.word_for(one_sitting) == "accepted r1");
    CHECK(of.word_for(one_sitting) == "repeated r1");
    of.run();
    CHECK(of.store.messages().size() == 1);
    CHECK(of.sender.all.size() == 1);
}

TEST_CASE("A known key with other content is an update where the standard says so") {
    world of(to_las());
    of.receive_lines(one_sitting);
    CHECK(of.word_for("sitting key=r1 test=rekenen day=2026-11-20 points=18 las.key=1001\n") == "accepted r1");
    of.run();
    REQUIRE(of.sender.all.size() == 2);
    CHECK(of.sender.all[1].message.body.find("points=18") != std::string::npos);
}

TEST_CASE("A known key with other content is a conflict where the standard says so") {
    toy_options strict;
    strict.repeats_may_differ = false;
    world of(to_las(), strict);
    of.receive_lines(one_sitting);
    CHECK(of.word_for("sitting key=r1 test=rekenen day=2026-11-20 points=18 las.key=1001\n") == "conflict r1");
    of.run();
    CHECK(of.store.messages().size() == 1);
    CHECK(of.sender.all.size() == 1);
}

TEST_CASE("The same key from another school is another record") {
    settings::settings all = to_las();
    all.schools.push_back({"99YY", "Other school", {{std::string(model::scheme::brin), "99YY", {}}}, {}, {}});
    world of(all);
    CHECK(of.word_for(one_sitting) == "accepted r1");
    const auto other = of.receive("client code=klant name=Klant key=geheim\nschool brin=99YY\n" + one_sitting);
    REQUIRE(other.has_value());
    CHECK(other->body == "accepted r1");
    of.run();
    CHECK(of.sender.all.size() == 2);
}

TEST_CASE("Every destination of a route gets its own message") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las", "dashboard"});
    world of(all);
    of.receive_lines(one_sitting);
    of.run();
    CHECK(of.sender.to("las").size() == 1);
    CHECK(of.sender.to("dashboard").size() == 1);
}

// The policy: destinations are independent. One that fails is tried again by itself, the others are delivered, and the
// message shows the worst of its deliveries until a person or time solves it.
TEST_CASE("One destination that fails keeps nothing from the others") {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las", "dashboard"});
    world of(all);
    of.sender.answers = [](const recording_sender::sent& one) {
        return answered(one.destination == "las" ? 422 : 200);
    };
    of.receive_lines(one_sitting);
    of.run();
    CHECK(of.delivery_to("las").status == state::rejected);
    CHECK(of.delivery_to("dashboard").status == state::delivered);
    CHECK(of.store.messages().front().status == state::rejected);

    of.receive_lines("sitting key=r2 test=rekenen day=2026-11-20 points=3 las.key=1001\n");
    of.run();
    CHECK(of.sender.to("dashboard").size() == 2);
    CHECK(of.sender.to("las").size() == 2); // a rejected message does not stop the pupil's next one
}

TEST_CASE("What the receiver's standard cannot say is held with its reason, the rest goes") {
    world of(to_las());
    CHECK(
        of.word_for(one_sitting + "sitting key=r2 test=rekenen day=2026-11-20 points=101 las.key=1002\n") ==
        "accepted r1 r2"
    );
    of.run();
    CHECK(of.sender.all.size() == 1);
    const auto kept = of.deliveries();
    REQUIRE(kept.size() == 2);
    CHECK(kept[0].status == state::delivered);
    CHECK(kept[1].status == state::held);
    CHECK(kept[1].reason == "toy.points");
    CHECK(kept[1].records == 1);
    CHECK(of.store.messages().front().status == state::held);
    CHECK(of.store.messages().front().report.find("toy.points") != std::string::npos);
}

TEST_CASE("A route without destinations drops on purpose") {
    settings::settings all = usual_settings();
    add_route(all, "nobody", {});
    world of(all);
    CHECK(of.word_for(one_sitting) == "accepted r1");
    of.run();
    CHECK(of.store.messages().front().status == state::accepted);
    CHECK(of.sender.all.empty());
}

TEST_CASE("A reload holds for what comes after it") {
    world of(to_las());
    of.receive_lines(one_sitting);
    settings::settings next = usual_settings();
    add_route(next, "results", {"dashboard"});
    of.apply(next);
    of.receive_lines("sitting key=r2 test=rekenen day=2026-11-20 points=3 las.key=1001\n");
    of.run();
    CHECK(of.sender.to("las").size() == 1); // was planned before
    CHECK(of.sender.to("dashboard").size() == 1);
}
