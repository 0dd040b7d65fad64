// `schakel translate` between standards that carry learning goals: the file is read in one pass into memory, and
// written as a stream.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/command/verbs.hpp"

namespace schakel::command {

// Whether goals can go from the one to the other.
bool carries_goals(const adapter& from, const adapter& to);

// `parameters` go to the writer. The exit code.
int translate_goals(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const std::map<std::string, std::string, std::less<>>& parameters
);

} // namespace schakel::command
