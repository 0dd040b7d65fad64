// Tables that are made anew when a page of them is damaged, so that one bad page stops nobody: every row that can be
// read is taken over, and what is missing of messages, deliveries and attempts comes from the journal, which has it.
// The damaged file is set aside beside the new one.
//
// Not in the journal, hence gone when their page was damaged: rows of rosters, goals and entitlements (they come again
// with the next load), keys of mappings, and audit entries of which the chain then tells.
#pragma once

#include "gateway/outbox/store.hpp"

#include <string>
#include <vector>

namespace schakel::outbox {

// Whether the tables should be read as a whole at each start: it takes no time that anybody notices.
bool small_enough_to_check(const std::string& database);

// Whether a file begins as a database does, but for a damaged byte, or has a page that our layer wrote: another file is
// not ours to replace.
bool was_a_database(const std::string& path);

// Throws sqlite_error when the new file cannot be written; the old one is in its place then. What happened, in words.
std::vector<std::string> rebuild_tables(const sqlite_settings& settings, const clock& time);

} // namespace schakel::outbox
