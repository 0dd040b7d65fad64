// A message with learning goals on its way to receivers that read other frameworks: who gets which goal, and what the
// loss report tells of it.
#include "gateway/codec/json_document.hpp"
#include "tests/pipeline/world.hpp"
#include "tests/unit/mapping_goals/small_world.hpp"

using namespace schakel;
using test::world;
namespace m = schakel::model::goals;

namespace {

// Goals of publisher A, the school's framework B, and a crosswalk of relations between them.
pipeline::goal_graph_in_force published() {
    small_world::world of;
    of.goal("A#1", "equal", "De leerling telt tot tien");
    of.goal("A#1", "wider");
    of.goal("A#1", "smaller");
    of.goal("A#1", "gone").state = m::goal_state::deprecated;
    for (const char* goal : {"b-equal", "b-part", "b-whole"}) of.goal("B#1", goal);
    of.set("crosswalk#3").author = "Werkgroep rekenen";
    of.edge("crosswalk#3", "equal", m::relation::exact, "b-equal");
    of.edge("crosswalk#3", "wider", m::relation::broader, "b-part");
    of.edge("crosswalk#3", "smaller", m::relation::narrower, "b-whole");
    return of.graph();
}

settings::settings with_wish(const char* framework) {
    settings::settings all = test::usual_settings();
    test::add_route(all, "alles", {"las"});
    test::system_of(all, "las").send->goals.emplace().framework = framework;
    return all;
}

struct sent {
    std::string body, loss;
};

sent send(world& in, const std::string& rest) {
    in.receive_lines("assessment id=rekenen\nsitting key=r1 test=rekenen day=2026-11-20 points=7 las.key=1001 " + rest);
    return {in.delivery_to("las").body, in.delivery_to("las").loss};
}

sent send(const std::string& rest, settings::settings all = with_wish("B")) {
    world in(std::move(all));
    in.goals = published();
    return send(in, rest);
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a result on an equal goal arrives as one on the receiver's goal, and the loss report tells how") {
    const sent out = send("goal=equal");
    CHECK(has(out.body, " goal=b-equal outcome=exact original=equal"));
    CHECK(has(out.loss, "exact: translated to b-equal of B"));
    findings ignored;
    const auto loss = json::document::parse(out.loss, {}, ignored);
    REQUIRE(loss);
    const json::value told = loss->root().member("goals").first_child();
    CHECK(told.member("reference").text() == "equal");
    CHECK(told.member("as_of").text() == "2026-11-20");
    CHECK(told.member("statements").first_child().text() == "r1");
    const json::value record = told.member("record");
    CHECK(record.member("outcome").text() == "exact");
    CHECK(record.member("target").member("id").text() == "b-equal");
    CHECK(record.member("path").first_child().member("author").text() == "Werkgroep rekenen");
    CHECK(record.member("path").first_child().member("version").text() == "3");
    CHECK(record.member("sources").first_child().text() == "crosswalk#3");
    CHECK(has(std::string(record.member("explanation").member("nl").text()), "De leerling telt tot tien"));
}

TEST_CASE("a score does not go along an inclusion: the receiver sees the sender's goal and the outcome") {
    CHECK(has(send("goal=wider").body, " goal=wider outcome=refused"));
    CHECK(has(send("goal=wider").loss, "score-stays"));
    CHECK(has(send("goal=smaller").body, " goal=smaller outcome=contributes"));
    CHECK(has(send("goal=smaller passed=yes").body, " goal=smaller outcome=contributes"));
}

TEST_CASE("goals that nobody defined and goals that lead nowhere are told and change nothing else") {
    const sent unknown = send("goal=never");
    CHECK(has(unknown.body, " points=7 goal=never outcome=unknown"));
    CHECK(has(unknown.loss, "unknown-goal"));
    CHECK(has(send("goal=gone").body, " goal=gone outcome=withdrawn"));
    CHECK(has(send("goal=equal", with_wish("C")).body, " goal=equal outcome=refused"));
    CHECK(has(send("goal=equal", with_wish("C")).loss, "unknown-framework"));
}

TEST_CASE("before anything was imported every goal is unknown, and the result still arrives") {
    world in(with_wish("B"));
    CHECK(has(send(in, "goal=equal").body, " goal=equal outcome=unknown"));
}

TEST_CASE("nobody asked: references travel as they came, and the loss report has no word on frameworks") {
    settings::settings all = test::usual_settings();
    test::add_route(all, "alles", {"las"});
    const sent out = send("goal=equal", all);
    CHECK(has(out.body, " goal=equal"));
    CHECK_FALSE(has(out.body, "outcome="));
    CHECK_FALSE(has(out.loss, "\"goals\""));
    CHECK_FALSE(has(send("").loss, "\"goals\""));
}

TEST_CASE("what a route asks wins over what its destination asks") {
    settings::settings all = with_wish("C");
    all.routes.front().goals.emplace().framework = "B";
    CHECK(has(send("goal=equal", all).body, " goal=b-equal outcome=exact"));
}

TEST_CASE("the policy that is named decides, and is named in the account") {
    settings::settings all = with_wish("B");
    settings::goal_policy& careful = all.goal_policies.emplace_back();
    careful.name = "gekeurd";
    careful.reviewed_only = true;
    test::system_of(all, "las").send->goals->policy = "gekeurd";
    const sent out = send("goal=equal", all);
    CHECK(has(out.body, " goal=equal outcome=refused"));
    CHECK(has(out.loss, "\"policy\":\"gekeurd\""));
}

TEST_CASE("the same message twice has the same account of goals, byte for byte") {
    CHECK(send("goal=equal").loss == send("goal=equal").loss);
}
