// Goals that are fetched on a schedule or by order, with the real store and a source that answers as the test says.
#include "gateway/pipeline/goal_imports.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/toy_goals.hpp"

#include "gateway/codec/json_document.hpp"

#include <doctest/doctest.h>

#include <deque>

using namespace schakel;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view goals_2025 = "framework kader Rekenen\nrelease kader 2025\ngoal kader a kan tellen\n";
constexpr std::string_view goals_2026 = "framework kader Rekenen\nrelease kader 2026\ngoal kader a kan tellen\n"
                                        "goal kader b kan meten\n";

struct scripted_publisher final : pipeline::source_fetcher {
    std::deque<received_answer> answers;
    std::vector<outgoing> asked;

    void fetch(
        std::shared_ptr<const pipeline::configuration>, const settings::fetched_source&, const adapter&,
        std::string_view, outgoing request, std::function<void(received_answer)> done
    ) override {
        asked.push_back(std::move(request));
        received_answer next;
        next.status = 500;
        if (!answers.empty()) {
            next = answers.front();
            answers.pop_front();
        }
        done(std::move(next));
    }
    void will_answer(int status, std::string_view body = {}, header_fields headers = {}) {
        received_answer one;
        one.status = status;
        one.body = body;
        one.headers = std::move(headers);
        answers.push_back(std::move(one));
    }
};

struct fetching {
    test::fake_clock time;
    test::temporary_folder folder;
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, time, log_level::error};
    std::unique_ptr<outbox::store> store;
    std::unique_ptr<goals::goal_store> goals;
    std::unique_ptr<goals::live_graph> graph;
    adapter_registry adapters;
    scripted_publisher publisher;
    std::shared_ptr<const pipeline::configuration> in_force;
    std::unique_ptr<pipeline::goal_imports> imports;
    std::size_t swapped = 0;

    fetching() {
        adapters.add(test::make_toy_goals());
        settings::settings all;
        settings::goal_source& one = all.goal_sources.emplace_back();
        one.name = "uitgever";
        one.standard = test::toy_goals;
        one.url = "https://goals.example";
        one.every = 24h;
        in_force = *pipeline::configuration::create(std::move(all), adapters, time);
        open();
    }
    ~fetching() { std::fclose(nowhere); }

    // As after a restart.
    void open() {
        imports.reset();
        graph.reset();
        goals.reset();
        store.reset();
        store = std::move(*outbox::open_sqlite_store({.path = folder.file("store.db")}, time));
        goals = std::make_unique<goals::goal_store>(*store->goals(), time);
        graph = std::make_unique<goals::live_graph>(*goals, log);
        graph->start();
        imports = std::make_unique<pipeline::goal_imports>(pipeline::goal_imports::parts{
            .goals = *goals,
            .graph = *graph,
            .store = *store,
            .adapters = adapters,
            .time = time,
            .log = log,
            .in_force = [this] { return in_force; },
            .out = &publisher,
            .imported = [this](const goals::import_outcome&) { ++swapped; }});
    }

    // Everything that is due at this moment.
    std::size_t run() {
        imports->plan();
        std::size_t done = 0;
        while (imports->run_one()) ++done;
        return done;
    }
    json::document newest() const {
        const auto all = imports->tell();
        REQUIRE_FALSE(all.empty());
        findings ignored;
        return *json::document::parse(all.front(), {}, ignored);
    }
    std::string outcome() const { return std::string(newest().root().find("/outcome/what").text()); }
    std::size_t known() const { return graph->current() ? graph->current()->goal_count() : 0; }
};

} // namespace

TEST_CASE("goals are fetched at once when they never were, and then as often as is said") {
    fetching it;
    it.publisher.will_answer(200, goals_2025);
    CHECK(it.run() == 1);
    CHECK(it.outcome() == "published");
    CHECK(it.newest().root().member("way").text() == "fetch");
    CHECK(it.newest().root().member("actor").text() == "gateway");
    CHECK(it.known() == 1);
    CHECK(it.swapped == 1);
    CHECK(it.run() == 0);
    it.time.advance(23h);
    CHECK(it.run() == 0);
    it.time.advance(1h);
    it.publisher.will_answer(200, goals_2026);
    CHECK(it.run() == 1);
    CHECK(it.known() == 2);
}

TEST_CASE("a restart remembers what was fetched, and asks only for what changed since") {
    fetching it;
    it.publisher.will_answer(200, goals_2025, {{"ETag", "\"v1\""}});
    it.run();
    it.open();
    CHECK(it.run() == 0);
    it.time.advance(24h);
    it.publisher.will_answer(304);
    CHECK(it.run() == 1);
    CHECK(it.outcome() == "unchanged");
    CHECK(it.publisher.asked.at(0).headers.find("if-none-match").empty());
    CHECK(it.publisher.asked.at(1).headers.find("if-none-match") == "\"v1\"");
    CHECK(it.swapped == 1);
}

TEST_CASE("the same goals under the name of another release bring nothing") {
    fetching it;
    it.publisher.will_answer(200, goals_2025);
    it.run();
    it.time.advance(24h);
    it.publisher.will_answer(200, "framework kader Rekenen\nrelease kader 2025-nieuw\ngoal kader a kan tellen\n");
    it.run();
    CHECK(it.outcome() == "unchanged");
    CHECK(it.goals->owners().size() == 1);
}

TEST_CASE("an interrupted fetch is tried again soon, and what was imported stays") {
    fetching it;
    it.publisher.will_answer(200, goals_2025);
    it.run();
    it.time.advance(24h);
    it.publisher.will_answer(503);
    it.run();
    CHECK(it.outcome() == "interrupted");
    CHECK(it.known() == 1);
    CHECK(it.run() == 0);
    it.time.advance(1min);
    it.publisher.will_answer(200, goals_2026);
    CHECK(it.run() == 1);
    CHECK(it.known() == 2);
}

TEST_CASE("a fetch that fails is told with its reason and tried again when the next is due") {
    fetching it;
    it.publisher.will_answer(401);
    it.run();
    CHECK(it.outcome() == "failed");
    CHECK(it.newest().root().find("/outcome/reason").text() == "the credentials were refused");
    it.time.advance(1h);
    CHECK(it.run() == 0);
    it.time.advance(23h);
    it.publisher.will_answer(200, "framework kader Rekenen\nonzin\n");
    it.run();
    CHECK(it.outcome() == "failed");
    CHECK(it.newest().root().find("/outcome/findings/0/rule").text() == "toy.goal-line");
    CHECK(it.goals->newest() == 0);
}

TEST_CASE("pages are asked one after another") {
    fetching it;
    it.publisher.will_answer(200, std::string(goals_2025) + "next\n");
    it.publisher.will_answer(200, "goal kader b kan meten\n");
    it.run();
    CHECK(it.known() == 2);
    CHECK(it.publisher.asked.at(1).path == "/page/2");
}

TEST_CASE("a fetch is ordered") {
    fetching it;
    CHECK_FALSE(it.imports->fetch("niemand", "operator"));
    CHECK(it.imports->fetch("uitgever", "operator"));
    const auto again = it.imports->fetch("uitgever", "operator");
    REQUIRE_FALSE(again);
    CHECK(again.error().message == "a fetch from it is under way");
    it.publisher.will_answer(200, goals_2025);
    CHECK(it.run() == 1);
    CHECK(it.newest().root().member("actor").text() == "operator");
}
