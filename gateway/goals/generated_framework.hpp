// An invented framework of any size, the same for the same options: for simulated systems, tests and benches.
#pragma once

#include "gateway/adapter/goals.hpp"

#include <cstddef>
#include <cstdint>

namespace schakel::goals {

struct framework_options {
    std::size_t goals = 200;
    std::uint64_t seed = 1;
    std::size_t changes = 0; // each changes the statement of one goal, a day after the one before
};

// Domains with goals below them in a tree, and goals that follow on each other. All ids are UUIDs.
void generate_framework(const framework_options& how, goal_sink& into);

// When the framework last changed.
instant changed_at(const framework_options& how);

} // namespace schakel::goals
