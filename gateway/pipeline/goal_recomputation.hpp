// When a mapping set or a release changes: the messages whose translated goals rest on what it superseded, and those
// with goals that led nowhere, are translated anew; what comes to something else is told, or sent as linked copies.
//
// What a delivery rests on is kept with it in the store (outbox/goal_rows.hpp). A delivery of which nothing else may be
// said now rests on the new sources from then on. One that changed and was not sent is found again by the next run.
#pragma once

#include "gateway/goals/goal_store.hpp"
#include "gateway/pipeline/goal_changes.hpp"
#include "gateway/pipeline/replay.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace schakel::pipeline {

struct recomputation_order {
    std::string cause; // "import 3", "ordered"
    std::string actor; // "gateway", "operator"
    outbox::goal_use_filter which;
    bool send = false; // linked copies of what changed, to those destinations only
};

struct recomputed_message {
    struct part {
        std::string destination;
        std::vector<goal_change> changes;
    };
    std::string message;
    std::vector<part> parts;
    std::string copy;    // id of the linked copy; empty: none was sent
    std::string problem; // why it was not translated anew, or not sent
};

struct recomputation_run {
    recomputation_order order;
    instant began{};
    std::optional<instant> ended;
    std::uint64_t deliveries = 0, changed = 0, sent = 0, failed = 0; // looked at; then messages
    std::vector<recomputed_message> messages;                        // changed or failed; the first thousand
};

// Thread-safe.
class goal_recomputation {
public:
    // References outlive it.
    struct parts {
        outbox::goal_rows& rows;
        const goals::goal_store& goals;
        exchange_services flow;
        const adapter_registry& adapters;
        std::function<std::shared_ptr<const configuration>()> in_force;
    };
    explicit goal_recomputation(parts with) : with_(std::move(with)) {}
    ~goal_recomputation() { stop(); }

    void start(); // works until stop(), which waits for the message in progress
    void stop();

    // What the import superseded, as the settings say: told or sent.
    void after_import(const goals::import_outcome& what);
    void order(recomputation_order what);

    // As JSON: whether one waits or runs, and the newest one.
    std::string tell() const;

    // What the thread does in turn: one order; false: none waits. For tests on their own thread.
    bool run_one();

private:
    using uses = std::vector<outbox::goal_use>;
    using renewals = std::vector<outbox::renewed_goal_use>;

    void work();
    std::vector<std::string> superseded_by(const goals::import_outcome& what, bool& all) const;
    void run(const recomputation_order& what);
    void
    recompute(const uses& of_one, const recomputation_order& what, const configuration& in_force, renewals& unchanged);
    void
    send(replanned&& again, const uses& of_one, const std::set<std::string, std::less<>>& to, recomputed_message& told);
    void keep(recomputed_message&& told, std::size_t deliveries);
    bool stopping() const;

    parts with_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<recomputation_order> orders_;
    std::optional<recomputation_run> newest_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace schakel::pipeline
