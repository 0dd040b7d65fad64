// A stored message through the exchange flow again, as a linked copy: by order of an operator, or because what its
// translated goals rest on was superseded.
#pragma once

#include "gateway/pipeline/receive.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::pipeline {

// Judged and planned as if it came now. Nothing is stored.
struct replanned {
    judged content;
    plan planned;
    std::string original; // id of the stored message
    std::string listener; // at which it came in
};
// Failure: no such message, nobody reads it, it is not accepted any more, or no route wants it. The configuration
// outlives the plan.
result<replanned> plan_again(
    std::string_view message_id, const adapter_registry& adapters, const configuration& in_force,
    const exchange_services& services, const document_limits& limits
);

struct replay_outcome {
    std::string new_id; // empty: not replayed
    std::size_t deliveries = 0;
    std::string problem; // why not
};

// Stores the copy with its deliveries. `action` tells in the audit what it is: "message.replayed". `done` is called
// exactly once, on the store's thread.
void store_copy(
    replanned&& what, std::string_view actor, std::string_view action, language lang, const exchange_services& services,
    std::function<void(replay_outcome)> done
);

// Both, by order of an operator; `done` may come on this thread. An order with a name makes one copy: asked again it is
// told of that one.
void replay(
    std::string_view message_id, const adapter_registry& adapters, std::shared_ptr<const configuration> in_force,
    const exchange_services& services, const document_limits& limits, std::function<void(replay_outcome)> done,
    std::optional<outbox::named_request> name = {}
);

} // namespace schakel::pipeline
