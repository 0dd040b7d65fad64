// The sync flow with a toy standard, a source that answers as the test says, and the real store; on one thread.
#pragma once

#include "gateway/pipeline/sync.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/toy_roster.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace schakel::pipeline {

struct scripted_source final : roster_fetcher {
    std::deque<received_answer> answers;
    std::vector<std::string> asked;

    void fetch(
        std::shared_ptr<const configuration>, const settings::system&, const adapter&, std::string_view,
        outgoing request, std::function<void(received_answer)> done
    ) override {
        asked.push_back(request.path);
        received_answer next;
        next.status = 500;
        if (!answers.empty()) {
            next = answers.front();
            answers.pop_front();
        }
        done(std::move(next));
    }
    void will_answer(int status, std::string body = {}, header_fields headers = {}) {
        received_answer one;
        one.status = status;
        one.body = std::move(body);
        one.headers = std::move(headers);
        answers.push_back(std::move(one));
    }
};

inline std::string pupils(std::size_t from, std::size_t to) {
    std::string lines = "school brin=99XX\n";
    for (std::size_t i = from; i < to; ++i) lines += "pupil p" + std::to_string(1000 + i) + " Testleerling\n";
    return lines;
}

struct sync_world {
    test::fake_clock time;
    test::temporary_folder folder;
    std::FILE* nowhere = std::fopen("/dev/null", "w");
    logger log{nowhere, time};
    std::unique_ptr<outbox::store> store;
    std::unique_ptr<roster::roster_store> rosters;
    adapter_registry adapters;
    scripted_source source;
    settings::settings all;
    std::shared_ptr<const configuration> in_force;
    std::unique_ptr<sync_runner> runner;

    std::string vfs; // SQLite's file layer

    explicit sync_world(std::string file_layer = {}) : vfs(std::move(file_layer)) {
        open();
        adapters.add(test::make_toy_roster());
        settings::school& school = all.schools.emplace_back();
        school.id = "de-akker";
        school.identifiers = {{"brin", "99XX", {}}};
        settings::system& las = all.systems.emplace_back();
        las.id = "las";
        las.roster.emplace();
        las.roster->standard = test::toy_roster;
        las.roster->url = "https://las.example";
        las.roster->every = 24h;
    }
    ~sync_world() { std::fclose(nowhere); }

    void open() {
        auto opened = outbox::open_sqlite_store({.path = folder.file("store.db"), .vfs = vfs}, time);
        REQUIRE(opened);
        store = std::move(*opened);
        rosters = std::make_unique<roster::roster_store>(*store->rosters(), time);
    }
    // As when the gateway ends.
    void close() {
        runner.reset();
        rosters.reset();
        store.reset();
    }
    intake_services intake() { return {*rosters, *store, time, log}; }
    sync_runner& run() {
        if (runner) return *runner;
        auto made = configuration::create(all, adapters, time);
        REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
        in_force = *made;
        runner =
            std::make_unique<sync_runner>(sync_runner::parts{intake(), adapters, source, [this] { return in_force; }});
        return *runner;
    }
    // Everything that is due at this moment; the newest sync.
    sync_status work() {
        run().plan();
        while (run().run_one()) {
        }
        REQUIRE_FALSE(run().list().empty());
        return run().list().front();
    }
    std::size_t published() {
        const auto view = rosters->current("de-akker");
        return view ? view->count(model::roster::record_kind::person) : 0;
    }
};

} // namespace schakel::pipeline
