// `schakel translate` between standards that carry rosters: the file is read in one pass into a roster in memory, and
// written as a stream.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/command/verbs.hpp"

namespace schakel::command {

// Whether rosters can go from the one to the other.
bool carries_rosters(const adapter& from, const adapter& to);

// Whether it is rosters only that can.
bool carries_only_rosters(const adapter& from, const adapter& to);

// `parameters` go to the writer. The exit code.
int translate_roster(
    const translate_options& options, const common_options& common, const adapter& from, const adapter& to,
    const std::map<std::string, std::string, std::less<>>& parameters
);

} // namespace schakel::command
