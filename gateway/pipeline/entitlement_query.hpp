// Questions about catalogues and entitlements: entitlement_query() in one reading. A catalogue is the same for whoever
// the settings let in; entitlements are told of the schools that the asker may ask for, with the identifiers of persons
// that are released to it.
#pragma once

#include "gateway/adapter/entitlements.hpp"
#include "gateway/entitlement/holding_store.hpp"
#include "gateway/pipeline/query.hpp"

#include <functional>
#include <memory>

namespace schakel::pipeline {

struct entitlement_query_services {
    const entitlement::holding_store& holdings;
    query_services questions; // working threads, audit, counts, log
};

// `respond` is called exactly once, on this thread or another.
void entitlement_query(
    exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force,
    const entitlement_query_services& services, std::function<void(query_answer)> respond
);

} // namespace schakel::pipeline
