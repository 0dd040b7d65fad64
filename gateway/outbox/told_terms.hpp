// The terms that the store makes itself: of what was decided, and of messages that lie in the tables only.
#pragma once

#include "gateway/outbox/journal_entry.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/term_index.hpp"

#include <vector>

namespace schakel::outbox {

// Appends what the message of a decision is found by.
void add_terms(std::vector<found_term>& to, const decision& what);

// The same of messages that were stored before there was a journal.
std::vector<found_term> terms_before_the_journal(connection& db);

} // namespace schakel::outbox
