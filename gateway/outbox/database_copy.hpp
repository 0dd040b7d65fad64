// A database of the store as it was at one moment, copied page by page while others go on writing it; and what is wrong
// with one.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace schakel::outbox {

class connection;

// Makes `to`, which is not there yet; not synced. `pages_done` hears of bytes now and then. Throws sqlite_error: a page
// of the original is damaged, or the disk does not obey.
void copy_database(
    const std::string& from, const std::string& to, const std::function<void(std::uint64_t bytes)>& told
);

// Reads every page in use; each fault in words. Nothing is altered, not even the log of a run that was killed.
std::vector<std::string> database_faults(const std::string& path);
std::vector<std::string> database_faults(connection& db);

// Whole transactions lie in the log behind one that does not check: SQLite stops at it without a word. A power cut can
// do this too, to transactions that nobody had been promised.
bool log_breaks_off(const std::string& database);

} // namespace schakel::outbox
