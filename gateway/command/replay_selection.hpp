// `schakel replay` of what a filter finds, or of messages by id: counted before it begins, confirmed, and safe to
// repeat.
//
// A run has a name. Each copy is ordered under that name (Idempotency-Key), so a run that was stopped, or started
// twice, goes on where it was with the same name and copies nothing twice. Originals stay as they are.
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
};

inline constexpr std::size_t confirm_above = 100;    // the count is asked
inline constexpr std::size_t most_in_a_run = 10'000; // more: narrow the filter

// `typed`: where the count is typed when it is asked. The exit code: 1 when something could not be replayed, or was not
// confirmed.
int replay_selection(const admin_address& where, const replay_order& order, bool as_json, std::FILE* typed);

} // namespace schakel::command
