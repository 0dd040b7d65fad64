// A stored message through the exchange flow again, as a linked copy: by order of an operator, or because what its
// translated goals rest on was superseded.
#pragma once

#include "gateway/pipeline/receive.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

// Judged and planned as if it came now. Nothing is stored.
struct replanned {
    judged content;
    plan planned;
    std::string original;            // id of the stored message
    std::string listener;            // at which it came in
    std::vector<std::string> copies; // that earlier orders made
};
// Failure: no such message, nobody reads it, it is not accepted any more, or no route wants it. The configuration
// outlives the plan.
result<replanned> plan_again(
    std::string_view message_id, const adapter_registry& adapters, const configuration& in_force,
    const exchange_services& services, const document_limits& limits
);

// Which of its deliveries go again: those of one route, to one destination. Empty: whichever.
struct replay_choice {
    std::string route, destination;
};
// Failure: none is left. Routing is not passed by: what a route does not take, it does not get.
result<done> keep_only(replanned& of, const replay_choice& chosen);

struct replay_outcome {
    std::string new_id; // empty: not replayed
    std::size_t deliveries = 0;
    std::string problem;          // why not
    bool unavailable = false;     // the store has no room now: it may be ordered again later
    std::size_t of_one_route = 0; // the most deliveries that one route got
    std::string earlier;          // the first copy that an earlier order made; empty: none
};

// That receivers may get it twice; empty when this is its first copy.
std::string warning_of(const replay_outcome& told);

// What the audit says of a message of which a copy was ordered; the entry's detail is the copy.
inline constexpr std::string_view replay_ordered = "message.replay-ordered";

// Stores the copy with its deliveries. `action` tells in the audit what it is: "message.replayed". `done` is called
// exactly once, on the store's thread.
void store_copy(
    replanned&& what, std::string_view actor, std::string_view action, language lang, const exchange_services& services,
    std::function<void(replay_outcome)> done
);

struct replay_request {
    std::string message; // id of the original
    replay_choice to = {};
    // An order with a name makes one copy: asked again it is told of that one.
    std::optional<outbox::named_request> name = {};
};

// Both, by order of an operator, which is audited with the original; `done` may come on this thread.
void replay(
    replay_request what, const adapter_registry& adapters, std::shared_ptr<const configuration> in_force,
    const exchange_services& services, const document_limits& limits, std::function<void(replay_outcome)> done
);

} // namespace schakel::pipeline
