// When something is fetched: a roster, or learning goals. Pure functions of settings and moments.
#pragma once

#include "gateway/settings/rosters.hpp"

#include <optional>

namespace schakel::pipeline {

// The first fetch after `last` (none: there was none, so at once; nor does one count that lies ahead of `now`). With a
// time of day the fetches of a day begin there and follow each other every so often until midnight in Amsterdam; one
// that was ordered between them moves none.
instant next_fetch(
    std::chrono::milliseconds every, std::optional<std::chrono::minutes> at, std::optional<instant> last, instant now
);
instant next_fetch(const settings::roster_source& from, std::optional<instant> last, instant now);

// How long to wait before an interrupted fetch is tried again, after so many attempts; none: not before the next one
// that is planned. What the source asks for counts when it is longer.
std::optional<std::chrono::seconds> retry_delay(unsigned attempts, std::optional<std::chrono::seconds> asked_for);

} // namespace schakel::pipeline
