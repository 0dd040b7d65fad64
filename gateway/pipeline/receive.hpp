// The exchange flow: process() in one reading. A message comes in, an answer in the sender's own protocol goes out, and
// "accepted" is said only after the store has synced.
#pragma once

#include "gateway/core/log.hpp"
#include "gateway/launch/ledger.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/judge.hpp"
#include "gateway/pipeline/outcomes.hpp"
#include "gateway/pipeline/plan.hpp"

#include <functional>
#include <memory>
#include <string>

namespace schakel::pipeline {

struct exchange_services {
    outbox::store& store;
    const clock& time;
    logger& log;
    std::function<void()> wake_deliveries; // called after each commit that brought deliveries
    exchange_counts* counts = nullptr;     // outlives the flow; null: nobody counts
    // The goals and crosswalks that are published, which may be null; no function: nothing was ever imported.
    std::function<goal_graph_in_force()> goals = {};

    launch::ledger* launches = nullptr; // null: there are no launches

    goal_graph_in_force published_goals() const { return goals ? goals() : nullptr; }
};

// Where a message came in.
struct arrival {
    std::string listener;
    settings::listener::unrouted_policy unrouted = settings::listener::unrouted_policy::reject;
    document_limits limits;
};

// Judges, plans, stores, answers. `respond` is called exactly once, on this thread or on the store's. `sender`: whose
// credentials of the launch world were shown; then this thread may wait for the launch store.
void process(
    exchange message, const adapter& by, const arrival& where, std::shared_ptr<const configuration> in_force,
    const exchange_services& services, std::function<void(reply)> respond, std::optional<launch_sender> sender = {}
);

// What the transport refused before a message came to be (too large, wrong method), told in the adapter's protocol.
reply refuse(const exchange& head, const adapter& by, disposition::outcome why, language lang);

} // namespace schakel::pipeline
