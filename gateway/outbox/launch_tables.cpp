#include "gateway/outbox/launch_tables.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace schakel::outbox {

namespace {

constexpr const char* tables = R"sql(
CREATE TABLE boot(name TEXT NOT NULL, marks INTEGER NOT NULL);
INSERT INTO boot VALUES('', 0);

CREATE TABLE used(what BLOB PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX used_until ON used(until);

CREATE TABLE attempt(
  trace TEXT PRIMARY KEY, began INTEGER NOT NULL, changed INTEGER NOT NULL, school TEXT NOT NULL, product TEXT NOT NULL,
  source TEXT NOT NULL, target TEXT NOT NULL, kind TEXT NOT NULL, hop TEXT NOT NULL, outcome TEXT NOT NULL,
  reason TEXT NOT NULL, released BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX attempt_school ON attempt(school, trace) WHERE school <> '';

CREATE TABLE attempt_person(
  person BLOB NOT NULL, trace TEXT NOT NULL, PRIMARY KEY(person, trace)) WITHOUT ROWID;
CREATE INDEX attempt_person_trace ON attempt_person(trace);

CREATE TABLE record(
  kind INTEGER NOT NULL, id BLOB NOT NULL, school TEXT NOT NULL, system TEXT NOT NULL, place TEXT NOT NULL,
  bytes BLOB NOT NULL, version INTEGER NOT NULL, changed INTEGER NOT NULL, until INTEGER,
  PRIMARY KEY(kind, id)) WITHOUT ROWID;
CREATE INDEX record_place ON record(kind, place, id);
CREATE INDEX record_school ON record(kind, school, id);
CREATE INDEX record_until ON record(until) WHERE until IS NOT NULL;
)sql";

constexpr const char* moving_tables = R"sql(
-- Found by its row, which is made of its key (launch_writing): each index more would cost a launch as much as the table.
CREATE TABLE state(
  row INTEGER PRIMARY KEY, key BLOB NOT NULL, until INTEGER NOT NULL, lasting INTEGER NOT NULL, bytes BLOB NOT NULL);

-- What happened, in order: kind 1 an attempt, kind 2 an audit entry. Sorted later, many together.
CREATE TABLE event(seq INTEGER PRIMARY KEY, kind INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE audit(seq INTEGER PRIMARY KEY, entry BLOB NOT NULL);
)sql";

constexpr int patience_milliseconds = 5000;

// Another process holds the file for as long as one small transaction takes: tens of microseconds, or a sync.
int wait_a_little(void*, int times) {
    const int step = std::min(100 * (times + 1), 2000); // microseconds
    if (static_cast<long>(times) * step / 1000 > patience_milliseconds) return 0;
    ::usleep(static_cast<useconds_t>(step));
    return 1;
}

} // namespace

void prepare_launch_schema(connection& db, std::string_view boot) {
    const std::int64_t version = db.number("PRAGMA user_version");
    if (version > launch_schema_version) throw std::runtime_error("it was written by a newer version of Schakel");
    db.execute("BEGIN IMMEDIATE");
    if (version < 1) {
        if (db.number("SELECT count(*) FROM sqlite_schema") != 0)
            throw std::runtime_error("it is a database, but not a launch store of Schakel");
        db.execute(tables);
    }
    if (version < 2) {
        db.execute("DROP TABLE IF EXISTS state"); // logins under way begin once more
        db.execute(moving_tables);
        db.execute("PRAGMA user_version=2");
    }
    {
        statement known(db, "SELECT count(*) FROM boot WHERE name=?");
        if (known.ask(boot).next(); known.number(0) == 0) {
            statement(db, "UPDATE boot SET name=?").run(boot);
            db.execute("DELETE FROM state WHERE lasting=0");
        }
    }
    db.execute("COMMIT");
}

void tune_launches(connection& db) {
    sqlite3_busy_handler(db.handle(), wait_a_little, nullptr);
    tune(db);
}

std::string boot_of_the_machine() {
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string name;
    std::getline(file, name);
    return name;
}

launch_attempt take_attempt(const statement& row) {
    launch_attempt out;
    out.trace = row.text(0);
    out.began = read_time(row.number(1));
    out.changed = read_time(row.number(2));
    out.school = row.text(3);
    out.product = row.text(4);
    out.source = row.text(5);
    out.target = row.text(6);
    out.kind = row.text(7);
    out.hop = row.text(8);
    out.outcome = row.text(9);
    out.reason = row.text(10);
    out.released = row.text(11);
    return out;
}

launch_record take_record(const statement& row) {
    launch_record out;
    out.kind = static_cast<std::uint8_t>(row.number(0));
    out.id = row.text(1);
    out.school = row.text(2);
    out.system = row.text(3);
    out.place = row.text(4);
    out.bytes = row.text(5);
    out.version = static_cast<std::uint64_t>(row.number(6));
    out.changed = read_time(row.number(7));
    if (!row.is_null(8)) out.until = read_time(row.number(8));
    return out;
}

} // namespace schakel::outbox
