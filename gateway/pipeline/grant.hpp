// The intake of entitlements: take_grant() in one reading. A shop, a licence office or who manages entitlements tells
// of one; it is judged, put on the shelf of its source and school, and confirmed where its standard wants that.
//
//   credentials → who ─ entitlements().take: schema, rules, records ─ scope, school
//     ─ known reference? ─ holdings.load: seen at once ─ confirm → deliveries ─ commit, synced ─ "accepted"
//
// The shelf comes before the message: killed between the two, the sender hears nothing and sends again, and the same
// telling again changes nothing. A request that was accepted before is accepted again, and does nothing.
#pragma once

#include "gateway/adapter/entitlements.hpp"
#include "gateway/entitlement/holding_store.hpp"
#include "gateway/pipeline/receive.hpp"

#include <functional>
#include <memory>
#include <string_view>

namespace schakel::pipeline {

struct grant_services {
    entitlement::holding_store& holdings;
    exchange_services flow;
    std::function<void(std::function<void()>)> work; // runs a task on a thread that may wait for the disk
    // A held load of this source made place for what came: it is to be fetched again. May be empty.
    std::function<void(std::string_view source)> fetch_again = {};
};

// `respond` is called exactly once, from another thread.
void take_grant(
    exchange message, const adapter& by, const arrival& where, std::shared_ptr<const configuration> in_force,
    const grant_services& services, std::function<void(reply)> respond
);

} // namespace schakel::pipeline
