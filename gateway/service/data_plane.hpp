// From HTTP requests on the data listeners to adapters and back: which adapter owns a path, what the request is for.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/entitlement/holding_store.hpp"
#include "gateway/pipeline/goal_query.hpp"
#include "gateway/pipeline/kept_answers.hpp"
#include "gateway/pipeline/launch.hpp"
#include "gateway/pipeline/receive.hpp"
#include "gateway/transport/listener.hpp"

#include <functional>
#include <memory>
#include <set>
#include <string>

namespace schakel::service {

// What the data listeners share.
struct data_services {
    const adapter_registry& adapters;
    std::function<std::shared_ptr<const pipeline::configuration>()> in_force;
    pipeline::exchange_services flow;
    pipeline::query_services questions;
    std::function<std::shared_ptr<const goal_view>()> goals; // what is published; null: nothing was imported
    // Runs a task when the goals are there that messages are translated with, where a receiver asks for that: now, or
    // as soon as they are read after a start. False: so many wait already that this one is not taken. Empty: nothing is
    // ever waited for.
    std::function<bool(std::function<void()>)> when_goals_ready;
    std::function<bool()> busy; // so much work is waiting that questions are put off
    outbox::store& store;
    const clock& time;
    const pipeline::launch_services* launches = nullptr; // null: nothing is launched here
    entitlement::holding_store* holdings = nullptr;      // null: no catalogues and entitlements are kept
    // A held load of this source made place for another: it is to be fetched again. May be empty.
    std::function<void(std::string_view source)> fetch_holdings = {};
    pipeline::kept_answers* answers = nullptr; // of services of launches, to requests that were named
};

// The hooks of one data listener. Paths: every adapter that the listener serves below its base path, and the token end
// point, and what launches have of their own. Anything else is 404 in problem+json; a wrong method, a body too large
// and the like are told in the protocol of the adapter that owns the path.
transport::listener_hooks data_hooks(const data_services& with, const settings::listener& listener);

} // namespace schakel::service
