// The tables of learning goals in the database of the store.
#pragma once

#include "gateway/outbox/goal_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

namespace schakel::outbox {

// Each within the caller's transaction.
void make_goal_tables(connection& db);
void make_goal_use_tables(connection& db); // which deliveries rest on what; fetches
// Blocks of a store in which they stood beside the messages, into files of their own.
void move_goal_blocks(connection& db, const sqlite_settings& settings);

std::int64_t stored_goal_state(goal_import::state value);

// The columns of an import in the order in which take_goal_import() reads them.
inline constexpr std::string_view goal_import_columns = "seq, source, status, began, settled, summary";
goal_import take_goal_import(const statement& row);

// Of an owner `o`.
inline constexpr std::string_view goal_owner_columns = "o.seq, o.import, o.id, o.digest, o.head";
goal_owner take_goal_owner(const statement& row);

} // namespace schakel::outbox
