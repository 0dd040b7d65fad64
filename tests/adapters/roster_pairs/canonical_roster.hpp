// A small school that fills every field of the canonical roster, with values that most standards can say.
#pragma once

#include "gateway/adapter/roster.hpp"

namespace schakel::test {

void write_canonical_roster(roster_sink& into);

} // namespace schakel::test
