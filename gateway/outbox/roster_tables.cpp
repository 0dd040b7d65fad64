#include "gateway/outbox/roster_tables.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

#include <array>

namespace schakel::outbox {

namespace {

// `until` is null while a row is open. Whose source a row is stands with the version that brought it.
constexpr const char* tables = R"sql(
CREATE TABLE roster_school(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, current INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0);

CREATE TABLE roster_version(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, school INTEGER NOT NULL, source TEXT NOT NULL,
  status INTEGER NOT NULL, began INTEGER NOT NULL, settled INTEGER, summary BLOB NOT NULL, reason TEXT NOT NULL);
CREATE INDEX roster_version_school ON roster_version(school, seq);
CREATE UNIQUE INDEX roster_version_staged ON roster_version(school) WHERE status <= 1;

CREATE TABLE roster_row(
  row INTEGER PRIMARY KEY, school INTEGER NOT NULL, kind INTEGER NOT NULL, id TEXT NOT NULL, since INTEGER NOT NULL,
  until INTEGER, digest BLOB NOT NULL, first TEXT, second TEXT, bytes BLOB NOT NULL);
CREATE UNIQUE INDEX roster_row_key ON roster_row(school, kind, id, since);
CREATE INDEX roster_row_first ON roster_row(school, kind, first, id) WHERE first IS NOT NULL;
CREATE INDEX roster_row_second ON roster_row(school, kind, second, id) WHERE second IS NOT NULL;
CREATE INDEX roster_row_since ON roster_row(school, since);
CREATE INDEX roster_row_until ON roster_row(school, until) WHERE until IS NOT NULL;

CREATE TABLE roster_name(school INTEGER NOT NULL, name TEXT NOT NULL, row INTEGER NOT NULL,
  PRIMARY KEY(school, name, row)) WITHOUT ROWID;
CREATE INDEX roster_name_row ON roster_name(row);
)sql";

// Of a file that was made before, everything counts as still to be learned: doing that again does no harm.
constexpr const char* additions = R"sql(
ALTER TABLE roster_school ADD COLUMN learned INTEGER NOT NULL DEFAULT 0;

CREATE TABLE roster_sync(seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, school TEXT NOT NULL, told TEXT NOT NULL);
CREATE INDEX roster_sync_school ON roster_sync(school, seq);
)sql";

using status = roster_version::state;

// In the order of their stored numbers: 0 and 1 are the ones of which a school has one at most.
constexpr std::array names{
    std::pair{status::staging, std::string_view("staging")},
    std::pair{status::held, std::string_view("held")},
    std::pair{status::published, std::string_view("published")},
    std::pair{status::unchanged, std::string_view("unchanged")},
    std::pair{status::discarded, std::string_view("discarded")},
};

} // namespace

std::string in_tables(std::string_view kind, std::string sql) {
    constexpr std::string_view usual = "roster_";
    if (kind == usual.substr(0, usual.size() - 1)) return sql;
    for (std::size_t at = sql.find(usual); at != std::string::npos; at = sql.find(usual, at + kind.size()))
        sql.replace(at, usual.size() - 1, kind);
    return sql;
}

void make_roster_tables(connection& db) {
    db.execute(tables);
}

void extend_roster_tables(connection& db) {
    db.execute(additions);
}

void make_entitlement_tables(connection& db) {
    db.execute(in_tables("entitlement", tables).c_str());
    db.execute(in_tables("entitlement", additions).c_str());
}

std::string_view to_string(roster_version::state value) {
    return names[static_cast<std::size_t>(stored_roster_state(value))].second;
}

std::int64_t stored_roster_state(roster_version::state value) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i].first == value) return static_cast<std::int64_t>(i);
    return static_cast<std::int64_t>(names.size()) - 1;
}

roster_version take_roster_version(const statement& row) {
    roster_version out;
    out.number = row.number(0);
    out.school = row.text(1);
    out.source = row.text(2);
    const auto rank = static_cast<std::size_t>(row.number(3));
    out.status = rank < names.size() ? names[rank].first : status::discarded;
    out.began = read_time(row.number(4));
    if (!row.is_null(5)) out.settled = read_time(row.number(5));
    out.summary = row.text(6);
    out.reason = row.text(7);
    return out;
}

} // namespace schakel::outbox
