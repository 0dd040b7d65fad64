#include "gateway/outbox/goal_writes.hpp"

#include "gateway/outbox/goal_tables.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

namespace schakel::outbox {

namespace {

bool found(statement& asked) {
    const bool there = asked.next();
    if (there) asked.reset();
    return there;
}

} // namespace

goal_writes::goal_writes(connection& db)
    : db_(db), staged_(db, "SELECT seq FROM goal_import WHERE status = 0"),
      add_import_(db, "INSERT INTO goal_import(source, status, began, summary) VALUES(?, 0, ?, x'')"),
      add_owner_(db, "INSERT INTO goal_owner(seq, import, id, digest, head) VALUES(?, ?, ?, ?, ?)"),
      settle_(db, "UPDATE goal_import SET status = ?2, settled = ?3, summary = ?4 WHERE seq = ?1 AND status = 0"),
      add_use_(db, "INSERT OR IGNORE INTO goal_use(kind, name, delivery) VALUES(?, ?, ?)"),
      remove_use_(db, "DELETE FROM goal_use WHERE delivery = ?"),
      keep_fetch_(db, "INSERT OR REPLACE INTO goal_fetch(source, at, note) VALUES(?, ?, ?)") {}

result<goal_number> goal_writes::begin(std::string_view source, instant at) {
    if (found(staged_.ask())) return failure{"another import is under way"};
    add_import_.run(source, stored_time(at));
    return db_.number("SELECT last_insert_rowid()");
}

result<done> goal_writes::settle(const goal_settlement& how, std::span<const goal_owner> owners) {
    const int changed = settle_.run(how.import, stored_goal_state(how.status), stored_time(how.at), blob{how.summary});
    if (changed == 0) return failure{"no such import is staged"};
    for (const goal_owner& one : owners)
        add_owner_.run(one.number, how.import, one.id, blob{one.digest}, blob{one.head});
    return done{};
}

void goal_writes::add_use(
    std::int64_t delivery, std::span<const std::string> sources, std::span<const std::string> unknown
) {
    for (const std::string& one : sources) add_use_.run(std::int64_t{0}, std::string_view(one), delivery);
    for (const std::string& one : unknown) add_use_.run(std::int64_t{1}, std::string_view(one), delivery);
}

void goal_writes::remove_use(std::int64_t delivery) {
    remove_use_.run(delivery);
}

void goal_writes::keep_fetch(const goal_fetch& what) {
    keep_fetch_.run(std::string_view(what.source), stored_time(what.at), blob{what.note});
}

} // namespace schakel::outbox
