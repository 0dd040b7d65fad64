// Messages whose translated goals rest on what an import superseded, with the real store.
#include "gateway/pipeline/goal_recomputation.hpp"
#include "gateway/pipeline/goal_imports.hpp"
#include "tests/pipeline/world.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/toy_goals.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/core/id.hpp"

#include <future>

using namespace schakel;
using namespace schakel::test;

namespace {

std::string loss_with(const std::string& outcome, const std::string& target) {
    return R"({"goals":[{"reference":"a","statements":["r1"],"record":{"target":{"id":")" + target +
           R"("},"outcome":")" + outcome + R"(","permitted":"attained","relation":"EQ"}}]})";
}

constexpr std::string_view message_body = "client code=klant name=Klant key=geheim\nschool brin=99XX\n"
                                          "sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n";

settings::settings routed() {
    settings::settings all = usual_settings();
    add_route(all, "results", {"las", "dashboard"});
    return all;
}

struct recomputing {
    world of{routed()};
    temporary_folder folder;
    std::unique_ptr<outbox::store> store;
    std::unique_ptr<goals::goal_store> goals;
    std::unique_ptr<pipeline::goal_recomputation> subject;
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, of.time, log_level::error};

    recomputing() {
        store = std::move(*outbox::open_sqlite_store({.path = folder.file("store.db")}, of.time));
        goals = std::make_unique<goals::goal_store>(*store->goals(), of.time);
        subject = std::make_unique<pipeline::goal_recomputation>(pipeline::goal_recomputation::parts{
            .rows = *store->goals(),
            .goals = *goals,
            .flow = {*store, of.time, log, [] {}},
            .adapters = of.adapters,
            .in_force = [this] { return of.in_force; }});
    }
    ~recomputing() { std::fclose(nowhere); }

    // A message that went to the LAS, with a translated goal that rests on these sources.
    std::string bring(std::vector<std::string> sources, std::vector<std::string> unknown = {}) {
        outbox::acceptance what;
        what.message.id = new_id(of.time);
        what.message.standard = "toy-1.0";
        what.message.sender = "uitgever";
        what.message.school = "99XX";
        what.message.content_type = "text/plain";
        what.message.body = message_body;
        what.message.received_at = of.time.now();
        outbox::delivery& one = what.deliveries.emplace_back();
        one.id = new_id(of.time);
        one.message_id = what.message.id;
        one.route = "results";
        one.destination = "las";
        one.school = "99XX";
        one.standard = "toy-1.0";
        one.order_key = one.id;
        one.loss = loss_with("exact", "x");
        one.goal_sources = std::move(sources);
        one.unknown_goals = std::move(unknown);
        one.created_at = one.next_attempt = of.time.now();
        what.audit = {of.time.now(), "system:uitgever", "message.accepted", what.message.id, {}};
        std::promise<outbox::commit_outcome> stored;
        store->commit(what, [&](outbox::commit_outcome outcome) { stored.set_value(std::move(outcome)); });
        REQUIRE(stored.get_future().get().what == outbox::commit_outcome::kind::stored);
        return what.message.id;
    }
    json::document run(pipeline::recomputation_order what) {
        subject->order(std::move(what));
        while (subject->run_one()) {
        }
        findings ignored;
        return *json::document::parse(subject->tell(), {}, ignored);
    }
    std::size_t found(const std::string& source) {
        return store->goals()->uses({.all = source.empty(), .sources = {source}}).size();
    }
};

pipeline::recomputation_order of_source(const std::string& source, bool send = false) {
    pipeline::recomputation_order what{"ordered", "operator", {}, send};
    what.which.sources = {source};
    return what;
}

} // namespace

TEST_CASE("only what another outcome, target or claim makes of a record is a change") {
    const std::string before = loss_with("exact", "x");
    CHECK(pipeline::goal_changes(before, before).empty());
    std::string other_release = before;
    other_release.insert(other_release.find("\"outcome\""), R"("path":[{"source":"kader#2026"}],)");
    CHECK(pipeline::goal_changes(before, other_release).empty());
    const auto changed = pipeline::goal_changes(before, loss_with("revised", "y"));
    REQUIRE(changed.size() == 1);
    CHECK(changed[0].statement == "r1");
    CHECK(changed[0].goal == "a");
    CHECK(changed[0].before.at(0).target == "x");
    CHECK(changed[0].after.at(0).outcome == "revised");
    CHECK(pipeline::goal_changes(before, {}).at(0).after.empty());
    CHECK(pipeline::goal_changes({}, before).at(0).before.empty());
    CHECK(pipeline::goal_changes("no JSON", "{}").empty());
}

TEST_CASE("a run looks at what rests on a source and at nothing else, and reports") {
    recomputing it;
    const std::string mine = it.bring({"urn:set#1", "kader#2025"});
    it.bring({"urn:other#1", "kader#2025"});
    const auto told = it.run(of_source("urn:set#1"));
    const auto run = told.root().member("newest");
    CHECK(run.member("deliveries").integer() == 1);
    CHECK(run.member("changed").integer() == 1);
    CHECK(run.member("sent").integer() == 0);
    CHECK(run.find("/messages/0/message").text() == mine);
    CHECK(run.find("/messages/0/deliveries/0/destination").text() == "las");
    CHECK(run.find("/messages/0/deliveries/0/changes/0/goal").text() == "a");
    CHECK(it.store->list({}).messages.size() == 2);
    CHECK(it.found("urn:set#1") == 1); // to be found again: nobody acted on it
}

TEST_CASE("what changed is sent as a linked copy, once, to the destination that it concerns") {
    recomputing it;
    const std::string original = it.bring({"urn:set#1"});
    const auto told = it.run(of_source("urn:set#1", true));
    CHECK(told.root().find("/newest/sent").integer() == 1);
    const std::string copy(told.root().find("/newest/messages/0/copy").text());
    const auto shown = it.store->show(copy);
    REQUIRE(shown);
    CHECK(shown->message.replay_of == original);
    REQUIRE(shown->deliveries.size() == 1);
    CHECK(shown->deliveries[0].destination == "las");
    CHECK(it.found("urn:set#1") == 0);
    CHECK(it.run(of_source("urn:set#1", true)).root().find("/newest/deliveries").integer() == 0);
}

TEST_CASE("goals that led nowhere are looked at after every import") {
    recomputing it;
    it.bring({}, {"urn:uuid:onbekend"});
    it.bring({"kader#2025"});
    it.subject->after_import({.import = 1, .owners = {}});
    while (it.subject->run_one()) {
    }
    findings ignored;
    const auto told = *json::document::parse(it.subject->tell(), {}, ignored);
    CHECK(told.root().find("/newest/cause").text() == "import 1");
    CHECK(told.root().find("/newest/deliveries").integer() == 1);
}

TEST_CASE("a message that is not accepted any more is told, and nothing is sent for it") {
    recomputing it;
    it.bring({"urn:set#1"});
    it.of.apply(usual_settings());
    const auto told = it.run(of_source("urn:set#1", true));
    CHECK(told.root().find("/newest/failed").integer() == 1);
    CHECK(told.root().find("/newest/messages/0/problem").text() == "no route wants it");
    CHECK(it.store->list({}).messages.size() == 1);
}

TEST_CASE("many deliveries are looked at page by page") {
    recomputing it;
    for (int i = 0; i < 450; ++i) it.bring({"urn:set#1"});
    CHECK(it.run(of_source("urn:set#1")).root().find("/newest/deliveries").integer() == 450);
}

namespace {

// The same with goals that are really imported and translated.
struct translating : recomputing {
    std::unique_ptr<goals::live_graph> graph;
    std::unique_ptr<pipeline::goal_imports> imports;

    translating() {
        settings::settings all = usual_settings();
        add_route(all, "results", {"las"});
        system_of(all, "las").send->goals.emplace().framework = "ander";
        of.adapters.add(make_toy_goals());
        of.apply(std::move(all));
        graph = std::make_unique<goals::live_graph>(*goals, log);
        graph->start();
        subject = std::make_unique<pipeline::goal_recomputation>(pipeline::goal_recomputation::parts{
            .rows = *store->goals(), .goals = *goals, .flow = services(), .adapters = of.adapters, .in_force = [this] {
                return of.in_force;
            }});
        imports = std::make_unique<pipeline::goal_imports>(pipeline::goal_imports::parts{
            .goals = *goals,
            .graph = *graph,
            .store = *store,
            .adapters = of.adapters,
            .time = of.time,
            .log = log,
            .in_force = [this] { return of.in_force; },
            .imported = [this](const goals::import_outcome& what) { subject->after_import(what); }});
        import(
            "framework kader Rekenen\nrelease kader 2025 2025-01-01\ngoal kader a kan tellen\ngoal kader c kan meten\n"
        );
        import("framework ander Wiskunde\nrelease ander 1 2025-01-01\ngoal ander x telt\ngoal ander y telt door\n"
               "goal ander z meet\n");
        import("set urn:een 1 kader ander\nmaps a exact x\n");
        import("set urn:twee 1 kader ander\nmaps c exact z\n");
    }
    pipeline::exchange_services services() {
        return {*store, of.time, log, [] {}, nullptr, [this] { return graph->current(); }};
    }
    // Answers how the recomputation ended that followed.
    json::document import(const std::string& lines) {
        pipeline::goal_upload what;
        what.name = "test";
        what.bytes = lines;
        REQUIRE(imports->upload(std::move(what), "operator"));
        while (imports->run_one()) {
        }
        while (subject->run_one()) {
        }
        findings ignored;
        return *json::document::parse(subject->tell(), {}, ignored);
    }
    // A result on this goal; the id of its message.
    std::string receive(const std::string& goal) {
        exchange in;
        in.id = new_id(of.time);
        in.standard = "toy-1.0";
        in.method = "POST";
        in.headers.set("Content-Type", "text/plain");
        in.body = "client code=klant name=Klant key=geheim\nschool brin=99XX\nassessment id=rekenen\nsitting key=r-" +
                  goal + " test=rekenen day=2026-11-20 points=7 las.key=1001 goal=" + goal + "\n";
        in.received_at = of.time.now();
        const std::string id = in.id;
        std::promise<void> answered;
        pipeline::process(
            std::move(in), *of.adapters.find("toy-1.0"), of.where, of.in_force, services(),
            [&](const reply&) { answered.set_value(); }
        );
        answered.get_future().wait();
        return id;
    }
};

} // namespace

TEST_CASE("another version of a mapping set changes exactly what was translated with it (B9.7)") {
    translating it;
    const std::string mine = it.receive("a"), other = it.receive("c");
    const auto told = it.import("set urn:een 2 kader ander\nmaps a exact y\n");
    const auto run = told.root().member("newest");
    CHECK(run.member("deliveries").integer() == 2);
    CHECK(run.member("changed").integer() == 1);
    CHECK(run.find("/messages/0/message").text() == mine);
    CHECK(run.find("/messages/0/deliveries/0/changes/0/before/0/target").text() == "x");
    CHECK(run.find("/messages/0/deliveries/0/changes/0/after/0/target").text() == "y");
    const auto again = it.import("set urn:twee 2 kader ander\nmaps c exact z\n");
    CHECK(again.root().find("/newest/changed").integer() == 1); // that of before, on which nobody acted
    CHECK(it.found("urn:twee#2") == 1);
    CHECK(it.found("urn:twee#1") == 0); // the same is said of it, on the newer version
}

TEST_CASE("a goal that nobody defined is tried again when it was imported (B5)") {
    translating it;
    const std::string mine = it.receive("later");
    CHECK(
        it.import("framework derde Derde\nrelease derde 1\ngoal derde d iets\n")
            .root()
            .find("/newest/changed")
            .integer() == 0
    );
    it.import(
        "framework kader Rekenen\nrelease kader 2026 2026-01-01\ngoal kader a kan tellen\ngoal kader c kan meten\n"
        "goal kader later kan wegen\n"
    );
    const auto told = it.import("set urn:drie 1 kader ander\nmaps later exact z\n");
    CHECK(told.root().find("/newest/messages/0/message").text() == mine);
    CHECK(told.root().find("/newest/messages/0/deliveries/0/changes/0/after/0/target").text() == "z");
}

TEST_CASE("with recompute = \"send\" the copy carries the new goal") {
    translating it;
    it.receive("a");
    settings::settings all = it.of.in_force->settings();
    all.goals.recompute = settings::recomputation::send;
    it.of.apply(std::move(all));
    const auto told = it.import("set urn:een 2 kader ander\nmaps a exact y\n");
    const std::string copy(told.root().find("/newest/messages/0/copy").text());
    REQUIRE_FALSE(copy.empty());
    const auto shown = it.store->show(copy);
    REQUIRE(shown);
    CHECK(shown->deliveries.at(0).body.find("goal=y") != std::string::npos);
    CHECK(it.import("set urn:een 3 kader ander\nmaps a exact y\n").root().find("/newest/sent").integer() == 0);
}
