// The statements that change rosters in the embedded store. Used by its one writer thread, within its transaction.
#pragma once

#include "gateway/outbox/roster_rows.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace schakel::outbox {

// Every function throws sqlite_error when SQLite refuses. A failure has changed nothing.
class roster_writes {
public:
    // `kind`: whose tables, "roster" or "entitlement".
    roster_writes(connection& db, std::string_view kind);

    result<roster_number> begin(std::string_view school, std::string_view source, instant at);
    result<done> put(roster_number version, std::span<const roster_row> rows);
    result<done> end(roster_number version, std::span<const roster_key> keys);
    result<bool> undo(roster_number version, std::size_t most);
    result<done> note(roster_number version, std::string_view summary);
    result<done> settle(const roster_settlement& how);
    bool forget(std::string_view school, roster_number until, std::size_t most);
    void pause(std::string_view school, instant until);
    void mark_learned(std::string_view school, roster_number up_to);
    void keep_sync(const kept_sync& what, std::size_t most);

private:
    struct open_row {
        std::int64_t row = 0;
        roster_number since = 0;
    };

    std::int64_t school_number(std::string_view id);
    std::optional<std::int64_t> school_of_staged(roster_number version);
    void close_open_row(std::int64_t school, const roster_key& key, roster_number version);
    void put_one(std::int64_t school, roster_number version, const roster_row& row);

    connection& db_;
    statement school_, add_school_, staged_, add_version_, version_school_, open_row_, end_row_, add_row_, add_name_,
        remove_row_, remove_names_, begun_, reopen_, note_, settle_, publish_, pause_, learned_, keep_sync_,
        drop_syncs_, forgettable_;
};

} // namespace schakel::outbox
