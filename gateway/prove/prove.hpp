// Proves the promises on this machine: short forms of the fault programme, each with a gateway as a child process, in a
// folder of its own.
#pragma once

#include "gateway/prove/promise_table.hpp"
#include "gateway/prove/stage.hpp"

#include <array>

namespace schakel::prove {

struct proof {
    std::vector<promise_line> table;
    circumstances of;
};

inline constexpr std::array<const char*, 5> provable_faults{"F1", "F4", "F8", "F9", "F12"};

// Every fault in turn, or those of `on.only`. `on.folder` must be empty; what it holds afterwards shows how it went.
proof prove_all(const stage& on);

} // namespace schakel::prove
