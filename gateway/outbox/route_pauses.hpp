// Routes whose deliveries wait by order of an operator. What comes in for them is accepted and kept; it leaves in its
// order when the pause has ended. The embedded store keeps pauses on its disk; a store without them is no route_pauses.
#pragma once

#include "gateway/outbox/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

// The last pause of a route, which may have ended.
struct route_pause {
    std::string route;
    instant since{}, until{};  // of the wall clock
    std::uint64_t waiting = 0; // deliveries by this route
};

class route_pauses {
public:
    virtual ~route_pauses() = default;

    // Deliveries by the route wait until that moment; those under way are not called back. A moment that has passed
    // ends a pause. Waits until that is synced, with its audit entry: never for a thread that serves sockets.
    virtual result<done> pause(std::string_view route, instant until, const audit_entry& audit) = 0;

    virtual std::vector<route_pause> pauses() = 0;                           // in order of routes; ended ones too
    virtual std::optional<instant> paused_until(std::string_view route) = 0; // may have passed; none: never paused
};

} // namespace schakel::outbox
