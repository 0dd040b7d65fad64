// The tables of rosters in the database of the store.
#pragma once

#include "gateway/outbox/roster_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

namespace schakel::outbox {

// Within the caller's transaction.
void make_roster_tables(connection& db);   // as version 2 of the schema has them
void extend_roster_tables(connection& db); // what version 4 adds

// The same tables under other names keep catalogues and entitlements: what is a school in one is a shelf in the other.
void make_entitlement_tables(connection& db); // what version 7 adds

// The statement with the names of the tables of this kind: "roster" or "entitlement".
std::string in_tables(std::string_view kind, std::string sql);

std::int64_t stored_roster_state(roster_version::state value);

// The columns of a version `v` of school `s`, in the order in which take_roster_version() reads them.
inline constexpr std::string_view roster_version_columns =
    "v.seq, s.id, v.source, v.status, v.began, v.settled, v.summary, v.reason";
roster_version take_roster_version(const statement& row);

} // namespace schakel::outbox
