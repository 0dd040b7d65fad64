// Replays of many messages, by order of an operator: looked at and counted before they begin, carried out one message
// after another at a pace that spares the receivers, told while they run, stopped at any moment.
//
// A run has a name. Each copy is ordered under that name (request_key.hpp), so a run that was stopped, that the gateway
// did not live to end, or that is ordered twice, copies nothing twice when it is ordered again under its name within 24
// hours. Originals stay as they are.
#pragma once

#include "gateway/codec/json_writer.hpp"
#include "gateway/pipeline/replay.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace schakel::pipeline {

struct replay_order {
    std::string run;                   // its name
    std::vector<std::string> messages; // ids, in the order of replaying; none: those that the filter finds
    outbox::message_filter filter;
    replay_choice to;
    std::uint32_t per_minute = 0; // deliveries by one route; 0: as fast as they are stored
};

// What an order comes to, before it begins.
struct replay_selection {
    std::vector<std::string> ready;
    std::vector<std::string> without_body; // stored bytes are damaged
    std::size_t replayed_before = 0;       // of those that are ready
    std::size_t all() const { return ready.size() + without_body.size(); }
};

struct replayed_message {
    std::string original;
    replay_outcome outcome;
};

inline constexpr std::size_t most_in_a_run = 10'000;
inline constexpr std::size_t runs_remembered = 20; // ended ones, until the gateway stops

// Thread-safe.
class replay_runs {
public:
    // References outlive it.
    struct parts {
        exchange_services flow;
        const adapter_registry& adapters;
        std::function<std::shared_ptr<const configuration>()> in_force;
    };
    explicit replay_runs(parts with) : with_(std::move(with)) {}
    ~replay_runs() { stop(); }

    void start(); // works until stop(), which waits for the message in progress
    void stop();

    // Reads every message: for a thread that may wait. A filter finds nothing that came after the run got its name,
    // where that is an id as new_id() makes them; the oldest goes first. Failure: an id that no message has, or more
    // than most_in_a_run.
    result<replay_selection> look_at(const replay_order& what) const;

    // Begins what was looked at. A run of this name that is still under way goes on instead.
    void begin(const replay_order& what, replay_selection of);
    bool end(std::string_view run); // false: there is no such run

    // As JSON: the run with its results from `after` on; none: there is no such run, or not any more.
    std::optional<std::string> tell(std::string_view run, std::size_t after, std::size_t most) const;
    std::string tell_all() const; // newest first, without results

    // What the thread does in turn: one message of the run whose turn it is. When it wants to be called again; none:
    // nothing is under way. For tests on their own thread.
    std::optional<std::chrono::steady_clock::time_point> step();

private:
    using moment = std::chrono::steady_clock::time_point;
    struct run {
        replay_order order;
        std::vector<std::string> ready;
        std::size_t without_body = 0;
        std::size_t copied = 0, failed = 0;
        instant began{};
        std::optional<instant> ended;
        bool stopped = false; // by order, before its end
        bool waits_for_room = false;
        moment next{};
        std::vector<replayed_message> results;
    };

    void work();
    run* whose_turn();
    const run* find(std::string_view name) const;
    void keep(run& of, const std::string& original, replay_outcome&& told);
    void finish(run& of);
    replay_outcome copy(const replay_order& order, const std::string& original) const;
    static void write(json::writer& out, const run& of);

    parts with_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::list<run> runs_; // newest first; only the worker removes one
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace schakel::pipeline
