#include "gateway/outbox/launch_handover.hpp"

#include "gateway/core/packed_fields.hpp"
#include "gateway/outbox/roster_rows.hpp"

#include <atomic>
#include <latch>
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

// All at once: the store writes together what waits together.
bool are_audited(store& into, std::vector<audit_entry> all) {
    std::latch left(static_cast<std::ptrdiff_t>(all.size()));
    std::atomic<bool> good{true};
    for (audit_entry& one : all)
        into.write_audit(std::move(one), [&](bool stored) {
            if (!stored) good = false;
            left.count_down();
        });
    left.wait();
    return good;
}

result<std::size_t> collect_audits(launch_rows& from, store& into, std::size_t most) {
    std::vector<waiting_audit> all = from.audits(most);
    if (all.empty()) return std::size_t{0};
    std::vector<audit_entry> entries;
    for (waiting_audit& one : all) entries.push_back(std::move(one.entry));
    if (!are_audited(into, std::move(entries))) return failure{"the audit log cannot be written"};
    if (const auto gone = from.audits_collected(all.back().number); !gone) return gone.error();
    return all.size();
}

result<done> kept(launch_rows& in, const launch_writes& what) {
    if (const auto stored = in.keep(what); !stored) return stored.error();
    return done{};
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
    return kept(to, all);
}

result<done> hand_over(launch_rows& to, std::span<const key_row> keys) {
    launch_writes all;
    for (const key_row& one : keys) all.records.push_back(to_record(one));
    return kept(to, all);
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
        if (!are_audited(into, {to_audit(one)})) return failure{"the audit log cannot be written"};
        if (const auto removed = from.remove(one.kind, one.id); !removed) return removed.error();
        ++count;
    }
    const auto audited = collect_audits(from, into, most);
    if (!audited) return audited.error();
    return count + *audited;
}

} // namespace schakel::outbox
