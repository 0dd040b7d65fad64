// The chain query: each hop that can stand in the way is told first when it does, and nobody else is told anything.
#include "gateway/pipeline/access_why.hpp"

#include "gateway/core/id.hpp"
#include "gateway/mapping/identity_map.hpp"
#include "gateway/pipeline/stored_keys.hpp"
#include "gateway/roster/memory_roster.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_launch_rows.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_adapter.hpp"

#include <doctest/doctest.h>

#include <fstream>

namespace {

using namespace schakel;
using pipeline::why_verdict;

constexpr std::string_view text = R"([gateway]
data_directory = "data"
[[listener]]
name = "in"
address = "127.0.0.1:8080"
[[school]]
id = "de-akker"
brin = "99XX"
[[school]]
id = "de-weide"
brin = "99YY"
[[system]]
id = "elo"
[system.launch_from]
standard = "toy-1.0"
issuer = "https://elo.example"
[[system]]
id = "uitgever"
name = "Uitgeverij Voorbeeld"
[system.launch_to]
standard = "toy-1.0"
issuer = "https://gateway.example"
pseudonym_key = "een sleutel die niemand raadt"
[[launch]]
name = "rekenen"
from = "elo"
product = "9789012345678"
to = "uitgever"
[[launch]]
name = "lezen"
from = "elo"
product = "9789000000001"
entitlement = "not-checked"
to = "uitgever"
[[launch]]
name = "bekenden"
from = "elo"
product = "9789000000002"
person = "known"
to = "uitgever"
)";

constexpr std::string_view eckid = "https://ketenid.nl/201703/aaaabbbbccccddddaaaabbbbccccdddd";

struct answering_check final : entitlement::access_check {
    entitlement::access_reason why = entitlement::access_reason::entitled;
    mutable entitlement::access_question last;
    entitlement::access_answer may_open(const entitlement::access_question& asked) const override {
        last = asked;
        entitlement::decisive_record by;
        by.id = "recht-1";
        by.source = "distributeur";
        return {entitlement::verdict_of(why), why, std::move(by), 1};
    }
};

struct chain {
    test::fake_clock time;
    test::temporary_folder folder;
    adapter_registry adapters;
    std::shared_ptr<const pipeline::configuration> in_force;
    test::memory_launch_rows launches;
    test::memory_store messages{time};
    std::shared_ptr<roster::memory_roster> roster;
    answering_check entitlements;

    chain() {
        adapters.add(test::make_toy_adapter());
        std::ofstream(folder.file("schakel.toml")) << text;
        settings::known_standards known;
        settings::known_standard& toy = known["toy-1.0"];
        toy.receives = toy.sends = toy.launches_from = toy.launches_to = true;
        settings::loaded read = settings::load(folder.file("schakel.toml"), known);
        for (const settings::fault& one : read.faults) FAIL_CHECK(one.key << " " << one.message);
        auto made = pipeline::configuration::create(std::move(read.settings), adapters, time);
        REQUIRE(made);
        in_force = *made;
    }

    void enrol(bool left = false) {
        model::roster::person pupil;
        pupil.id = "leerling-7";
        pupil.family_name = "Zwaluwstaart";
        pupil.ids = {{std::string(model::scheme::eckid), std::string(eckid), {}}};
        pupil.ended = left;
        roster = std::make_shared<roster::memory_roster>();
        roster->add(model::roster::record(std::move(pupil)));
    }

    void launch(
        launch::hop reached, std::string outcome, std::string reason = {}, std::string person = std::string(eckid),
        std::string school = "de-akker"
    ) {
        launch::attempt one;
        one.trace = new_id(time);
        one.began = one.changed = time.now();
        one.school = std::move(school);
        one.product = reached == launch::hop::school ? "9789000000002" : "9789012345678";
        one.source = "elo";
        one.persons = {std::move(person)};
        one.reached = reached;
        one.outcome = std::move(outcome);
        one.reason = std::move(reason);
        REQUIRE(launches.keep({{}, {launch::to_row(one)}, {}}));
    }

    pipeline::why_answer ask(std::string person, std::string product = "9789012345678", std::string school = {}) {
        const auto rosters = [this](std::string_view which) -> std::shared_ptr<const roster_view> {
            return which == "de-akker" ? roster : nullptr;
        };
        return pipeline::access_why(
            {std::move(person), std::move(product), std::move(school)},
            {*in_force, launches, messages, rosters, entitlements, time}
        );
    }
};

std::string code_of(const pipeline::why_answer& told, std::string_view hop) {
    for (const pipeline::why_hop& one : told.hops)
        if (one.name == hop) return one.code;
    return "-";
}

std::string first_failed(const pipeline::why_answer& told) {
    const pipeline::why_hop* failed = told.first_failed();
    return failed ? failed->code : std::string("-");
}

void has_both_languages(const pipeline::why_answer& told) {
    for (const pipeline::why_hop& one : told.hops) {
        CHECK_FALSE(one.found.nl.empty());
        CHECK_FALSE(one.found.en.empty());
        CHECK(one.next.nl.empty() == one.next.en.empty());
        if (one.what == why_verdict::failed) CHECK_FALSE(one.next.nl.empty());
    }
}

TEST_CASE("a pseudonym that nobody knows is the first thing that stands in the way") {
    chain on;
    on.enrol();
    const auto told = on.ask("who-is-this");
    CHECK(first_failed(told) == "identity.unknown");
    CHECK(told.school.empty());
    CHECK(told.hops.size() == 1);
    has_both_languages(told);
}

TEST_CASE("a pupil who is enrolled, has a route and a licence, and opened the material: nothing stands in the way") {
    chain on;
    on.enrol();
    on.launch(launch::hop::opened, "opened");
    const auto told = on.ask(std::string(eckid));
    CHECK(first_failed(told) == "-");
    CHECK(told.school == "de-akker");
    CHECK(code_of(told, "identity") == "identity.known");
    CHECK(code_of(told, "roster") == "roster.without-groups");
    CHECK(code_of(told, "route") == "route.found");
    CHECK(code_of(told, "entitlement") == "entitlement.entitled");
    CHECK(code_of(told, "launch") == "launch.opened");
    CHECK(told.attempts.size() == 1);
    has_both_languages(told);
}

TEST_CASE("no name and no other identifier of the person is told") {
    chain on;
    on.enrol();
    on.launch(launch::hop::routed, "launch.not-entitled", "no licence");
    const auto told = on.ask(std::string(eckid));
    for (const pipeline::why_hop& one : told.hops)
        for (const std::string* text_told : {&one.found.nl, &one.found.en, &one.next.nl, &one.next.en}) {
            CHECK(text_told->find("Zwaluwstaart") == std::string::npos);
            CHECK(text_told->find("leerling-7") == std::string::npos);
            CHECK(text_told->find("ketenid") == std::string::npos);
        }
}

TEST_CASE("who left the school is told so") {
    chain on;
    on.enrol(true);
    CHECK(first_failed(on.ask("leerling-7")) == "roster.left");
}

TEST_CASE("a product without a route is told with the condition that fails") {
    chain on;
    on.enrol();
    const auto told = on.ask(std::string(eckid), "9780000000000");
    CHECK(first_failed(told) == "route.none");
    CHECK(told.first_failed()->found.nl.find("rekenen: product") != std::string::npos);
    has_both_languages(told);
}

TEST_CASE("what the entitlement check says is told, with the record that decided") {
    chain on;
    on.enrol();
    on.entitlements.why = entitlement::access_reason::expired;
    const auto told = on.ask(std::string(eckid));
    CHECK(first_failed(told) == "entitlement.expired");
    CHECK(told.first_failed()->found.en.find("recht-1") != std::string::npos);
    CHECK(on.entitlements.last.school == "de-akker");
    CHECK(model::value_of(on.entitlements.last.person, model::scheme::eckid) == eckid);
    CHECK(code_of(on.ask(std::string(eckid), "9789000000001"), "entitlement") == "entitlement.not-checked");
}

TEST_CASE("a refused launch is told with its code and reason, after the hops before it") {
    chain on;
    on.enrol();
    on.launch(launch::hop::opened, "opened");
    on.time.advance(1min);
    on.launch(launch::hop::entitled, "launch.peer-silent", "the key set of the publisher could not be had");
    const auto told = on.ask(std::string(eckid));
    CHECK(first_failed(told) == "launch.peer-silent");
    CHECK(told.first_failed()->found.en.find("the key set of the publisher could not be had") != std::string::npos);
    CHECK(told.attempts.size() == 2);
}

TEST_CASE("a browser that does not come back is told after some minutes") {
    chain on;
    on.enrol();
    on.launch(launch::hop::sent, "");
    CHECK(code_of(on.ask(std::string(eckid)), "launch") == "launch.under-way");
    on.time.advance(11min);
    CHECK(first_failed(on.ask(std::string(eckid))) == "launch.stopped");
}

TEST_CASE("without a roster the person is known by launches, and by the names that were made") {
    chain on;
    on.launch(launch::hop::opened, "opened");
    const auto told = on.ask(std::string(eckid));
    CHECK(code_of(told, "identity") == "identity.by-launches");
    CHECK(code_of(told, "roster") == "roster.none");
    CHECK(first_failed(told) == "-");

    const pipeline::stored_keys keys(on.messages);
    mapping::identity_map people("de-weide", &keys, nullptr);
    people.remember(
        {std::string(model::scheme::account), "pseudonym-7", "https://gateway.example"},
        {{std::string(model::scheme::las_key), "7", {}}}, "uitgever"
    );
    outbox::acceptance learnt;
    learnt.message.id = new_id(on.time);
    for (const mapping::new_key& one : people.added())
        learnt.new_keys.push_back({one.school, one.table, one.key, one.value});
    on.messages.commit(std::move(learnt), [](const outbox::commit_outcome&) {});
    const auto by_name = on.ask("pseudonym-7");
    CHECK(by_name.school == "de-weide");
    CHECK(code_of(by_name, "identity") == "identity.known");
    CHECK(code_of(by_name, "launch") == "launch.none");
}

TEST_CASE("a route for persons of the roster makes the roster what stands in the way") {
    chain on;
    on.launch(launch::hop::school, "launch.person-unknown");
    CHECK(code_of(on.ask(std::string(eckid), "9789000000002"), "roster") == "roster.none");
    CHECK(first_failed(on.ask(std::string(eckid), "9789000000002", "de-akker")) == "roster.none");
    on.enrol();
    on.launch(launch::hop::school, "launch.person-unknown", {}, "somebody else");
    const auto told = on.ask("somebody else", "9789000000002", "de-akker");
    CHECK(first_failed(told) == "roster.missing");
    has_both_languages(told);
}

TEST_CASE("who is called the same at another school is somebody else") {
    chain on;
    on.enrol();
    on.launch(launch::hop::opened, "opened");
    on.launch(launch::hop::routed, "launch.not-entitled", {}, std::string(eckid), "de-weide");
    const auto told = on.ask(std::string(eckid));
    CHECK(told.school == "de-akker");
    REQUIRE(told.attempts.size() == 1);
    CHECK(told.attempts.front().outcome == "opened");
}

TEST_CASE("of somebody whom nothing else names, the pseudonym itself is asked for") {
    chain on;
    on.launch(launch::hop::routed, "launch.not-entitled");
    on.ask(std::string(eckid));
    CHECK(model::value_of(on.entitlements.last.person, model::scheme::eckid) == eckid);
    CHECK(model::value_of(on.entitlements.last.person, model::scheme::las_key) == eckid);
}

TEST_CASE("a school that is named is the only one that is looked at") {
    chain on;
    on.enrol();
    CHECK(first_failed(on.ask(std::string(eckid), "9789012345678", "de-weide")) == "identity.unknown");
    CHECK(first_failed(on.ask(std::string(eckid), "9789012345678", "de-akker")) == "-");
}

} // namespace
