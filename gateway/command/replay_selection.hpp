// `schakel replay` of what a filter finds, or of messages by id: counted before it begins, confirmed, and safe to
// repeat. The gateway carries it out (pipeline/replay_runs.hpp); this shows what becomes of each message, until the
// end.
#pragma once

#include "gateway/command/admin_answer.hpp"

#include <cstdio>
#include <optional>
#include <string>
#include <vector>

namespace schakel::command {

struct replay_order {
    std::vector<std::string> ids; // or
    named_values filter;          // of the list of messages
    bool dry_run = false;
    std::optional<std::size_t> confirmed; // the count, said beforehand: nobody is asked
    std::string run;                      // name; empty: a new one
    std::string to_route, to_destination; // which deliveries go again; empty: whichever
    unsigned per_minute = 0;              // deliveries by one route; 0: as fast as they are stored
    std::string stop;                     // name of a run that is to go no further; nothing else is ordered then
};

inline constexpr std::size_t confirm_above = 100; // the count is asked

// `typed`: where the count is typed when it is asked. The exit code: 1 when something could not be replayed, or was not
// confirmed.
int replay_selection(const admin_address& where, const replay_order& order, bool as_json, std::FILE* typed);

} // namespace schakel::command
