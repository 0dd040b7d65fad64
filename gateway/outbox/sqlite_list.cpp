// The list of messages: filters become conditions, values become parameters.
#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/packed_id.hpp"
#include "gateway/outbox/search_lists.hpp"
#include "gateway/outbox/sqlite_reads.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <algorithm>
#include <variant>

namespace schakel::outbox {

namespace {

class conditions {
public:
    void add(std::string_view sql) { sql_.append(sql_.empty() ? " WHERE " : " AND ").append(sql); }
    void add(std::string_view sql, std::variant<std::int64_t, std::string> value) {
        add(sql);
        values_.push_back(std::move(value));
    }
    void add_text(std::string_view sql, const std::string& value) {
        if (!value.empty()) add(sql, value);
    }
    const std::string& sql() const { return sql_; }
    void bind(statement& to) const {
        int at = 0;
        for (const auto& value : values_) {
            ++at;
            if (const auto* number = std::get_if<std::int64_t>(&value))
                to.bind(at, *number);
            else
                to.bind(at, std::string_view(std::get<std::string>(value)));
        }
    }

private:
    std::string sql_;
    std::vector<std::variant<std::int64_t, std::string>> values_;
};

// The number stands in the text, and the bound beside it, so that SQLite sees that the partial index applies.
bool needs_attention(state one) {
    return stored_state(one) >= 3;
}

std::string status_is(state wanted) {
    return "m.status = " + std::to_string(stored_state(wanted)) + (needs_attention(wanted) ? " AND m.status >= 3" : "");
}

conditions conditions_of(const message_filter& filter, std::optional<std::int64_t> before) {
    conditions all;
    if (filter.status) all.add(status_is(*filter.status));
    all.add_text("m.standard = ?", filter.standard);
    all.add_text("m.sender = ?", filter.sender);
    all.add_text("m.school = ?", filter.school);
    constexpr std::string_view some_delivery =
        "EXISTS (SELECT 1 FROM delivery d WHERE d.row >= m.seq << 20 AND d.row < (m.seq + 1) << 20 AND ";
    all.add_text(std::string(some_delivery) + "d.destination = ?)", filter.destination);
    all.add_text(std::string(some_delivery) + "d.route = ?)", filter.route);
    if (filter.since) all.add("m.received_at >= ?", stored_time(*filter.since));
    if (filter.until) all.add("m.received_at < ?", stored_time(*filter.until));
    if (before) all.add("m.seq < ?", *before);
    return all;
}

std::size_t limit_of(const message_filter& filter) {
    return std::clamp<std::size_t>(filter.limit, 1, 1000);
}

bool fits(const message& one, const message_filter& filter) {
    return (!filter.status || one.status == *filter.status) && (!filter.since || one.received_at >= *filter.since) &&
           (!filter.until || one.received_at < *filter.until);
}

} // namespace

message take_message(const statement& row) {
    message m;
    m.id = to_string(read_id(row.bytes(1)));
    m.status = read_state(row.number(2));
    m.received_at = read_time(row.number(3));
    if (!row.is_null(6)) m.replay_of = to_string(read_id(row.bytes(6)));
    m.standard = row.text(7);
    m.kind = row.text(8);
    m.sender = row.text(9);
    m.school = row.text(10);
    m.listener = row.text(11);
    m.method = row.text(12);
    m.path = row.text(13);
    m.envelope = row.text(14);
    m.content_type = row.text(15);
    m.trace_parent = row.text(16);
    m.digest = crypto::to_hex(row.bytes(17));
    return m;
}

// A cursor that names no message is the end of the list: nothing lies before what is not there.
message_page sqlite_reads::list(const message_filter& filter) {
    std::optional<std::int64_t> before;
    if (!filter.after.empty()) {
        before = seq_of(filter.after);
        if (!before) return {};
    }
    const std::size_t limit = limit_of(filter);
    const conditions where = conditions_of(filter, before);
    statement rows(
        db_, "SELECT " + std::string(message_columns) + " FROM message m" + where.sql() +
                 " ORDER BY m.seq DESC LIMIT " + std::to_string(limit + 1)
    );
    where.bind(rows);
    message_page page;
    while (rows.next()) {
        if (page.messages.size() == limit) {
            page.next = page.messages.back().id;
            break;
        }
        page.messages.push_back(take_message(rows));
    }
    return page;
}

std::vector<std::int64_t> sqlite_reads::in_state(state wanted) {
    std::vector<std::int64_t> all;
    statement rows(db_, "SELECT m.seq FROM message m WHERE " + status_is(wanted) + " ORDER BY m.seq");
    while (rows.next()) all.push_back(rows.number(0));
    return all;
}

// Newest first, row by row: a page is full after a few when the lists have done their work.
message_page sqlite_reads::list_of(const message_filter& filter, std::vector<std::int64_t> among) {
    if (!filter.after.empty()) {
        const auto before = seq_of(filter.after);
        if (!before) return {};
        among.erase(std::ranges::lower_bound(among, *before), among.end());
    }
    narrow_by_time(filter, among);
    if (filter.status && needs_attention(*filter.status)) {
        search_lists both;
        both.narrow(std::move(among));
        both.narrow(in_state(*filter.status));
        among = std::move(*std::move(both).result());
    }
    message_page page;
    for (auto each = among.rbegin(); each != among.rend(); ++each) {
        if (!message_.ask(*each).next()) continue; // it is gone
        message one = take_message(message_);
        if (!fits(one, filter)) continue;
        if (page.messages.size() == limit_of(filter)) {
            page.next = page.messages.back().id;
            break;
        }
        page.messages.push_back(std::move(one));
    }
    message_.reset();
    return page;
}

// Messages lie about in the order of time, so the first and the last one of the time tell where the others are.
void sqlite_reads::narrow_by_time(const message_filter& filter, std::vector<std::int64_t>& among) {
    if (among.empty() || (!filter.since && !filter.until)) return;
    statement ends(db_, "SELECT min(seq), max(seq) FROM message WHERE received_at >= ? AND received_at < ?");
    ends.bind(1, stored_time(filter.since.value_or(instant::min())));
    ends.bind(2, stored_time(filter.until.value_or(instant::max())));
    if (!ends.next() || ends.is_null(0)) return among.clear();
    among.erase(std::ranges::upper_bound(among, ends.number(1)), among.end());
    among.erase(among.begin(), std::ranges::lower_bound(among, ends.number(0)));
}

} // namespace schakel::outbox
