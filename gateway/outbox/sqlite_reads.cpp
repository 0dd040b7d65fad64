#include "gateway/outbox/sqlite_reads.hpp"

#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/prepared_writes.hpp"
#include "gateway/outbox/sqlite_schema.hpp"
#include "gateway/outbox/sqlite_writes.hpp"

#include <limits>

namespace schakel::outbox {

namespace {

// In the order in which take_delivery() reads them; the loss report and the body follow by number.
constexpr std::string_view delivery_columns =
    "d.row, d.id, d.place, d.status, d.attempts, d.next_attempt, d.created_at, d.settled_at, d.reason, d.records, "
    "d.route, d.destination, d.standard, d.order_key, d.method, d.path, d.headers, d.body, d.loss, "
    "(SELECT id FROM message m WHERE m.seq = d.row >> 20), d.school, d.body_at, d.body_length, d.body_digest, "
    "d.loss_at, "
    "d.loss_length, d.loss_digest";

delivery take_delivery(const statement& row) {
    delivery d;
    d.id = to_string(read_id(row.bytes(1)));
    d.status = read_state(row.number(3));
    d.attempts = static_cast<std::uint32_t>(row.number(4));
    d.next_attempt = read_time(row.number(5));
    d.created_at = read_time(row.number(6));
    if (!row.is_null(7)) d.settled_at = read_time(row.number(7));
    d.reason = row.text(8);
    d.records = static_cast<std::uint32_t>(row.number(9));
    d.route = row.text(10);
    d.destination = row.text(11);
    d.standard = row.text(12);
    d.order_key = row.text(13);
    d.method = row.text(14);
    d.path = row.text(15);
    d.headers = unpack_headers(row.bytes(16));
    d.message_id = to_string(read_id(row.bytes(19)));
    d.school = row.text(20);
    return d;
}

open_delivery take_open(const statement& row) {
    const std::int64_t number = row.number(0);
    return {
        read_id(row.bytes(1)),
        number,
        message_of(number),
        row.text(2),
        row.text(10),
        row.text(13),
        row.text(11),
        read_time(row.number(5)),
        read_time(row.number(6)),
        read_state(row.number(3)) == state::held};
}

bool needs_work(const statement& row) {
    return is_open(read_state(row.number(3)));
}

constexpr std::uint32_t no_segment = std::numeric_limits<std::uint32_t>::max();
constexpr int body_of_delivery = 21, loss_of_delivery = 24, body_of_message = 18, report_of_message = 21;

// A text in the journal: place, length and digest in three columns.
std::optional<journal_text> text_at(const statement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return journal_text{
        read_place(row.number(column)), static_cast<std::uint32_t>(row.number(column + 1)), row.text(column + 2)};
}

std::string about_damage(std::string_view what, std::string_view id) {
    return "the stored " + std::string(what) + ' ' + std::string(id) + " is damaged: its SHA-256 differs";
}

} // namespace

sqlite_reads::sqlite_reads(connection& db, const journal_reader& journal)
    : db_(db), journal_(journal), content_(db, "SELECT digest, bytes FROM content WHERE seq = ?"),
      open_(
          db, "SELECT " + std::string(delivery_columns) +
                  " FROM (SELECT seq FROM message WHERE status >= 3 ORDER BY seq) m CROSS JOIN delivery d "
                  "WHERE d.row >= m.seq << 20 AND d.row < (m.seq + 1) << 20 AND d.status >= 3"
      ),
      delivery_(db, "SELECT " + std::string(delivery_columns) + " FROM delivery d WHERE d.row = ?"),
      deliveries_of_(
          db,
          "SELECT " + std::string(delivery_columns) + " FROM delivery d WHERE d.row >= ? AND d.row < ? ORDER BY d.place"
      ),
      attempts_(
          db, "SELECT number, at, milliseconds, status, outcome, reason FROM attempt WHERE delivery = ? ORDER BY number"
      ),
      audit_(
          db,
          "SELECT at, actor, action, subject, detail FROM audit WHERE seq = (SELECT audit FROM message WHERE seq = ?1) "
          "UNION ALL SELECT at, actor, action, subject, detail FROM audit WHERE message = ?1"
      ),
      message_(db, "SELECT " + std::string(message_columns) + " FROM message m WHERE m.seq = ?"),
      seq_of_(db, "SELECT seq FROM message WHERE id = ?"),
      last_delivery_(db, "SELECT max(row) FROM delivery WHERE row >= ? AND row < ?"),
      key_value_(db, "SELECT value FROM key_value WHERE school = ? AND name = ? AND key = ?") {}

std::uint64_t sqlite_reads::open_deliveries(const std::function<void(open_delivery)>& each) {
    std::uint64_t dead_letters = 0;
    for (open_.ask(); open_.next();) needs_work(open_) ? each(take_open(open_)) : static_cast<void>(++dead_letters);
    return dead_letters;
}

result<std::string> sqlite_reads::content(std::int64_t seq, const std::optional<journal_text>& in_journal) {
    if (in_journal) {
        std::string bytes = journal_.read(in_journal->at, in_journal->length);
        if (crypto::sha256(bytes) != in_journal->digest) return failure{"damaged"};
        return bytes;
    }
    if (!content_.ask(seq).next()) return failure{"missing"};
    std::string bytes = content_.text(1);
    const bool whole = crypto::sha256(bytes) == content_.bytes(0);
    content_.reset();
    if (!whole) return failure{"damaged"};
    return bytes;
}

// A damaged loss report stops nobody: it is told as missing.
std::string sqlite_reads::note(std::int64_t seq, const std::optional<journal_text>& in_journal) {
    if (seq == 0 && !in_journal) return {};
    auto text = content(seq, in_journal);
    return text ? std::move(*text) : std::string();
}

result<delivery> sqlite_reads::whole_delivery(std::int64_t row) {
    if (!delivery_.ask(row).next()) return failure{"the stored row of a delivery is missing"};
    delivery d = take_delivery(delivery_);
    const std::int64_t body = delivery_.number(17);
    const std::int64_t loss = delivery_.number(18);
    const auto body_text = text_at(delivery_, body_of_delivery), loss_text = text_at(delivery_, loss_of_delivery);
    delivery_.reset();
    auto bytes = content(body, body_text);
    if (!bytes) return failure{about_damage("body of delivery", d.id)};
    d.body = std::move(*bytes);
    d.loss = note(loss, loss_text);
    return d;
}

result<message> sqlite_reads::whole_message(std::int64_t seq) {
    if (!message_.ask(seq).next()) return failure{"the stored row of a message is missing"};
    message m = take_message(message_);
    const std::int64_t body = message_.number(4);
    const std::int64_t report = message_.number(5);
    const auto body_text = text_at(message_, body_of_message), report_text = text_at(message_, report_of_message);
    message_.reset();
    auto bytes = content(body, body_text);
    if (!bytes) return failure{about_damage("body of message", m.id)};
    m.body = std::move(*bytes);
    m.report = note(report, report_text);
    return m;
}

std::optional<std::int64_t> sqlite_reads::seq_of(std::string_view id) {
    const auto known = parse_id(id);
    if (!known) return std::nullopt;
    const auto bytes = known->bytes();
    if (!seq_of_.ask(blob{{bytes.data(), bytes.size()}}).next()) return std::nullopt;
    const std::int64_t seq = seq_of_.number(0);
    seq_of_.reset();
    return seq;
}

result<message_history> sqlite_reads::show(std::string_view id) {
    const auto seq = seq_of(id);
    if (!seq) return failure{std::string(no_such_message)};
    auto found = whole_message(*seq);
    if (!found) return found.error();
    message_history history;
    history.message = std::move(*found);
    history.deliveries = deliveries_of(*seq, history.attempts);
    for (audit_.ask(*seq); audit_.next();)
        history.audit.push_back(
            {read_time(audit_.number(0)), audit_.text(1), audit_.text(2), audit_.text(3), audit_.text(4)}
        );
    return history;
}

// A delivery whose body is damaged is told without it; its reason names the damage once it was to leave.
std::vector<delivery> sqlite_reads::deliveries_of(std::int64_t message, std::vector<attempt>& attempts) {
    std::vector<delivery> all;
    const std::int64_t begin = first_delivery(message);
    for (deliveries_of_.ask(begin, begin + deliveries_per_message); deliveries_of_.next();) {
        delivery d = take_delivery(deliveries_of_);
        d.body = note(deliveries_of_.number(17), text_at(deliveries_of_, body_of_delivery));
        d.loss = note(deliveries_of_.number(18), text_at(deliveries_of_, loss_of_delivery));
        for (attempts_.ask(deliveries_of_.number(0)); attempts_.next();)
            attempts.push_back(
                {d.id, static_cast<std::uint32_t>(attempts_.number(0)), read_time(attempts_.number(1)),
                 static_cast<std::uint32_t>(attempts_.number(2)), static_cast<int>(attempts_.number(3)),
                 attempts_.text(4), attempts_.text(5)}
            );
        all.push_back(std::move(d));
    }
    return all;
}

std::optional<message> sqlite_reads::message_numbered(std::int64_t seq) {
    auto found = whole_message(seq);
    if (!found) return std::nullopt;
    return std::move(*found);
}

std::optional<std::string> sqlite_reads::id_of_message(std::int64_t seq) {
    if (!message_.ask(seq).next()) return std::nullopt;
    std::string id = to_string(read_id(message_.bytes(1)));
    message_.reset();
    return id;
}

std::int64_t sqlite_reads::last_delivery(std::int64_t message) {
    last_delivery_.ask(first_delivery(message), first_delivery(message + 1)).next();
    const std::int64_t row = last_delivery_.number(0);
    last_delivery_.reset();
    return row;
}

std::optional<std::string>
sqlite_reads::key_value(std::string_view school, std::string_view table, std::string_view key) {
    if (!key_value_.ask(school, table, key).next()) return std::nullopt;
    std::string value = key_value_.text(0);
    key_value_.reset();
    return value;
}

std::uint64_t sqlite_reads::messages() {
    return static_cast<std::uint64_t>(db_.number("SELECT count(*) FROM message"));
}

std::int64_t sqlite_reads::oldest_message() {
    return db_.number("SELECT min(seq) FROM message");
}

// Messages lie in the journal in the order of their numbers, so the first one of a later segment is found by halving.
std::set<std::uint32_t> sqlite_reads::segments_with_texts() {
    std::set<std::uint32_t> found;
    statement first(db_, "SELECT body_at FROM message WHERE seq >= ? AND body_at IS NOT NULL ORDER BY seq LIMIT 1");
    const auto segment_from = [&](std::int64_t seq) {
        const bool any = first.ask(seq).next();
        const std::uint32_t segment = any ? read_place(first.number(0)).segment : no_segment;
        first.reset();
        return segment;
    };
    const std::int64_t behind_all = db_.number("SELECT max(seq) FROM message") + 1;
    for (std::int64_t seq = 0;;) {
        const std::uint32_t segment = segment_from(seq);
        if (segment == no_segment) break;
        found.insert(segment);
        for (std::int64_t end = behind_all; seq < end;) {
            const std::int64_t middle = seq + (end - seq) / 2;
            segment_from(middle) > segment ? end = middle : seq = middle + 1;
        }
    }
    statement parts(db_, "SELECT DISTINCT segment FROM part");
    while (parts.next()) found.insert(static_cast<std::uint32_t>(parts.number(0)));
    return found;
}

result<std::uint64_t> sqlite_reads::verify_audit() {
    statement all(db_, "SELECT seq, chain, at, actor, action, subject, detail FROM audit ORDER BY seq");
    std::string chain;
    std::int64_t expected = 0;
    for (; all.next();) {
        const audit_entry entry{read_time(all.number(2)), all.text(3), all.text(4), all.text(5), all.text(6)};
        chain = chain_after(chain, entry);
        ++expected;
        if (all.number(0) != expected || all.bytes(1) != chain)
            return failure{"audit entry " + std::to_string(expected) + " does not fit the entry before it"};
    }
    return static_cast<std::uint64_t>(expected);
}

} // namespace schakel::outbox
