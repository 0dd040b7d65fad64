// Schemas of a partner: they hold for messages of one system, come into force with a configuration, and keep one that
// cannot be used from coming into force.
#include "gateway/pipeline/replay.hpp"
#include "tests/pipeline/world.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fstream>

using namespace schakel;
using namespace schakel::test;

namespace {

const std::string moods = "mood how=happy\nsitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n";
const std::string of_other = "client code=ander name=Ander key=geheim2\nschool brin=99XX\n" + moods;

class agreement {
public:
    agreement() { say("mood\n"); }

    std::string file() const { return folder_.file("words.txt"); }
    void say(std::string_view words) const { std::ofstream(file(), std::ios::binary) << words; }

    // Two senders; the first has the schema.
    settings::settings settings() const {
        settings::settings all = usual_settings();
        settings::receiving& first = *system_of(all, "uitgever").receive;
        first.schemas = {file()};
        first.schemas_where = {"schakel.toml", 7, 1};
        settings::system other = system_of(all, "uitgever");
        other.id = "ander";
        other.receive->client_code = "ander";
        other.receive->client_name = "Ander";
        other.receive->keys = {{"geheim2", {}, {}}};
        other.receive->schemas.clear();
        all.systems.push_back(std::move(other));
        add_route(all, "results", {"las"});
        return all;
    }

private:
    temporary_folder folder_;
};

toy_options open_to_partners() {
    toy_options standard;
    standard.takes_partner_schemas = true;
    return standard;
}

} // namespace

TEST_CASE("Schemas of a partner hold for its messages and for nobody else's") {
    const agreement agreed;
    world of(agreed.settings(), open_to_partners());
    CHECK(of.word_for(moods) == "accepted r1");
    CHECK(of.receive(of_other).value_or(reply{}).body == "invalid toy.word");
}

TEST_CASE("Without the schema the same message is refused") {
    const agreement agreed;
    settings::settings all = agreed.settings();
    system_of(all, "uitgever").receive->schemas.clear();
    world of(std::move(all), open_to_partners());
    CHECK(of.word_for(moods) == "invalid toy.word");
}

TEST_CASE("A schema that is refused keeps the configuration from coming into force and is told with its place") {
    const agreement agreed;
    world of(agreed.settings(), open_to_partners());
    agreed.say("mood\n!\n");
    const auto made = pipeline::configuration::create(agreed.settings(), of.adapters, of.time);
    REQUIRE_FALSE(made.has_value());
    REQUIRE(made.error().faults.size() == 1);
    const settings::fault& told = made.error().faults.front();
    CHECK(told.id == "config.schema");
    CHECK(told.where.file == agreed.file());
    CHECK(told.where.line == 2);
    CHECK(told.message.find("uitgever") != std::string::npos);
    CHECK(told.message.find("schakel.toml:7") != std::string::npos);
    CHECK(told.message.find("invalid schema") != std::string::npos);
    CHECK(of.word_for(moods) == "accepted r1"); // the former one holds
}

TEST_CASE("A schema that cannot be read is told with its place in the configuration") {
    const agreement agreed;
    settings::settings all = agreed.settings();
    system_of(all, "uitgever").receive->schemas = {agreed.file() + ".gone"};
    adapter_registry adapters;
    adapters.add(make_toy_adapter(open_to_partners()));
    const auto made = pipeline::configuration::create(all, adapters, fake_clock());
    REQUIRE_FALSE(made.has_value());
    REQUIRE(made.error().faults.size() == 1);
    CHECK(made.error().faults.front().id == "config.file");
    CHECK(made.error().faults.front().where.line == 7);
}

TEST_CASE("A reload takes over what the files say then") {
    const agreement agreed;
    world of(agreed.settings(), open_to_partners());
    agreed.say("weather\n");
    CHECK(of.word_for(moods) == "accepted r1");
    of.apply(agreed.settings());
    CHECK(of.word_for(moods) == "invalid toy.word");
}

TEST_CASE("An answer that comes after a reload is still written by the adapter that read the message") {
    const agreement agreed;
    world of(agreed.settings(), open_to_partners());
    of.store.hold_answers();
    CHECK_FALSE(of.receive_lines(moods).has_value());
    of.apply(usual_settings());
    of.store.answer_all();
    CHECK(of.store.messages().size() == 1);
}

TEST_CASE("A message of a partner can be replayed") {
    const agreement agreed;
    world of(agreed.settings(), open_to_partners());
    of.word_for(moods);
    of.run();
    std::optional<pipeline::replay_outcome> told;
    pipeline::replay(
        {of.store.messages().at(0).id}, of.adapters, of.in_force, of.services(), {},
        [&](pipeline::replay_outcome outcome) { told = std::move(outcome); }
    );
    REQUIRE(told.has_value());
    CHECK(told->problem.empty());
    CHECK(told->deliveries == 1);
}
