// A gateway without sockets: a store in a folder of its own, a configuration with two toy systems, and the admin hooks.
#pragma once

#include "gateway/admin/admin_api.hpp"
#include "gateway/core/id.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/small_configuration.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/test_adapter.hpp"

#include <fstream>
#include <future>
#include <stdexcept>

namespace schakel::test {

inline constexpr std::string_view admin_token = "token-of-the-tests";

class admin_bench {
public:
    admin_bench() {
        adapters.add(make_toy_adapter());
        std::ofstream(folder.file("schakel.toml")) << small_configuration << routes;
        const settings::known_standards known{{"toy-1.0", {true, true, {}, {}, {}}}};
        settings::loaded read = settings::load(folder.file("schakel.toml"), known);
        for (const settings::fault& one : read.faults) throw std::runtime_error(one.key + " " + one.message);
        configuration = *pipeline::configuration::create(std::move(read.settings), adapters, time);
        store = std::move(*outbox::open_sqlite_store({.path = folder.file("schakel.db")}, time));
        listen(nullptr, nullptr);
    }

    void listen(
        roster::roster_store* rosters, pipeline::sync_runner* syncs, std::optional<admin::goal_services> goals = {}
    ) {
        hooks = admin::admin_hooks(
            {.adapters = adapters,
             .store = *store,
             .flow = {*store, time, log, [] {}, &counts},
             .deliveries = deliveries,
             .transport = transport,
             .time = time,
             .in_force = [this] { return configuration; },
             .reload = [this] { return reload_answer; },
             .stopping = [this] { return stopping; },
             .last_reload = [this] { return last_reload; },
             .token = std::string(admin_token),
             .version = "0.0.0",
             .started = time.now(),
             .destinations = [this] { return destinations; },
             .hash_of_files = [this] { return hash_of_files.empty() ? configuration->settings().hash : hash_of_files; },
             .questions = nullptr,
             .rosters = rosters,
             .syncs = syncs,
             .goals = goals,
             .launches = plane,
             .answers = answers,
             .replays = replays,
             .work = work}
        );
    }

    // As a listener would: admit, then handle.
    transport::http_response ask(transport::http_request request) {
        if (auto refused = hooks.admit(request)) return *refused;
        std::promise<transport::http_response> said;
        auto answer = said.get_future();
        hooks.handle(std::move(request), transport::responder([&](transport::http_response told) {
                         said.set_value(std::move(told));
                     }));
        return answer.get();
    }

    static transport::http_request call(std::string method, std::string path, std::string body = {}) {
        transport::http_request request;
        request.method = std::move(method);
        const std::size_t question = std::min(path.find('?'), path.size());
        request.target = path;
        request.path = path.substr(0, question);
        request.query = path.substr(std::min(question + 1, path.size()));
        request.headers.add("Authorization", "Bearer " + std::string(admin_token));
        if (!body.empty()) {
            request.headers.add("Content-Type", "application/json");
            request.headers.add("Content-Length", std::to_string(body.size()));
        }
        request.body = std::move(body);
        return request;
    }

    transport::http_response get(std::string path) { return ask(call("GET", std::move(path))); }
    transport::http_response post(std::string path, std::string body = {}) {
        return ask(call("POST", std::move(path), std::move(body)));
    }

    // A message of "toets" that was accepted, and goes to nobody.
    std::string stored_message() {
        outbox::acceptance what;
        what.message.id = new_id(time);
        what.message.standard = "toy-1.0";
        what.message.sender = "toets";
        what.message.school = "99XX00";
        what.message.listener = "data";
        what.message.method = "POST";
        what.message.content_type = "text/plain";
        what.message.received_at = time.now();
        what.message.body = "client code=klant name=Klant key=geheim\nschool brin=99XX\n"
                            "sitting key=r1 test=rekenen day=2026-11-20 points=17 las.key=1001\n";
        what.audit = {time.now(), "system:toets", "message.accepted", what.message.id, ""};
        const std::string id = what.message.id;
        std::promise<void> stored;
        store->commit(std::move(what), [&](const outbox::commit_outcome&) { stored.set_value(); });
        stored.get_future().wait();
        return id;
    }

    static constexpr std::string_view routes = R"([[route]]
name = "scores"
priority = 10
from = "toets"
to = "las"
[[route]]
name = "rest"
priority = 1
to = []
[[route]]
name = "rekenen"
priority = 20
subject = "rekenen"
to = "las"
)";

    fake_clock time;
    temporary_folder folder;
    adapter_registry adapters;
    logger log{stderr, time, log_level::error};
    std::shared_ptr<const pipeline::configuration> configuration;
    std::unique_ptr<outbox::store> store;
    pipeline::exchange_counts counts;
    pipeline::delivery_counts deliveries;
    transport::transport_metrics transport;
    admin::reload_result reload_answer{true, "applied", {}};
    std::optional<admin::last_reload> last_reload;
    bool stopping = false;
    std::vector<pipeline::destination_state> destinations;
    std::string hash_of_files; // empty: as applied
    std::optional<admin::launch_plane> plane;
    pipeline::kept_answers* answers = nullptr;
    pipeline::replay_runs* replays = nullptr;
    std::function<void(std::function<void()>)> work = [](const std::function<void()>& task) { task(); };
    transport::listener_hooks hooks;
};

} // namespace schakel::test
