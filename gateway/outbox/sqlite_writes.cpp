#include "gateway/outbox/sqlite_writes.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/new_keys.hpp"
#include "gateway/outbox/prepared_writes.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <utility>

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

state state_of(const decided_acceptance& what) {
    const auto& all = what.deliveries;
    state worst = all.empty() ? what.what.message.status : all.front().what.status;
    for (const decided_delivery& each : all)
        if (stored_state(each.what.status) > stored_state(worst)) worst = each.what.status;
    return worst;
}

// What is empty has no place.
std::optional<std::int64_t> place_of(const journal_text& text) {
    return text.length == 0 ? std::nullopt : std::optional(stored_place(text.at));
}

std::optional<blob> digest_of(const journal_text& text) {
    return text.length == 0 ? std::nullopt : std::optional(blob{text.digest});
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
      insert_message_(
          db,
          "INSERT INTO message(seq, id, status, received_at, audit, body, body_at, body_length, body_digest, "
          "report_at, "
          "report_length, report_digest, replay_of, standard, kind, sender, school, listener, method, path, envelope, "
          "content_type, trace_parent) VALUES(?,?,?,?,?,0,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
      ),
      insert_delivery_(
          db, "INSERT INTO delivery(row, id, place, status, attempts, next_attempt, created_at, settled_at, reason, "
              "records, "
              "body, body_at, body_length, body_digest, loss_at, loss_length, loss_digest, route, destination, school, "
              "standard, order_key, method, path, headers) VALUES(?,?,?,?,?,?,?,?,?,?,0,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
      ),
      insert_attempt_(
          db, "INSERT INTO attempt(delivery, number, at, milliseconds, status, outcome, reason) "
              "VALUES(?1, (SELECT attempts FROM delivery WHERE row = ?1), ?2, ?3, ?4, ?5, ?6)"
      ),
      insert_key_value_(db, "INSERT OR IGNORE INTO key_value(school, name, key, value) VALUES(?,?,?,?)"),
      insert_audit_(
          db, "INSERT INTO audit(seq, message, at, actor, action, subject, detail, chain) VALUES(?,?,?,?,?,?,?,?)"
      ),
      insert_part_(db, "INSERT INTO part(row, segment) VALUES(?,?)"),
      forget_parts_(db, "DELETE FROM part WHERE row NOT IN (SELECT row FROM delivery)"),
      pause_route_(db, "INSERT OR REPLACE INTO route_pause(route, since, until) VALUES(?, ?, ?)"),
      message_seq_(db, "SELECT seq FROM message WHERE id = ?"),
      worst_state_(db, "SELECT max(status) FROM delivery WHERE row >= ? AND row < ?"),
      update_delivery_(
          db, "UPDATE delivery SET settled_at = ?, status = ?, next_attempt = ?, reason = ?, attempts = attempts + ? "
              "WHERE row = ?"
      ),
      update_message_(db, "UPDATE message SET status = ?1 WHERE seq = ?2 AND status <> ?1"),
      through_(db, "INSERT OR REPLACE INTO followed(one, journal) VALUES(1, ?)"),
      probe_(db, "INSERT OR REPLACE INTO probe(seq, bytes) VALUES(1, randomblob(65536))"), rosters_(db, "roster"),
      entitlements_(db, "entitlement"), goals_(db), removal_(db) {
    statement newest(db, "SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1");
    if (newest.next()) last_ = {newest.number(0), newest.text(1)};
    find_key_tables();
}

void sqlite_writes::find_key_tables() {
    statement next(
        db_, "SELECT school, name FROM key_value WHERE (school, name) > (?, ?) ORDER BY school, name LIMIT 1"
    );
    std::string school, table; // whose names are both empty none has
    for (next.ask(school, table); next.next(); next.ask(school, table)) {
        school = next.text(0), table = next.text(1);
        key_tables_.insert(new_keys::name_of(school, table, {}));
    }
}

bool sqlite_writes::has_keys_in(std::string_view school, std::string_view table) const {
    const std::shared_lock lock(key_tables_mutex_);
    return key_tables_.contains(new_keys::name_of(school, table, {}));
}

void sqlite_writes::begin() {
    before_ = last_;
    begin_.run();
}

void sqlite_writes::commit() {
    commit_.run();
    if (std::exchange(adds_keys_, false)) ++key_additions_;
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

void sqlite_writes::follow(const decision& what) {
    if (const auto* accepted = std::get_if<decided_acceptance>(&what)) return accept(*accepted);
    if (const auto* settled = std::get_if<decided_settlement>(&what)) return settle(*settled);
    const audit_entry& entry = std::get<decided_audit>(what).what;
    audit(entry, message_named(entry.subject));
}

void sqlite_writes::followed_through(std::uint64_t group) {
    through_.run(static_cast<std::int64_t>(group));
}

void sqlite_writes::follow_again(const std::function<void()>& work) {
    db_.execute("CREATE INDEX audit_subject ON audit(subject)");
    again_ = true;
    work();
    again_ = false;
    db_.execute("DROP INDEX audit_subject");
}

std::int64_t sqlite_writes::entry_about(const std::string& subject) {
    if (!again_) return last_.number;
    statement first(db_, "SELECT min(seq) FROM audit WHERE subject = ?");
    return first.ask(subject).next() ? first.number(0) : 0;
}

void sqlite_writes::accept(const decided_acceptance& what) {
    const message& m = what.what.message;
    const auto id = what.id.bytes();
    std::optional<std::array<char, 16>> original;
    if (const auto replayed = parse_id(m.replay_of)) original = replayed->bytes();
    audit(what.what.audit, std::nullopt);
    insert_message_.run(
        what.number, blob{view(id)}, stored_state(state_of(what)), stored_time(m.received_at),
        entry_about(what.what.audit.subject), stored_place(what.body.at), std::int64_t{what.body.length},
        blob{what.body.digest}, place_of(what.report), std::int64_t{what.report.length}, digest_of(what.report),
        original ? std::optional(blob{view(*original)}) : std::nullopt, m.standard, m.kind, m.sender, m.school,
        m.listener, m.method, m.path, m.envelope, m.content_type, m.trace_parent
    );
    add_keys(what.what.new_keys);
    for (const decided_delivery& each : what.deliveries) store_delivery(each);
}

void sqlite_writes::store_delivery(const decided_delivery& what) {
    const delivery& d = what.what;
    const auto id = what.id.bytes();
    const auto settled = is_open(d.status) ? std::nullopt : std::optional(stored_time(d.created_at));
    insert_delivery_.run(
        what.row, blob{view(id)}, blob{what.place}, stored_state(d.status), std::int64_t{d.attempts},
        stored_time(d.next_attempt), stored_time(d.created_at), settled, d.reason, std::int64_t{d.records},
        stored_place(what.body.at), std::int64_t{what.body.length}, blob{what.body.digest}, place_of(what.loss),
        std::int64_t{what.loss.length}, digest_of(what.loss), d.route, d.destination, d.school, d.standard, d.order_key,
        d.method, d.path, blob{pack_headers(d.headers)}
    );
    goals_.add_use(what.row, d.goal_sources, d.unknown_goals);
}

void sqlite_writes::settle(const decided_settlement& what) {
    const auto settled_at = is_open(what.status) ? std::nullopt : std::optional(stored_time(what.at));
    const std::int64_t tried = what.what.attempt ? 1 : 0;
    const int known = update_delivery_.run(
        settled_at, stored_state(what.status), stored_time(what.what.next_attempt), what.what.reason, tried, what.row
    );
    if (known == 0) return; // what it settles was lost with a damaged entry
    if (const auto& a = what.what.attempt)
        insert_attempt_.run(
            what.row, stored_time(a->at), std::int64_t{a->milliseconds}, std::int64_t{a->status}, a->outcome, a->reason
        );
    for (const decided_delivery& part : what.parts) {
        store_delivery(part);
        insert_part_.run(part.row, std::int64_t{part.body.at.segment});
    }
    refresh_message_state(message_of(what.row));
    if (what.what.audit) audit(*what.what.audit, message_of(what.row));
}

void sqlite_writes::refresh_message_state(std::int64_t message) {
    worst_state_.ask(first_delivery(message), first_delivery(message + 1)).next();
    const std::int64_t worst = worst_state_.number(0);
    worst_state_.reset();
    update_message_.run(worst, message);
}

void sqlite_writes::audit(const audit_entry& what, std::optional<std::int64_t> message) {
    if (again_) return;
    last_.chain = chain_after(last_.chain, what);
    insert_audit_.run(
        ++last_.number, message, stored_time(what.at), what.actor, what.action, what.subject, what.detail,
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
    if (!keys.empty()) adds_keys_ = true;
    for (const key_row& each : keys) {
        if (!has_keys_in(each.school, each.table)) {
            const std::unique_lock lock(key_tables_mutex_);
            key_tables_.insert(new_keys::name_of(each.school, each.table, {}));
        }
        insert_key_value_.run(each.school, each.table, each.key, each.value);
    }
}

void sqlite_writes::pause_route(std::string_view route, instant since, instant until) {
    pause_route_.run(route, stored_time(since), stored_time(until));
}

void sqlite_writes::forget_parts() {
    forget_parts_.run();
}

void sqlite_writes::try_the_disk() {
    probe_.run();
}

} // namespace schakel::outbox
