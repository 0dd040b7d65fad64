// The store as an access node has it: it reads what the gateway beside it committed, and accepts and delivers nothing.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/launch_rows.hpp"
#include "gateway/outbox/store.hpp"

#include <memory>
#include <string>

namespace schakel::outbox {

// commit() is `unavailable` and nothing is ever leased. Audit entries and names of persons (rosters()->add_keys) are
// handed over in `launches`, which outlives the store; a name is found here from then on. Failure: there is no store of
// this version of Schakel at that path.
result<std::unique_ptr<store>>
open_store_for_reading(const std::string& path, launch_rows& launches, const clock& time);

} // namespace schakel::outbox
