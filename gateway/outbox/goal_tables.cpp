#include "gateway/outbox/goal_tables.hpp"

#include "gateway/outbox/goal_file.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <array>

namespace schakel::outbox {

namespace {

constexpr const char* tables = R"sql(
CREATE TABLE goal_import(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, status INTEGER NOT NULL, began INTEGER NOT NULL,
  settled INTEGER, summary BLOB NOT NULL);
CREATE UNIQUE INDEX goal_import_staged ON goal_import(status) WHERE status = 0;

CREATE TABLE goal_owner(
  seq INTEGER PRIMARY KEY AUTOINCREMENT, import INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, digest BLOB NOT NULL,
  head BLOB NOT NULL);
CREATE INDEX goal_owner_import ON goal_owner(import);
)sql";

// kind 0: a release or mapping set; 1: a reference that led nowhere.
constexpr const char* use_tables = R"sql(
CREATE TABLE goal_use(
  kind INTEGER NOT NULL, name TEXT NOT NULL, delivery INTEGER NOT NULL, PRIMARY KEY(kind, name, delivery)) WITHOUT ROWID;
CREATE INDEX goal_use_delivery ON goal_use(delivery);
CREATE INDEX goal_use_unknown ON goal_use(delivery) WHERE kind = 1;

CREATE TABLE goal_fetch(source TEXT PRIMARY KEY, at INTEGER NOT NULL, note BLOB NOT NULL) WITHOUT ROWID;
)sql";

// In the order of their stored numbers; of 0 there is one at most.
constexpr std::array<std::string_view, 3> names{"staging", "published", "discarded"};

} // namespace

void make_goal_tables(connection& db) {
    db.execute(tables);
}

void make_goal_use_tables(connection& db) {
    db.execute(use_tables);
}

void move_goal_blocks(connection& db, const sqlite_settings& settings) {
    {
        statement imports(
            db, "SELECT DISTINCT o.import FROM goal_owner o JOIN goal_import i ON i.seq = o.import WHERE i.status = 1"
        );
        statement blocks(
            db, "SELECT b.owner, b.kind, b.bytes FROM goal_block b JOIN goal_owner o ON o.seq = b.owner WHERE "
                "o.import = ? ORDER BY b.seq"
        );
        while (imports.next()) {
            goal_file_writer file(goal_file_of(settings.path, imports.number(0)), settings.vfs);
            for (blocks.ask(imports.number(0)); blocks.next();)
                file.add(blocks.number(0), static_cast<std::uint8_t>(blocks.number(1)), blocks.bytes(2));
            file.finish();
        }
    }
    db.execute("DELETE FROM goal_owner WHERE import IN (SELECT seq FROM goal_import WHERE status <> 1)");
    db.execute("DROP TABLE goal_block");
}

std::string_view to_string(goal_import::state value) {
    return names[static_cast<std::size_t>(value)];
}

std::int64_t stored_goal_state(goal_import::state value) {
    return static_cast<std::int64_t>(value);
}

goal_import take_goal_import(const statement& row) {
    goal_import out;
    out.number = row.number(0);
    out.source = row.text(1);
    const std::int64_t status = row.number(2);
    out.status = status >= 0 && status < 3 ? static_cast<goal_import::state>(status) : goal_import::state::discarded;
    out.began = read_time(row.number(3));
    if (!row.is_null(4)) out.settled = read_time(row.number(4));
    out.summary = row.text(5);
    return out;
}

goal_owner take_goal_owner(const statement& row) {
    return {row.number(0), row.number(1), row.text(2), row.text(3), row.text(4)};
}

} // namespace schakel::outbox
