#include "gateway/outbox/roster_reads.hpp"

#include "gateway/outbox/roster_tables.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <algorithm>
#include <limits>

namespace schakel::outbox {

namespace {

// ?1 is the school and ?2 the version in every question below.
const std::string rows =
    "SELECT r.row, r.kind, r.id, r.since, r.until, r.digest, r.first, r.second, r.bytes FROM roster_row r "
    "WHERE r.school = (SELECT seq FROM roster_school WHERE id = ?1)";
const std::string visible = " AND r.since <= ?2 AND (r.until IS NULL OR r.until > ?2)";

// The last row of its key, ended or not.
const std::string newest =
    " AND r.since <= ?2 AND NOT EXISTS (SELECT 1 FROM roster_row o WHERE o.school = r.school AND o.kind = r.kind AND "
    "o.id = r.id AND o.since > r.since AND o.since <= ?2)";

const std::string known_rows = "SELECT r.row, r.kind, r.id, r.since, r.digest FROM roster_row r "
                               "WHERE r.school = (SELECT seq FROM roster_school WHERE id = ?1)";

// Whether a row of the same key is visible at this version.
std::string other_visible_at(std::string_view version) {
    const std::string v(version);
    return "EXISTS (SELECT 1 FROM roster_row o WHERE o.school = r.school AND o.kind = r.kind AND o.id = r.id AND "
           "o.since <= " +
           v + " AND (o.until IS NULL OR o.until > " + v + "))";
}

// ?2 is the version before and ?3 the one after; ?4 and ?5 are the cursor.
std::string changed_rows(std::string_view moment, const std::string& condition) {
    const std::string at = "r." + std::string(moment);
    return "SELECT r.row, r.kind, r.id, r.since, r.until, r.digest, r.first, r.second, r.bytes, " +
           other_visible_at("?2") +
           " FROM roster_row r WHERE r.school = (SELECT seq FROM roster_school WHERE id = ?1) "
           "AND " +
           at + " > ?2 AND " + at + " <= ?3 AND (" + at + ", r.row) > (?4, ?5) AND " + condition + " ORDER BY " + at +
           ", r.row LIMIT ?6";
}

std::string versions_where(std::string_view condition) {
    return "SELECT " + std::string(roster_version_columns) +
           " FROM roster_version v JOIN roster_school s ON s.seq = v.school WHERE " + std::string(condition);
}

stored_roster_row take_row(const statement& row) {
    stored_roster_row out;
    out.place = row.number(0);
    out.what.key = {static_cast<std::uint8_t>(row.number(1)), row.text(2)};
    out.since = row.number(3);
    if (!row.is_null(4)) out.until = row.number(4);
    out.what.digest = row.text(5);
    out.what.links = {row.text(6), row.text(7)};
    out.what.bytes = row.text(8);
    return out;
}

known_roster_row take_known(const statement& row) {
    return {{static_cast<std::uint8_t>(row.number(1)), row.text(2)}, row.number(0), row.number(3), row.text(4)};
}

template <class Taken>
auto take_all(statement& from, Taken take) {
    std::vector<decltype(take(from))> all;
    while (from.next()) all.push_back(take(from));
    return all;
}

template <class Taken>
auto take_one(statement& from, Taken take) {
    std::optional<decltype(take(from))> one;
    if (!from.next()) return one;
    one = take(from);
    from.reset();
    return one;
}

kept_sync take_sync(const statement& row) {
    return {row.text(0), row.text(1), row.text(2)};
}

roster_change take_change(const statement& row) {
    return {take_row(row), row.number(9) != 0};
}

std::int64_t limit(std::size_t most) {
    return static_cast<std::int64_t>(std::min<std::size_t>(most, std::numeric_limits<std::int32_t>::max()));
}

} // namespace

roster_reads::roster_reads(connection& db, std::string_view kind)
    : db_(db), kind_(kind), current_(db, in_tables(kind, versions_where("s.id = ? AND v.seq = s.current"))),
      current_at_(
          db, in_tables(
                  kind, versions_where("s.id = ? AND v.status = 2 AND v.settled <= ? AND v.seq <= s.current "
                                       "ORDER BY v.seq DESC LIMIT 1")
              )
      ),
      staged_(db, in_tables(kind, versions_where("s.id = ? AND v.status <= 1"))),
      version_(db, in_tables(kind, versions_where("v.seq = ?"))),
      versions_(db, in_tables(kind, versions_where("s.id = ? AND v.seq < ? ORDER BY v.seq DESC LIMIT ?"))),
      schools_(db, in_tables(kind, "SELECT id FROM roster_school ORDER BY id")),
      paused_(db, in_tables(kind, "SELECT paused FROM roster_school WHERE id = ? AND paused > 0")),
      learned_(db, in_tables(kind, "SELECT learned FROM roster_school WHERE id = ?")),
      syncs_(
          db,
          in_tables(
              kind, "SELECT id, school, told FROM roster_sync WHERE ?1 = '' OR school = ?1 ORDER BY seq DESC LIMIT ?2"
          )
      ),
      sync_(db, in_tables(kind, "SELECT id, school, told FROM roster_sync WHERE id = ?")),
      first_since_(
          db, in_tables(
                  kind, "SELECT seq FROM roster_version WHERE school = (SELECT seq FROM roster_school WHERE id = ?1) "
                        "AND status = 2 AND settled >= ?2 ORDER BY seq LIMIT 1"
              )
      ),
      find_(
          db, in_tables(kind, rows + " AND r.since <= ?2 AND r.kind = ?3 AND r.id = ?4 ORDER BY r.since DESC LIMIT 1")
      ),
      named_(
          db,
          in_tables(
              kind,
              "SELECT r.row, r.kind, r.id, r.since, r.until, r.digest, r.first, r.second, r.bytes FROM roster_name n "
              "JOIN roster_row r ON r.row = n.row WHERE n.school = (SELECT seq FROM roster_school WHERE id = ?1)" +
                  visible + " AND r.kind = ?3 AND n.name = ?4 ORDER BY r.id"
          )
      ),
      known_(db, in_tables(kind, known_rows + visible + " AND r.kind = ?3 AND r.id = ?4")),
      known_after_(
          db, in_tables(kind, known_rows + visible + " AND (r.kind, r.id) > (?3, ?4) ORDER BY r.kind, r.id LIMIT ?5")
      ),
      begun_(db, in_tables(kind, changed_rows("since", "(r.until IS NULL OR r.until > ?3)"))),
      ended_(db, in_tables(kind, changed_rows("until", "r.since <= ?2 AND NOT " + other_visible_at("?3")))),
      history_(
          db,
          in_tables(
              kind,
              rows + " AND r.kind = ?2 AND r.id = ?3 AND r.since <= (SELECT current FROM roster_school WHERE id = ?1) "
                     "ORDER BY r.since"
          )
      ) {}

std::optional<roster_version> roster_reads::current(std::string_view school, std::optional<instant> at) {
    if (!at) return take_one(current_.ask(school), take_roster_version);
    return take_one(current_at_.ask(school, stored_time(*at)), take_roster_version);
}

std::optional<roster_version> roster_reads::staged(std::string_view school) {
    return take_one(staged_.ask(school), take_roster_version);
}

std::optional<roster_version> roster_reads::version(roster_number number) {
    return take_one(version_.ask(number), take_roster_version);
}

std::vector<roster_version> roster_reads::versions(std::string_view school, roster_number before, std::size_t most) {
    const roster_number upper = before > 0 ? before : std::numeric_limits<roster_number>::max();
    return take_all(versions_.ask(school, upper, limit(most)), take_roster_version);
}

std::vector<std::string> roster_reads::schools() {
    return take_all(schools_.ask(), [](const statement& row) { return row.text(0); });
}

std::optional<instant> roster_reads::paused_until(std::string_view school) {
    return take_one(paused_.ask(school), [](const statement& row) { return read_time(row.number(0)); });
}

roster_number roster_reads::learned(std::string_view school) {
    return take_one(learned_.ask(school), [](const statement& row) { return row.number(0); }).value_or(0);
}

std::vector<kept_sync> roster_reads::syncs(std::string_view school, std::size_t most) {
    return take_all(syncs_.ask(school, limit(most)), take_sync);
}

std::optional<kept_sync> roster_reads::sync(std::string_view id) {
    return take_one(sync_.ask(id), take_sync);
}

std::optional<roster_number> roster_reads::first_since(std::string_view school, instant moment) {
    return take_one(first_since_.ask(school, stored_time(moment)), [](const statement& row) { return row.number(0); });
}

std::optional<stored_roster_row> roster_reads::find(std::string_view school, roster_number at, const roster_key& key) {
    return take_one(find_.ask(school, at, std::int64_t{key.kind}, key.id), take_row);
}

// Parameters: school, version, kind, id before, how many, link, first version of change.
statement& roster_reads::page_statement(const roster_page& what) {
    const std::size_t by_link = what.link ? *what.link + 1 : 0;
    const bool changed = what.changed_from > 0;
    auto& made = pages_[by_link * 4 + (what.with_ended ? 2 : 0) + (changed ? 1 : 0)];
    if (made) return *made;
    std::string sql = rows + (what.with_ended ? newest : visible) + " AND r.kind = ?3 AND r.id > ?4";
    if (by_link > 0) sql += by_link == 1 ? " AND r.first = ?6" : " AND r.second = ?6";
    if (changed) sql += " AND (r.since >= ?7 OR (r.until >= ?7 AND r.until <= ?2))";
    made = std::make_unique<statement>(db_, in_tables(kind_, sql + " ORDER BY r.id LIMIT ?5"));
    return *made;
}

std::vector<stored_roster_row> roster_reads::page(std::string_view school, roster_number at, const roster_page& what) {
    statement& asked = page_statement(what);
    asked.ask(school, at, std::int64_t{what.kind}, what.after, limit(what.most));
    if (what.link) asked.bind(6, what.to);
    if (what.changed_from > 0) asked.bind(7, what.changed_from);
    return take_all(asked, take_row);
}

std::vector<stored_roster_row>
roster_reads::named(std::string_view school, roster_number at, std::uint8_t kind, std::string_view name) {
    return take_all(named_.ask(school, at, std::int64_t{kind}, name), take_row);
}

std::vector<std::optional<known_roster_row>>
roster_reads::known(std::string_view school, roster_number at, std::span<const roster_key> keys) {
    std::vector<std::optional<known_roster_row>> all;
    for (const roster_key& each : keys)
        all.push_back(take_one(known_.ask(school, at, std::int64_t{each.kind}, each.id), take_known));
    return all;
}

std::vector<known_roster_row>
roster_reads::known_after(std::string_view school, roster_number at, const roster_key& after, std::size_t most) {
    return take_all(known_after_.ask(school, at, std::int64_t{after.kind}, after.id, limit(most)), take_known);
}

std::vector<roster_change> roster_reads::begun(
    std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after, std::size_t most
) {
    return take_all(begun_.ask(school, from, to, after.version, after.place, limit(most)), take_change);
}

std::vector<roster_change> roster_reads::ended(
    std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after, std::size_t most
) {
    return take_all(ended_.ask(school, from, to, after.version, after.place, limit(most)), take_change);
}

std::vector<stored_roster_row> roster_reads::history(std::string_view school, const roster_key& key) {
    return take_all(history_.ask(school, std::int64_t{key.kind}, key.id), take_row);
}

} // namespace schakel::outbox
