#include "gateway/outbox/roster_sqlite.hpp"

#include "gateway/outbox/sqlite_step.hpp"

namespace schakel::outbox {

namespace {

constexpr std::size_t most_remembered = 10'000; // schools

} // namespace

roster_sqlite::reader::reader(const sqlite_settings& settings, std::string_view kind)
    : db(settings.path, settings.vfs), reads(db, kind) {
    db.execute("PRAGMA query_only=ON");
}

roster_sqlite::roster_sqlite(
    const sqlite_settings& settings, table_follower* by, key_taker keys_to, std::string_view kind
)
    : writer_(by), keys_to_(std::move(keys_to)), entitlements_(kind == "entitlement") {
    for (auto& each : readers_) each = std::make_unique<reader>(settings, kind);
}

roster_writes& roster_sqlite::writes(sqlite_writes& with) const {
    return entitlements_ ? with.entitlements() : with.rosters();
}

template <class Value>
result<Value>
roster_sqlite::write(std::function<result<Value>(sqlite_writes&)> step, std::optional<audit_entry> audit) {
    if (!writer_) return failure{"the store was opened for reading"};
    auto written = run_step<Value>(*writer_, std::move(step), std::move(audit));
    const std::lock_guard lock(published_.mutex);
    ++published_.writes;
    published_.of.clear();
    return written;
}

template <class Asked>
auto roster_sqlite::read(Asked ask) {
    const unsigned first = turn_++;
    for (unsigned i = 0; i < readers_.size(); ++i) {
        reader& each = *readers_[(first + i) % readers_.size()];
        if (const std::unique_lock lock(each.mutex, std::try_to_lock); lock) return ask(each.reads);
    }
    reader& each = *readers_[first % readers_.size()];
    const std::lock_guard lock(each.mutex);
    return ask(each.reads);
}

result<roster_number> roster_sqlite::begin(std::string_view school, std::string_view source, instant at) {
    return write<roster_number>([&](sqlite_writes& with) { return writes(with).begin(school, source, at); });
}

result<done> roster_sqlite::put(roster_number version, std::span<const roster_row> rows) {
    return write<done>([&](sqlite_writes& with) { return writes(with).put(version, rows); });
}

result<done> roster_sqlite::end(roster_number version, std::span<const roster_key> keys) {
    return write<done>([&](sqlite_writes& with) { return writes(with).end(version, keys); });
}

result<bool> roster_sqlite::undo(roster_number version, std::size_t most) {
    return write<bool>([&](sqlite_writes& with) { return writes(with).undo(version, most); });
}

result<done> roster_sqlite::note(roster_number version, std::string_view summary) {
    return write<done>([&](sqlite_writes& with) { return writes(with).note(version, summary); });
}

result<done> roster_sqlite::settle(const roster_settlement& how) {
    return write<done>([&](sqlite_writes& with) { return writes(with).settle(how); }, how.audit);
}

result<bool> roster_sqlite::forget(std::string_view school, roster_number until, std::size_t most) {
    return write<bool>([&](sqlite_writes& with) { return writes(with).forget(school, until, most); });
}

result<done> roster_sqlite::pause(std::string_view school, instant until, const audit_entry& audit) {
    return write<done>(
        [&](sqlite_writes& with) {
            writes(with).pause(school, until);
            return done{};
        },
        audit
    );
}

std::optional<instant> roster_sqlite::paused_until(std::string_view school) {
    return read([&](roster_reads& from) { return from.paused_until(school); });
}

result<done> roster_sqlite::add_keys(std::span<const key_row> keys) {
    if (!writer_ && keys_to_) return keys_to_(keys);
    return write<done>([&](sqlite_writes& with) {
        with.add_keys(keys);
        return done{};
    });
}

result<done> roster_sqlite::mark_learned(std::string_view school, roster_number up_to) {
    return write<done>([&](sqlite_writes& with) {
        writes(with).mark_learned(school, up_to);
        return done{};
    });
}

roster_number roster_sqlite::learned(std::string_view school) {
    return read([&](roster_reads& from) { return from.learned(school); });
}

result<done> roster_sqlite::keep_sync(const kept_sync& what, std::size_t most) {
    return write<done>([&](sqlite_writes& with) {
        writes(with).keep_sync(what, most);
        return done{};
    });
}

std::vector<kept_sync> roster_sqlite::syncs(std::string_view school, std::size_t most) {
    return read([&](roster_reads& from) { return from.syncs(school, most); });
}

std::optional<kept_sync> roster_sqlite::sync(std::string_view id) {
    return read([&](roster_reads& from) { return from.sync(id); });
}

std::optional<roster_version> roster_sqlite::current(std::string_view school, std::optional<instant> at) {
    if (!at && writer_) return remembered_current(school);
    return read([&](roster_reads& from) { return from.current(school, at); });
}

// What was read while somebody wrote is not remembered: it may be older than what was written.
std::optional<roster_version> roster_sqlite::remembered_current(std::string_view school) {
    std::uint64_t writes = 0;
    {
        const std::lock_guard lock(published_.mutex);
        if (const auto known = published_.of.find(school); known != published_.of.end()) return known->second;
        writes = published_.writes;
    }
    auto found = read([&](roster_reads& from) { return from.current(school, std::nullopt); });
    const std::lock_guard lock(published_.mutex);
    if (writes == published_.writes && published_.of.size() < most_remembered) published_.of.emplace(school, found);
    return found;
}

std::optional<roster_version> roster_sqlite::staged(std::string_view school) {
    return read([&](roster_reads& from) { return from.staged(school); });
}

std::optional<roster_version> roster_sqlite::version(roster_number number) {
    return read([&](roster_reads& from) { return from.version(number); });
}

std::vector<roster_version> roster_sqlite::versions(std::string_view school, roster_number before, std::size_t most) {
    return read([&](roster_reads& from) { return from.versions(school, before, most); });
}

std::vector<std::string> roster_sqlite::schools() {
    return read([](roster_reads& from) { return from.schools(); });
}

std::optional<roster_number> roster_sqlite::first_since(std::string_view school, instant moment) {
    return read([&](roster_reads& from) { return from.first_since(school, moment); });
}

std::optional<stored_roster_row> roster_sqlite::find(std::string_view school, roster_number at, const roster_key& key) {
    return read([&](roster_reads& from) { return from.find(school, at, key); });
}

std::vector<stored_roster_row> roster_sqlite::page(std::string_view school, roster_number at, const roster_page& what) {
    return read([&](roster_reads& from) { return from.page(school, at, what); });
}

std::vector<stored_roster_row>
roster_sqlite::named(std::string_view school, roster_number at, std::uint8_t kind, std::string_view name) {
    return read([&](roster_reads& from) { return from.named(school, at, kind, name); });
}

std::vector<std::optional<known_roster_row>>
roster_sqlite::known(std::string_view school, roster_number at, std::span<const roster_key> keys) {
    return read([&](roster_reads& from) { return from.known(school, at, keys); });
}

std::vector<known_roster_row>
roster_sqlite::known_after(std::string_view school, roster_number at, const roster_key& after, std::size_t most) {
    return read([&](roster_reads& from) { return from.known_after(school, at, after, most); });
}

std::vector<roster_change> roster_sqlite::begun(
    std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after, std::size_t most
) {
    return read([&](roster_reads& reads) { return reads.begun(school, from, to, after, most); });
}

std::vector<roster_change> roster_sqlite::ended(
    std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after, std::size_t most
) {
    return read([&](roster_reads& reads) { return reads.ended(school, from, to, after, most); });
}

std::vector<stored_roster_row> roster_sqlite::history(std::string_view school, const roster_key& key) {
    return read([&](roster_reads& from) { return from.history(school, key); });
}

} // namespace schakel::outbox
