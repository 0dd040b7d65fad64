// Whether a changed roster is taken over at once, or a person looks at it first. A pure function of the change, the
// school's policy and the moment.
#pragma once

#include "gateway/roster/roster_change.hpp"
#include "gateway/settings/rosters.hpp"

#include <optional>
#include <string>

namespace schakel::roster {

struct hold_decision {
    bool hold = false;
    std::string reason; // for a person; holds counts, never names

    friend bool operator==(const hold_decision&, const hold_decision&) = default;
};

// An empty roster is held whatever was planned: a LAS whose permission has expired shows a school without pupils. In a
// planned pause everything is held, in a year change nothing else. The first roster of a school is compared with
// nothing. `paused_until`: an operator's pause.
hold_decision decide(
    const roster_change& change, const settings::hold_policy& policy, instant now,
    std::optional<instant> paused_until = {}
);

} // namespace schakel::roster
