#include "gateway/outbox/launch_handover.hpp"

#include "gateway/core/packed_fields.hpp"
#include "gateway/outbox/roster_rows.hpp"

#include <future>
#include <utility>

namespace schakel::outbox {

namespace {

std::string key_id(std::string_view school, std::string_view table, std::string_view key) {
    return packed(school, table, key);
}

launch_record to_record(const key_row& what) {
    launch_record row;
    row.kind = handed_key_kind;
    row.id = key_id(what.school, what.table, what.key);
    row.bytes = what.value;
    return row;
}

key_row to_key(const launch_record& row) {
    key_row out;
    packed_reader(row.id).take(out.school, out.table, out.key);
    out.value = row.bytes;
    return out;
}

audit_entry to_audit(const launch_record& row) {
    audit_entry out;
    out.at = row.changed;
    packed_reader(row.bytes).take(out.actor, out.action, out.subject, out.detail);
    return out;
}

bool is_audited(store& into, audit_entry what) {
    std::promise<bool> told;
    into.write_audit(std::move(what), [&](bool stored) { told.set_value(stored); });
    return told.get_future().get();
}

std::vector<launch_record> waiting(launch_rows& in, std::uint8_t kind, std::size_t most) {
    record_filter which;
    which.kind = kind;
    which.limit = most;
    return in.list(which, instant{});
}

} // namespace

result<done> hand_over(launch_rows& to, const audit_entry& what, std::string id) {
    launch_record row;
    row.kind = handed_audit_kind;
    row.id = std::move(id);
    row.changed = what.at;
    row.bytes = packed(what.actor, what.action, what.subject, what.detail);
    launch_writes all;
    all.records.push_back(std::move(row));
    return to.keep(all);
}

result<done> hand_over(launch_rows& to, std::span<const key_row> keys) {
    launch_writes all;
    for (const key_row& one : keys) all.records.push_back(to_record(one));
    return to.keep(all);
}

std::optional<std::string>
key_handed_over(launch_rows& in, std::string_view school, std::string_view table, std::string_view key) {
    auto row = in.find(handed_key_kind, key_id(school, table, key), instant{});
    if (!row) return std::nullopt;
    return std::move(row->bytes);
}

result<std::size_t> collect(launch_rows& from, store& into, std::size_t most) {
    std::size_t count = 0;
    const auto keys = waiting(from, handed_key_kind, most);
    std::vector<key_row> rows;
    for (const launch_record& one : keys) rows.push_back(to_key(one));
    if (!rows.empty() && into.rosters())
        if (const auto kept = into.rosters()->add_keys(rows); !kept) return kept.error();
    for (const launch_record& one : keys) {
        if (const auto removed = from.remove(one.kind, one.id); !removed) return removed.error();
        ++count;
    }
    for (const launch_record& one : waiting(from, handed_audit_kind, most)) {
        if (!is_audited(into, to_audit(one))) return failure{"the audit log cannot be written"};
        if (const auto removed = from.remove(one.kind, one.id); !removed) return removed.error();
        ++count;
    }
    return count;
}

} // namespace schakel::outbox
