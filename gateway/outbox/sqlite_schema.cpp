#include "gateway/outbox/sqlite_schema.hpp"

#include "gateway/outbox/goal_tables.hpp"
#include "gateway/outbox/record_index.hpp"
#include "gateway/outbox/roster_tables.hpp"

#include <array>

namespace schakel::outbox {

namespace {

// Bodies, reports and loss reports lie apart from the rows that change, each with its SHA-256. A body that a delivery
// passes on unaltered is kept once.
constexpr const char* tables = R"sql(
CREATE TABLE content(seq INTEGER PRIMARY KEY, digest BLOB NOT NULL, bytes BLOB NOT NULL);

CREATE TABLE message(
  seq INTEGER PRIMARY KEY, id BLOB NOT NULL, status INTEGER NOT NULL, received_at INTEGER NOT NULL,
  audit INTEGER NOT NULL, body INTEGER NOT NULL, report INTEGER, replay_of BLOB,
  standard TEXT NOT NULL, kind TEXT NOT NULL, sender TEXT NOT NULL, school TEXT NOT NULL, listener TEXT NOT NULL,
  method TEXT NOT NULL, path TEXT NOT NULL, envelope TEXT NOT NULL, content_type TEXT NOT NULL, trace_parent TEXT NOT NULL);
CREATE UNIQUE INDEX message_id ON message(id);
CREATE INDEX message_attention ON message(status, seq) WHERE status >= 3;

CREATE TABLE delivery(
  row INTEGER PRIMARY KEY, id BLOB NOT NULL, place BLOB NOT NULL, status INTEGER NOT NULL, attempts INTEGER NOT NULL,
  next_attempt INTEGER NOT NULL, created_at INTEGER NOT NULL, settled_at INTEGER, reason TEXT NOT NULL,
  records INTEGER NOT NULL, body INTEGER NOT NULL, loss INTEGER,
  route TEXT NOT NULL, destination TEXT NOT NULL, school TEXT NOT NULL, standard TEXT NOT NULL, order_key TEXT NOT NULL,
  method TEXT NOT NULL, path TEXT NOT NULL, headers TEXT NOT NULL);

CREATE TABLE attempt(
  delivery INTEGER NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, milliseconds INTEGER NOT NULL,
  status INTEGER NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(delivery, number)) WITHOUT ROWID;

CREATE TABLE record(
  key TEXT NOT NULL, scope TEXT NOT NULL, message INTEGER NOT NULL, digest BLOB NOT NULL,
  PRIMARY KEY(key, scope, message)) WITHOUT ROWID;

CREATE TABLE key_value(
  school TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY(school, name, key)) WITHOUT ROWID;

CREATE TABLE audit(
  seq INTEGER PRIMARY KEY, message INTEGER, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
  subject TEXT NOT NULL, detail TEXT NOT NULL, chain BLOB NOT NULL);
CREATE INDEX audit_message ON audit(message) WHERE message IS NOT NULL;

CREATE TABLE probe(seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
)sql";

// Texts lie in the journal; those of a store that was made before there was one stay in `content`. Deliveries lie in
// the segment of their message, but for the parts of a batch that was divided later on.
constexpr const char* journal_tables = R"sql(
ALTER TABLE message ADD COLUMN body_at INTEGER;
ALTER TABLE message ADD COLUMN body_length INTEGER;
ALTER TABLE message ADD COLUMN body_digest BLOB;
ALTER TABLE message ADD COLUMN report_at INTEGER;
ALTER TABLE message ADD COLUMN report_length INTEGER;
ALTER TABLE message ADD COLUMN report_digest BLOB;
ALTER TABLE delivery ADD COLUMN body_at INTEGER;
ALTER TABLE delivery ADD COLUMN body_length INTEGER;
ALTER TABLE delivery ADD COLUMN body_digest BLOB;
ALTER TABLE delivery ADD COLUMN loss_at INTEGER;
ALTER TABLE delivery ADD COLUMN loss_length INTEGER;
ALTER TABLE delivery ADD COLUMN loss_digest BLOB;
CREATE TABLE followed(one INTEGER PRIMARY KEY, journal INTEGER NOT NULL);
)sql";

constexpr unsigned offset_bits = 40;

// Keys of records become the records of group 1 of the journal, which begins behind it.
void move_records(connection& db, const sqlite_settings& settings) {
    if (db.number("SELECT count(*) FROM record") == 0) return;
    record_index index({settings.path});
    if (index.covered() == 0) {
        std::vector<known_record> all;
        statement rows(db, "SELECT scope, key, digest, message FROM record");
        while (rows.next()) all.push_back(known_record_of(rows.bytes(0), rows.bytes(1), rows.bytes(2), rows.number(3)));
        index.add(1, all);
        index.tidy();
    }
    db.execute("INSERT INTO followed(one, journal) VALUES(1, 1)");
}

// In the order of their stored numbers.
constexpr std::array by_rank{state::accepted, state::already_there, state::delivered, state::waiting,
                             state::held,     state::expired,       state::rejected,  state::quarantined};

} // namespace

void tune(connection& db) {
    db.execute("PRAGMA synchronous=FULL");
    db.execute("PRAGMA wal_autocheckpoint=0");
    db.execute("PRAGMA temp_store=MEMORY");
    db.execute("PRAGMA cell_size_check=ON");
    db.execute("PRAGMA trusted_schema=OFF");
    db.execute("PRAGMA foreign_keys=OFF");
}

void prepare_schema(connection& db, const sqlite_settings& settings) {
    const std::int64_t version = db.number("PRAGMA user_version");
    if (version > schema_version) throw std::runtime_error("it was written by a newer version of Schakel");
    if (version == schema_version) return;
    if (version < 1 && db.number("SELECT count(*) FROM sqlite_schema") != 0)
        throw std::runtime_error("it is a database, but not a message store of Schakel");
    db.execute("BEGIN IMMEDIATE");
    if (version < 1) db.execute(tables);
    if (version < 2) make_roster_tables(db);
    if (version < 3) make_goal_tables(db);
    if (version < 4) extend_roster_tables(db);
    if (version < 5) make_goal_use_tables(db);
    if (version >= 3 && version < 6) move_goal_blocks(db, settings);
    if (version < 7) make_entitlement_tables(db);
    if (version < 8) {
        db.execute(journal_tables);
        move_records(db, settings);
        db.execute("DROP TABLE record");
    }
    if (version < 9) db.execute("CREATE INDEX IF NOT EXISTS message_time ON message(received_at)");
    if (version < 10) db.execute("CREATE TABLE part(row INTEGER PRIMARY KEY, segment INTEGER NOT NULL)");
    if (version < 11)
        db.execute("CREATE TABLE route_pause(route TEXT PRIMARY KEY, since INTEGER NOT NULL, until INTEGER NOT NULL) "
                   "WITHOUT ROWID");
    db.execute("PRAGMA user_version=11");
    db.execute("COMMIT");
}

std::int64_t stored_state(state value) {
    for (std::size_t rank = 0; rank < by_rank.size(); ++rank)
        if (by_rank[rank] == value) return static_cast<std::int64_t>(rank);
    return 0;
}

state read_state(std::int64_t stored) {
    const auto rank = static_cast<std::size_t>(stored);
    return rank < by_rank.size() ? by_rank[rank] : state::quarantined;
}

bool is_open(state value) {
    return value == state::waiting || value == state::held;
}

bool is_dead_letter(state value) {
    return value == state::rejected || value == state::quarantined || value == state::expired;
}

std::int64_t stored_place(const journal_place& at) {
    return static_cast<std::int64_t>(std::uint64_t{at.segment} << offset_bits | at.offset);
}

journal_place read_place(std::int64_t stored) {
    const auto bits = static_cast<std::uint64_t>(stored);
    return {static_cast<std::uint32_t>(bits >> offset_bits), bits & ((std::uint64_t{1} << offset_bits) - 1)};
}

std::int64_t stored_time(instant when) {
    return when.time_since_epoch().count();
}

instant read_time(std::int64_t stored) {
    return instant(std::chrono::microseconds(stored));
}

} // namespace schakel::outbox
