// One step of a load of rosters or goals: handed to the thread that writes the tables, and waited for until it is
// synced.
#pragma once

#include "gateway/outbox/table_follower.hpp"

#include <functional>
#include <future>
#include <optional>
#include <utility>

namespace schakel::outbox {

// It may run a step twice, when the group that it belongs to fails: only the last outcome counts. A step that
// fails leaves no audit entry.
template <class Value>
result<Value>
run_step(table_follower& by, std::function<result<Value>(sqlite_writes&)> step, std::optional<audit_entry> audit = {}) {
    std::optional<result<Value>> told;
    std::promise<commit_outcome> end;
    load_step asked{[&](sqlite_writes& with) {
        told.emplace(step(with));
        if (audit && *told) with.audit(*audit, std::nullopt);
    }};
    asked.done = [&](commit_outcome outcome) { end.set_value(std::move(outcome)); };
    by.put(std::move(asked));
    const commit_outcome outcome = end.get_future().get();
    if (outcome.what != commit_outcome::kind::stored) return failure{outcome.detail};
    return std::move(*told);
}

} // namespace schakel::outbox
