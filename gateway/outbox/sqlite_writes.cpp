#include "gateway/outbox/sqlite_writes.hpp"

#include "gateway/core/id.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace schakel::outbox {

namespace {

std::string_view view(const std::array<char, 16>& bytes) {
    return {bytes.data(), bytes.size()};
}

void append_big_endian(std::string& to, std::uint64_t value, unsigned bytes) {
    for (unsigned i = bytes; i-- > 0;) to += static_cast<char>(value >> (8 * i) & 0xFF);
}

void append_field(std::string& to, std::string_view field) {
    append_big_endian(to, field.size(), 8);
    to += field;
}

std::string place_of(std::string_view parent, std::size_t index) {
    std::string place(parent);
    append_big_endian(place, index, 4);
    return place;
}

state state_of(const acceptance& what) {
    state worst = what.deliveries.empty() ? what.message.status : what.deliveries.front().status;
    for (const delivery& each : what.deliveries)
        if (stored_state(each.status) > stored_state(worst)) worst = each.status;
    return worst;
}

} // namespace

std::string chain_after(std::string_view before, const audit_entry& entry) {
    std::string covered(before);
    append_big_endian(covered, static_cast<std::uint64_t>(stored_time(entry.at)), 8);
    for (const std::string* field : {&entry.actor, &entry.action, &entry.subject, &entry.detail})
        append_field(covered, *field);
    return crypto::sha256(covered);
}

sqlite_writes::sqlite_writes(connection& db)
    : db_(db), begin_(db, "BEGIN IMMEDIATE"), commit_(db, "COMMIT"), roll_back_(db, "ROLLBACK"),
      insert_content_(db, "INSERT INTO content(seq, digest, bytes) VALUES(?,?,?)"),
      insert_message_(
          db,
          "INSERT INTO message(seq, id, status, received_at, audit, body, report, replay_of, standard, kind, sender, "
          "school, listener, method, path, envelope, content_type, trace_parent) "
          "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
      ),
      insert_delivery_(
          db, "INSERT INTO delivery(row, id, place, status, attempts, next_attempt, created_at, settled_at, reason, "
              "records, body, loss, route, destination, school, standard, order_key, method, path, headers) "
              "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
      ),
      insert_attempt_(
          db, "INSERT INTO attempt(delivery, number, at, milliseconds, status, outcome, reason) "
              "VALUES(?1, (SELECT attempts FROM delivery WHERE row = ?1), ?2, ?3, ?4, ?5, ?6)"
      ),
      insert_record_(db, "INSERT OR REPLACE INTO record(key, scope, message, digest) VALUES(?,?,?,?)"),
      insert_key_value_(db, "INSERT OR IGNORE INTO key_value(school, name, key, value) VALUES(?,?,?,?)"),
      insert_audit_(
          db, "INSERT INTO audit(seq, message, at, actor, action, subject, detail, chain) VALUES(?,?,?,?,?,?,?,?)"
      ),
      newest_record_(
          db, "SELECT message, digest FROM record WHERE key = ? AND scope = ? ORDER BY message DESC LIMIT 1"
      ),
      message_id_(db, "SELECT id FROM message WHERE seq = ?"), message_seq_(db, "SELECT seq FROM message WHERE id = ?"),
      key_value_(db, "SELECT value FROM key_value WHERE school = ? AND name = ? AND key = ?"),
      last_delivery_(db, "SELECT max(row) FROM delivery WHERE row >= ? AND row < ?"),
      worst_state_(db, "SELECT max(status) FROM delivery WHERE row >= ? AND row < ?"),
      update_delivery_(
          db, "UPDATE delivery SET settled_at = ?, status = ?, next_attempt = ?, reason = ?, attempts = attempts + ? "
              "WHERE row = ? AND status IN (3, 4)"
      ),
      update_message_(db, "UPDATE message SET status = ?1 WHERE seq = ?2 AND status <> ?1"),
      probe_(db, "INSERT OR REPLACE INTO probe(seq, bytes) VALUES(1, randomblob(65536))"), rosters_(db, "roster"),
      entitlements_(db, "entitlement"), goals_(db) {
    last_.message = db.number("SELECT max(seq) FROM message");
    last_.content = db.number("SELECT max(seq) FROM content");
    statement newest(db, "SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1");
    if (newest.next()) {
        last_.audit = newest.number(0);
        last_.chain = newest.text(1);
    }
}

void sqlite_writes::begin() {
    before_ = last_;
    begin_.run();
}

void sqlite_writes::commit() {
    commit_.run();
}

// SQLite rolls back by itself after some errors; asking again would be one more.
void sqlite_writes::roll_back() noexcept {
    last_ = before_;
    if (sqlite3_get_autocommit(db_.handle()) != 0) return;
    try {
        roll_back_.run();
    } catch (const sqlite_error&) {
        // The next begin() fails and says why.
    }
}

accepted_message sqlite_writes::accept(const prepared_acceptance& ready) {
    const acceptance& what = ready.what;
    if (what.deliveries.size() >= static_cast<std::size_t>(deliveries_per_message))
        return {{commit_outcome::kind::unavailable, {}, "too many deliveries for one message"}, {}, 0};
    if (auto known = accepted_before(what.request)) return {std::move(*known), {}, 0};
    if (what.message.replay_of.empty())
        if (auto known = known_already(what)) return {std::move(*known), {}, 0};
    if (auto taken = store_key_rows(what.new_keys)) return {std::move(*taken), {}, 0};

    const std::int64_t message = ++last_.message;
    const std::int64_t body = store_content(what.message.body, ready.digest);
    audit(what.audit, std::nullopt);
    store_message(ready, state_of(what), body);
    store_records(what, message);

    accepted_message stored;
    for (std::size_t i = 0; i < what.deliveries.size(); ++i) {
        const delivery& each = what.deliveries[i];
        const prepared_delivery& prepared = ready.deliveries[i];
        const std::int64_t content = prepared.passes_on ? body : store_content(each.body, prepared.digest);
        const auto row = first_delivery(message) + static_cast<std::int64_t>(i);
        open_delivery open = store_delivery(each, prepared, row, place_of({}, i), content);
        goals_.add_use(row, each.goal_sources, each.unknown_goals);
        if (is_open(each.status)) stored.open.push_back(std::move(open));
        if (is_dead_letter(each.status)) ++stored.dead_letters;
    }
    return stored;
}

std::optional<commit_outcome> sqlite_writes::accepted_before(const std::optional<named_request>& request) {
    if (!request || !newest_record_.ask(request->key, request->scope).next()) return std::nullopt;
    const bool same = newest_record_.bytes(1) == request->digest;
    const std::int64_t seq = newest_record_.number(0);
    newest_record_.reset();
    std::string earlier;
    if (message_id_.ask(seq).next()) earlier = to_string(read_id(message_id_.bytes(0)));
    message_id_.reset();
    if (made_at(earlier) < request->since) return std::nullopt;
    return commit_outcome{
        same ? commit_outcome::kind::same_request : commit_outcome::kind::name_in_use, std::move(earlier), {}};
}

// Nothing when at least one record is new, or known with other content that may replace it.
std::optional<commit_outcome> sqlite_writes::known_already(const acceptance& what) {
    std::size_t same = 0;
    std::int64_t earlier = 0;
    for (const record_key& each : what.keys) {
        if (!newest_record_.ask(each.key, each.scope).next()) continue;
        const bool equal = newest_record_.bytes(1) == each.digest;
        earlier = newest_record_.number(0);
        newest_record_.reset();
        if (equal) {
            ++same;
        } else if (!what.repeats_may_differ) {
            return commit_outcome{commit_outcome::kind::conflict, {}, "a record is known with other content"};
        }
    }
    if (what.keys.empty() || same != what.keys.size()) return std::nullopt;
    commit_outcome repeated{commit_outcome::kind::repeated, {}, {}};
    if (message_id_.ask(earlier).next()) repeated.earlier_id = to_string(read_id(message_id_.bytes(0)));
    message_id_.reset();
    return repeated;
}

void sqlite_writes::store_records(const acceptance& what, std::int64_t message) {
    for (const record_key& each : what.keys) insert_record_.run(each.key, each.scope, message, blob{each.digest});
    if (const auto& named = what.request) insert_record_.run(named->key, named->scope, message, blob{named->digest});
}

// A key has one value for ever. Two messages that coin one for the same key at the same moment: the second is refused
// for now and finds the value when it comes again.
std::optional<commit_outcome> sqlite_writes::store_key_rows(const std::vector<key_row>& rows) {
    for (const key_row& each : rows) {
        if (!key_value_.ask(each.school, each.table, each.key).next()) continue;
        const bool equal = key_value_.bytes(0) == each.value;
        key_value_.reset();
        if (!equal)
            return commit_outcome{
                commit_outcome::kind::unavailable, {}, "a key received its value from another message"};
    }
    add_keys(rows);
    return std::nullopt;
}

std::int64_t sqlite_writes::store_content(std::string_view bytes, std::string_view digest) {
    insert_content_.run(++last_.content, blob{digest}, blob{bytes});
    return last_.content;
}

std::optional<std::int64_t> sqlite_writes::store_note(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return store_content(text, crypto::sha256(text));
}

void sqlite_writes::store_message(const prepared_acceptance& ready, state status, std::int64_t body) {
    const message& m = ready.what.message;
    const auto id = ready.id.bytes();
    std::optional<std::array<char, 16>> original;
    if (const auto replayed = parse_id(m.replay_of)) original = replayed->bytes();
    insert_message_.run(
        last_.message, blob{view(id)}, stored_state(status), stored_time(m.received_at), last_.audit, body,
        store_note(m.report), original ? std::optional(blob{view(*original)}) : std::nullopt, m.standard, m.kind,
        m.sender, m.school, m.listener, m.method, m.path, m.envelope, m.content_type, m.trace_parent
    );
}

open_delivery sqlite_writes::store_delivery(
    const delivery& what, const prepared_delivery& ready, std::int64_t row, std::string place, std::int64_t body
) {
    const auto id = ready.id.bytes();
    const auto settled = is_open(what.status) ? std::nullopt : std::optional(stored_time(what.created_at));
    insert_delivery_.run(
        row, blob{view(id)}, blob{place}, stored_state(what.status), std::int64_t{what.attempts},
        stored_time(what.next_attempt), stored_time(what.created_at), settled, what.reason, std::int64_t{what.records},
        body, store_note(what.loss), what.route, what.destination, what.school, what.standard, what.order_key,
        what.method, what.path, blob{ready.headers}
    );
    return {ready.id,         row,
            message_of(row),  std::move(place),
            what.route,       what.order_key,
            what.destination, what.next_attempt,
            what.created_at,  what.status == state::held};
}

settled_delivery sqlite_writes::settle(const prepared_settlement& ready, const open_delivery& known, instant now) {
    const settlement& what = ready.what;
    const bool replaced = !what.replaced_by.empty();
    // What was divided is finished itself, and neither delivered nor dead: its parts stand for it.
    const state status = replaced ? state::accepted : what.status;
    const auto settled_at = is_open(status) ? std::nullopt : std::optional(stored_time(now));
    const std::int64_t tried = what.attempt ? 1 : 0;
    const int changed = update_delivery_.run(
        settled_at, stored_state(status), stored_time(what.next_attempt), what.reason, tried, known.row
    );
    if (changed == 0) return {};
    if (const auto& a = what.attempt)
        insert_attempt_.run(
            known.row, stored_time(a->at), std::int64_t{a->milliseconds}, std::int64_t{a->status}, a->outcome, a->reason
        );
    settled_delivery stored{true, status, what.next_attempt, is_dead_letter(status) ? 1u : 0u, {}};
    if (replaced) stored.open = store_parts(ready, known);
    refresh_message_state(known.message);
    if (what.audit) audit(*what.audit, known.message);
    return stored;
}

std::vector<open_delivery> sqlite_writes::store_parts(const prepared_settlement& ready, const open_delivery& known) {
    const std::int64_t begin = first_delivery(known.message);
    const std::int64_t end = begin + deliveries_per_message;
    last_delivery_.ask(begin, end).next();
    std::int64_t row = last_delivery_.number(0);
    last_delivery_.reset();
    if (row + static_cast<std::int64_t>(ready.parts.size()) >= end)
        throw sqlite_error(SQLITE_TOOBIG, 0, "too many deliveries for one message");

    std::vector<open_delivery> open;
    for (std::size_t i = 0; i < ready.parts.size(); ++i) {
        const delivery& part = ready.what.replaced_by[i];
        const std::int64_t body = store_content(part.body, ready.parts[i].digest);
        open_delivery made = store_delivery(part, ready.parts[i], ++row, place_of(known.place, i), body);
        if (is_open(part.status)) open.push_back(std::move(made));
    }
    return open;
}

void sqlite_writes::refresh_message_state(std::int64_t message) {
    worst_state_.ask(first_delivery(message), first_delivery(message + 1)).next();
    const std::int64_t worst = worst_state_.number(0);
    worst_state_.reset();
    update_message_.run(worst, message);
}

void sqlite_writes::audit(const audit_entry& what, std::optional<std::int64_t> message) {
    last_.chain = chain_after(last_.chain, what);
    insert_audit_.run(
        ++last_.audit, message, stored_time(what.at), what.actor, what.action, what.subject, what.detail,
        blob{last_.chain}
    );
}

std::optional<std::int64_t> sqlite_writes::message_named(std::string_view id) {
    const auto known = parse_id(id);
    if (!known) return std::nullopt;
    const auto bytes = known->bytes();
    if (!message_seq_.ask(blob{view(bytes)}).next()) return std::nullopt;
    const std::int64_t seq = message_seq_.number(0);
    message_seq_.reset();
    return seq;
}

void sqlite_writes::add_keys(std::span<const key_row> keys) {
    for (const key_row& each : keys) insert_key_value_.run(each.school, each.table, each.key, each.value);
}

void sqlite_writes::try_the_disk() {
    probe_.run();
}

} // namespace schakel::outbox
