// The list of messages: filters become conditions, values become parameters.
#include "gateway/crypto/digest.hpp"
#include "gateway/outbox/packed_id.hpp"
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
std::string status_is(state wanted) {
    const std::int64_t stored = stored_state(wanted);
    return "m.status = " + std::to_string(stored) + (stored >= 3 ? " AND m.status >= 3" : "");
}

std::string is_one_of(const std::vector<std::int64_t>& numbers) {
    std::string sql = "m.seq IN (";
    for (const std::int64_t& each : numbers)
        sql.append(&each == numbers.data() ? "" : ",").append(std::to_string(each));
    return sql + ")";
}

conditions conditions_of(
    const message_filter& filter, const std::vector<std::int64_t>& with_key, std::optional<std::int64_t> before
) {
    conditions all;
    if (filter.status) all.add(status_is(*filter.status));
    all.add_text("m.standard = ?", filter.standard);
    all.add_text("m.sender = ?", filter.sender);
    all.add_text("m.school = ?", filter.school);
    constexpr std::string_view some_delivery =
        "EXISTS (SELECT 1 FROM delivery d WHERE d.row >= m.seq << 20 AND d.row < (m.seq + 1) << 20 AND ";
    all.add_text(std::string(some_delivery) + "d.destination = ?)", filter.destination);
    all.add_text(std::string(some_delivery) + "d.route = ?)", filter.route);
    if (!filter.key.empty()) all.add(is_one_of(with_key));
    if (filter.since) all.add("m.received_at >= ?", stored_time(*filter.since));
    if (filter.until) all.add("m.received_at < ?", stored_time(*filter.until));
    if (before) all.add("m.seq < ?", *before);
    return all;
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
message_page sqlite_reads::list(const message_filter& filter, const std::vector<std::int64_t>& with_key) {
    std::optional<std::int64_t> before;
    if (!filter.after.empty()) {
        before = seq_of(filter.after);
        if (!before) return {};
    }
    const std::size_t limit = std::clamp<std::size_t>(filter.limit, 1, 1000);
    const conditions where = conditions_of(filter, with_key, before);
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

} // namespace schakel::outbox
