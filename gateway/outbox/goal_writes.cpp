#include "gateway/outbox/goal_writes.hpp"

#include "gateway/outbox/goal_tables.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

namespace schakel::outbox {

namespace {

constexpr std::string_view not_staged = "no such import is staged";

bool found(statement& asked) {
    const bool there = asked.next();
    if (there) asked.reset();
    return there;
}

} // namespace

goal_writes::goal_writes(connection& db)
    : db_(db), staged_(db, "SELECT seq FROM goal_import WHERE status = 0 AND (?1 = 0 OR seq = ?1)"),
      add_import_(db, "INSERT INTO goal_import(source, status, began, summary) VALUES(?, 0, ?, x'')"),
      taken_(db, "SELECT seq FROM goal_owner WHERE id = ?"),
      add_owner_(db, "INSERT INTO goal_owner(import, id, digest, head) VALUES(?, ?, ?, ?)"),
      add_block_(
          db, "INSERT INTO goal_block(owner, kind, bytes) SELECT seq, ?3, ?4 FROM goal_owner WHERE seq = ?2 AND "
              "import = ?1"
      ),
      remove_blocks_(
          db, "DELETE FROM goal_block WHERE seq IN (SELECT b.seq FROM goal_block b JOIN goal_owner o ON o.seq = "
              "b.owner WHERE o.import = ? LIMIT ?)"
      ),
      remove_owners_(db, "DELETE FROM goal_owner WHERE import = ?"),
      settle_(db, "UPDATE goal_import SET status = ?2, settled = ?3, summary = ?4 WHERE seq = ?1 AND status = 0"),
      add_use_(db, "INSERT OR IGNORE INTO goal_use(kind, name, delivery) VALUES(?, ?, ?)"),
      remove_use_(db, "DELETE FROM goal_use WHERE delivery = ?"),
      keep_fetch_(db, "INSERT OR REPLACE INTO goal_fetch(source, at, note) VALUES(?, ?, ?)") {}

bool goal_writes::is_staged(goal_number import) {
    return import != 0 && found(staged_.ask(import));
}

result<goal_number> goal_writes::begin(std::string_view source, instant at) {
    if (found(staged_.ask(goal_number{0}))) return failure{"another import is under way"};
    add_import_.run(source, stored_time(at));
    return db_.number("SELECT last_insert_rowid()");
}

result<std::int64_t> goal_writes::add_owner(const goal_owner& what) {
    if (!is_staged(what.import)) return failure{std::string(not_staged)};
    if (found(taken_.ask(std::string_view(what.id)))) return failure{what.id + " is in the store already"};
    add_owner_.run(what.import, what.id, blob{what.digest}, blob{what.head});
    return db_.number("SELECT last_insert_rowid()");
}

result<done> goal_writes::put(goal_number import, std::span<const goal_block> blocks) {
    if (!is_staged(import)) return failure{std::string(not_staged)};
    for (const goal_block& one : blocks)
        if (add_block_.run(import, one.owner, std::int64_t{one.kind}, blob{one.bytes}) == 0)
            return failure{"a block belongs to nothing of this import"};
    return done{};
}

result<bool> goal_writes::undo(goal_number import, std::size_t most) {
    if (!is_staged(import)) return failure{std::string(not_staged)};
    if (remove_blocks_.run(import, static_cast<std::int64_t>(most)) > 0) return true;
    remove_owners_.run(import);
    return false;
}

result<done> goal_writes::settle(const goal_settlement& how) {
    const int changed = settle_.run(how.import, stored_goal_state(how.status), stored_time(how.at), blob{how.summary});
    if (changed == 0) return failure{std::string(not_staged)};
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
