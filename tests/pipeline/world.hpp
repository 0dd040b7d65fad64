// A gateway in memory: settings, store, sender and time as a test wants them, and no sockets, threads or sleeping.
#pragma once

#include "gateway/pipeline/deliver.hpp"
#include "gateway/pipeline/receive.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_store.hpp"
#include "tests/support/recording_sender.hpp"
#include "tests/support/test_adapter.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace schakel::test {

// One school (99XX), one sender "uitgever" (client code=klant name=Klant key=geheim), and the destinations "las" and
// "dashboard", which speak toy-1.0 and hear nothing until a route says so.
settings::settings usual_settings();
settings::route& add_route(
    settings::settings& to, const std::string& name, std::vector<std::string> destinations, std::int64_t priority = 10
);
settings::system& system_of(settings::settings& in, std::string_view id);

class world {
public:
    explicit world(settings::settings all, toy_options standard = {});
    ~world();

    // Sends a message in; the answer is there at once unless the store holds its answers.
    std::optional<reply>
    receive(const std::string& body, const std::string& authorization = {}, const header_fields& more = {});
    // Credentials and school of the usual settings, then these lines.
    std::optional<reply> receive_lines(const std::string& lines) {
        return receive("client code=klant name=Klant key=geheim\nschool brin=99XX\n" + lines);
    }
    std::string word_for(const std::string& lines) { return receive_lines(lines).value_or(reply{}).body; }

    void apply(settings::settings all);                // a reload
    void run(std::chrono::microseconds how_long = {}); // everything that is due within this time, timers included
    void run_to_the_end();                             // until nothing is planned any more

    pipeline::exchange_services services();
    std::vector<outbox::delivery> deliveries() { return store.deliveries(); }
    outbox::delivery delivery_to(std::string_view destination);

    fake_clock time;
    memory_store store{time};
    recording_sender sender{time};
    adapter_registry adapters;
    std::shared_ptr<const pipeline::configuration> in_force;
    pipeline::arrival where{"data", settings::listener::unrouted_policy::reject, {}};
    pipeline::goal_graph_in_force goals; // what is published
    double chance = 0.5;                 // no jitter
    std::shared_ptr<pipeline::delivery_flow> flow;

private:
    std::string standard_;
    std::FILE* nowhere_;
    logger log_;
    std::multiset<std::chrono::steady_clock::time_point> timers_;
};

} // namespace schakel::test
