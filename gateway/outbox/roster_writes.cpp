#include "gateway/outbox/roster_writes.hpp"

#include "gateway/outbox/roster_tables.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <vector>

namespace schakel::outbox {

namespace {

constexpr std::string_view not_staged = "no such version is staged";

std::optional<std::string_view> link(const std::string& to) {
    return to.empty() ? std::nullopt : std::optional<std::string_view>(to);
}

} // namespace

roster_writes::roster_writes(connection& db, std::string_view kind)
    : db_(db), school_(db, in_tables(kind, "SELECT seq FROM roster_school WHERE id = ?")),
      add_school_(db, in_tables(kind, "INSERT INTO roster_school(id) VALUES(?)")),
      staged_(db, in_tables(kind, "SELECT seq FROM roster_version WHERE school = ? AND status <= 1")),
      add_version_(
          db, in_tables(
                  kind, "INSERT INTO roster_version(school, source, status, began, summary, reason) "
                        "VALUES(?, ?, 0, ?, x'', '')"
              )
      ),
      version_school_(db, in_tables(kind, "SELECT school FROM roster_version WHERE seq = ? AND status <= 1")),
      open_row_(
          db, in_tables(
                  kind, "SELECT row, since FROM roster_row WHERE school = ? AND kind = ? AND id = ? AND until IS NULL"
              )
      ),
      end_row_(db, in_tables(kind, "UPDATE roster_row SET until = ? WHERE row = ?")),
      add_row_(
          db,
          in_tables(
              kind,
              "INSERT INTO roster_row(school, kind, id, since, digest, first, second, bytes) VALUES(?,?,?,?,?,?,?,?)"
          )
      ),
      add_name_(
          db, in_tables(kind, "INSERT OR IGNORE INTO roster_name(school, name, row) VALUES(?, ?, last_insert_rowid())")
      ),
      remove_row_(db, in_tables(kind, "DELETE FROM roster_row WHERE row = ?")),
      remove_names_(db, in_tables(kind, "DELETE FROM roster_name WHERE row = ?")),
      begun_(db, in_tables(kind, "SELECT row FROM roster_row WHERE school = ? AND since = ? LIMIT ?")),
      reopen_(
          db, in_tables(
                  kind, "UPDATE roster_row SET until = NULL WHERE row IN "
                        "(SELECT row FROM roster_row WHERE school = ? AND until = ? LIMIT ?)"
              )
      ),
      note_(db, in_tables(kind, "UPDATE roster_version SET summary = ?2 WHERE seq = ?1 AND status <= 1")),
      settle_(
          db,
          in_tables(
              kind, "UPDATE roster_version SET status = ?2, settled = ?3, summary = coalesce(?4, summary), reason = ?5 "
                    "WHERE seq = ?1 AND status <= 1"
          )
      ),
      publish_(db, in_tables(kind, "UPDATE roster_school SET current = ? WHERE seq = ?")),
      pause_(db, in_tables(kind, "UPDATE roster_school SET paused = ? WHERE seq = ?")),
      learned_(db, in_tables(kind, "UPDATE roster_school SET learned = max(learned, ?) WHERE seq = ?")),
      keep_sync_(db, in_tables(kind, "INSERT OR REPLACE INTO roster_sync(id, school, told) VALUES(?, ?, ?)")),
      drop_syncs_(
          db, in_tables(
                  kind, "DELETE FROM roster_sync WHERE school = ?1 AND seq <= "
                        "(SELECT seq FROM roster_sync WHERE school = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)"
              )
      ),
      forgettable_(
          db,
          in_tables(
              kind,
              "SELECT row FROM roster_row WHERE school = (SELECT seq FROM roster_school WHERE id = ?1) AND until <= ?2 "
              "AND until <= (SELECT current FROM roster_school WHERE id = ?1) LIMIT ?3"
          )
      ) {}

std::int64_t roster_writes::school_number(std::string_view id) {
    if (!school_.ask(id).next()) add_school_.run(id);
    school_.ask(id).next();
    const std::int64_t number = school_.number(0);
    school_.reset();
    return number;
}

std::optional<std::int64_t> roster_writes::school_of_staged(roster_number version) {
    if (!version_school_.ask(version).next()) return std::nullopt;
    const std::int64_t school = version_school_.number(0);
    version_school_.reset();
    return school;
}

result<roster_number> roster_writes::begin(std::string_view school, std::string_view source, instant at) {
    const std::int64_t number = school_number(school);
    if (staged_.ask(number).next()) {
        staged_.reset();
        return failure{"the school has a load that is staged or held"};
    }
    add_version_.run(number, source, stored_time(at));
    return db_.number("SELECT last_insert_rowid()");
}

// What this very load brought is taken away, what was there before is ended.
void roster_writes::close_open_row(std::int64_t school, const roster_key& key, roster_number version) {
    if (!open_row_.ask(school, std::int64_t{key.kind}, key.id).next()) return;
    const open_row known{open_row_.number(0), open_row_.number(1)};
    open_row_.reset();
    if (known.since < version) {
        end_row_.run(version, known.row);
        return;
    }
    remove_names_.run(known.row);
    remove_row_.run(known.row);
}

void roster_writes::put_one(std::int64_t school, roster_number version, const roster_row& row) {
    close_open_row(school, row.key, version);
    add_row_.run(
        school, std::int64_t{row.key.kind}, row.key.id, version, blob{row.digest}, link(row.links[0]),
        link(row.links[1]), blob{row.bytes}
    );
    for (const std::string& name : row.names) add_name_.run(school, name);
}

result<done> roster_writes::put(roster_number version, std::span<const roster_row> rows) {
    const auto school = school_of_staged(version);
    if (!school) return failure{std::string(not_staged)};
    for (const roster_row& each : rows) put_one(*school, version, each);
    return done{};
}

result<done> roster_writes::end(roster_number version, std::span<const roster_key> keys) {
    const auto school = school_of_staged(version);
    if (!school) return failure{std::string(not_staged)};
    for (const roster_key& each : keys) close_open_row(*school, each, version);
    return done{};
}

result<bool> roster_writes::undo(roster_number version, std::size_t most) {
    const auto school = school_of_staged(version);
    if (!school) return failure{std::string(not_staged)};
    const auto limit = static_cast<std::int64_t>(most);
    std::vector<std::int64_t> rows;
    for (begun_.ask(*school, version, limit); begun_.next();) rows.push_back(begun_.number(0));
    for (const std::int64_t row : rows) {
        remove_names_.run(row);
        remove_row_.run(row);
    }
    return !rows.empty() || reopen_.run(*school, version, limit) > 0;
}

result<done> roster_writes::note(roster_number version, std::string_view summary) {
    if (note_.run(version, blob{summary}) == 0) return failure{std::string(not_staged)};
    return done{};
}

result<done> roster_writes::settle(const roster_settlement& how) {
    const auto school = school_of_staged(how.version);
    if (!school) return failure{std::string(not_staged)};
    std::optional<blob> summary;
    if (how.summary) summary = blob{*how.summary};
    settle_.run(how.version, stored_roster_state(how.status), stored_time(how.at), summary, how.reason);
    if (how.status == roster_version::state::published) publish_.run(how.version, *school);
    return done{};
}

void roster_writes::pause(std::string_view school, instant until) {
    pause_.run(stored_time(until), school_number(school));
}

void roster_writes::mark_learned(std::string_view school, roster_number up_to) {
    learned_.run(up_to, school_number(school));
}

void roster_writes::keep_sync(const kept_sync& what, std::size_t most) {
    keep_sync_.run(what.id, what.school, what.told);
    drop_syncs_.run(what.school, static_cast<std::int64_t>(most));
}

bool roster_writes::forget(std::string_view school, roster_number until, std::size_t most) {
    std::vector<std::int64_t> rows;
    for (forgettable_.ask(school, until, static_cast<std::int64_t>(most)); forgettable_.next();)
        rows.push_back(forgettable_.number(0));
    for (const std::int64_t row : rows) {
        remove_names_.run(row);
        remove_row_.run(row);
    }
    return !rows.empty();
}

} // namespace schakel::outbox
