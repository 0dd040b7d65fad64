#include "gateway/outbox/launch_writing.hpp"

#include "gateway/outbox/launch_events.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <algorithm>
#include <map>

namespace schakel::outbox {

namespace {

std::optional<std::int64_t> stored_time(const std::optional<instant>& when) {
    if (!when) return std::nullopt;
    return outbox::stored_time(*when);
}

constexpr std::int64_t beside = 8; // rows in which a state may lie

} // namespace

launch_writing::launch_writing(connection& db)
    : find_state_(db, "SELECT row FROM state WHERE row>=?1 AND row<?1+8 AND key=?2"),
      add_state_(db, "INSERT OR IGNORE INTO state(row, key, until, lasting, bytes) VALUES(?,?,?,?,?)"),
      take_state_(db, "SELECT until, lasting, bytes FROM state WHERE row=?"),
      remove_state_(db, "DELETE FROM state WHERE row=?"), note_(db, "INSERT INTO event(kind, bytes) VALUES(?,?)"),
      events_(db, "SELECT seq, kind, bytes FROM event ORDER BY seq LIMIT ?"),
      drop_events_(db, "DELETE FROM event WHERE seq<=?"), add_audit_(db, "INSERT INTO audit(entry) VALUES(?)"),
      drop_audits_(db, "DELETE FROM audit WHERE seq<=?"), is_used_(db, "SELECT 1 FROM used WHERE what=?"),
      use_(db, "INSERT INTO used(what, until) VALUES(?,?)"),
      keep_attempt_(
          db, "INSERT INTO attempt(trace, began, changed, school, product, source, target, kind, hop, outcome, reason, "
              "released) VALUES(?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(trace) DO UPDATE SET changed=excluded.changed, "
              "school=coalesce(nullif(excluded.school,''),school), "
              "product=coalesce(nullif(excluded.product,''),product), "
              "source=coalesce(nullif(excluded.source,''),source), target=coalesce(nullif(excluded.target,''),target), "
              "kind=coalesce(nullif(excluded.kind,''),kind), hop=coalesce(nullif(excluded.hop,''),hop), "
              "outcome=coalesce(nullif(excluded.outcome,''),outcome), "
              "reason=coalesce(nullif(excluded.reason,''),reason), "
              "released=coalesce(nullif(excluded.released,x''),released)"
      ),
      keep_person_(db, "INSERT OR IGNORE INTO attempt_person(person, trace) VALUES(?,?)"),
      record_version_(db, "SELECT version, coalesce(until<=?3, 0) FROM record WHERE kind=?1 AND id=?2"),
      put_record_(
          db, "INSERT OR REPLACE INTO record(kind, id, school, system, place, bytes, version, changed, until) "
              "VALUES(?,?,?,?,?,?,?,?,?)"
      ),
      remove_record_(db, "DELETE FROM record WHERE kind=? AND id=?"),
      last_looked_at_(db, "SELECT max(row), count(*) FROM (SELECT row FROM state WHERE row>? ORDER BY row LIMIT ?)"),
      forget_states_(db, "DELETE FROM state WHERE row>? AND row<=? AND until<=?"),
      forget_used_(db, "DELETE FROM used WHERE what IN (SELECT what FROM used WHERE until<=? LIMIT ?)"),
      forget_records_(
          db, "DELETE FROM record WHERE (kind, id) IN (SELECT kind, id FROM record WHERE until<=? LIMIT ?)"
      ),
      // A trace begins with the time, so the oldest come first and nothing else is looked at.
      forget_attempts_(
          db, "DELETE FROM attempt WHERE trace IN (SELECT trace FROM (SELECT trace, began FROM attempt ORDER BY trace "
              "LIMIT ?2) WHERE began<?1)"
      ),
      forget_persons_(
          db, "DELETE FROM attempt_person WHERE trace IN (SELECT trace FROM (SELECT trace, began FROM attempt ORDER BY "
              "trace LIMIT ?2) WHERE began<?1)"
      ),
      mark_(db, "UPDATE boot SET marks=marks+1") {}

// States whose keys begin alike lie beside each other, in the order in which they came: so few pages change however
// many states there are. The rest of the number tells them apart, and what still meets lies in one of the next rows.
std::int64_t launch_writing::first_row_of(std::string_view key) {
    std::uint32_t begins = 0, whole = 2166136261U; // FNV-1a
    for (std::size_t at = 0; at < key.size(); ++at) {
        const auto byte = static_cast<unsigned char>(key[at]);
        if (at < 4) begins = begins << 8 | byte;
        whole = (whole ^ byte) * 16777619U;
    }
    return static_cast<std::int64_t>((std::uint64_t{begins} << 32 | whole) >> 1);
}

std::optional<std::int64_t> launch_writing::row_of(std::string_view key) {
    std::optional<std::int64_t> out;
    if (find_state_.ask(first_row_of(key), blob{key}).next()) out = find_state_.number(0);
    find_state_.reset();
    return out;
}

// Rows that follow are all taken only when as many keys meet, which does not happen to digests.
void launch_writing::add(const launch_state& what) {
    const std::int64_t lasting = what.lasting ? 1 : 0, first = first_row_of(what.key);
    for (std::int64_t row = first; row < first + beside; ++row)
        if (add_state_.run(row, blob{what.key}, outbox::stored_time(what.until), lasting, blob{what.bytes}) > 0) return;
    throw sqlite_error(0, 0, "the keys of too many states are alike");
}

std::optional<launch_writing::taken> launch_writing::take(std::string_view key, instant now) {
    const auto row = row_of(key);
    if (!row) return std::nullopt;
    std::optional<taken> out;
    take_state_.ask(*row).next();
    if (read_time(take_state_.number(0)) > now) out = {take_state_.text(2), take_state_.number(1) != 0};
    take_state_.reset();
    remove_state_.run(*row);
    return out;
}

void launch_writing::drop_state(std::int64_t row) {
    remove_state_.run(row);
}

std::optional<std::size_t> launch_writing::use(std::span<const used_value> all) {
    for (std::size_t at = 0; at < all.size(); ++at) {
        const bool used = is_used_.ask(blob{all[at].what}).next();
        is_used_.reset();
        if (used) return at;
    }
    for (const used_value& one : all) use_.run(blob{one.what}, outbox::stored_time(one.until));
    return std::nullopt;
}

void launch_writing::note(const launch_attempt& what) {
    note_.run(attempt_event, blob{to_bytes(what)});
}

void launch_writing::note(const audit_entry& what) {
    note_.run(audit_event, blob{to_bytes(what)});
}

// The steps of one launch become one change of its row.
std::int64_t launch_writing::sort(std::int64_t most) {
    std::map<std::string, launch_attempt> attempts;
    std::int64_t count = 0, last = 0;
    for (events_.ask(most); events_.next(); ++count) {
        last = events_.number(0);
        if (events_.number(1) == audit_event) {
            add_audit_.run(blob{events_.bytes(2)});
            continue;
        }
        launch_attempt one = read_attempt(events_.bytes(2));
        const auto known = attempts.find(one.trace);
        if (known == attempts.end())
            attempts.emplace(one.trace, std::move(one));
        else
            outbox::add(std::move(one), known->second);
    }
    for (const auto& [trace, one] : attempts) keep(one);
    if (count > 0) drop_events_.run(last);
    return count;
}

void launch_writing::audits_collected(std::uint64_t up_to) {
    drop_audits_.run(static_cast<std::int64_t>(up_to));
}

void launch_writing::keep(const launch_attempt& what) {
    keep_attempt_.run(
        std::string_view(what.trace), outbox::stored_time(what.began), outbox::stored_time(what.changed),
        std::string_view(what.school), std::string_view(what.product), std::string_view(what.source),
        std::string_view(what.target), std::string_view(what.kind), std::string_view(what.hop),
        std::string_view(what.outcome), std::string_view(what.reason), blob{what.released}
    );
    for (const std::string& person : what.persons) keep_person_.run(blob{person}, std::string_view(what.trace));
}

std::optional<std::uint64_t> launch_writing::put(const launch_record& what, put_when when) {
    const std::int64_t kind = what.kind;
    const bool stored = record_version_.ask(kind, blob{what.id}, outbox::stored_time(what.changed)).next();
    const std::uint64_t known = stored ? static_cast<std::uint64_t>(record_version_.number(0)) : 0;
    const std::uint64_t there = stored && record_version_.number(1) == 0 ? known : 0;
    record_version_.reset();
    if (when == put_when::absent && there != 0) return std::nullopt;
    if (when == put_when::unchanged && there != what.version) return std::nullopt;
    put_record_.run(
        kind, blob{what.id}, std::string_view(what.school), std::string_view(what.system), std::string_view(what.place),
        blob{what.bytes}, static_cast<std::int64_t>(known + 1), outbox::stored_time(what.changed),
        stored_time(what.until)
    );
    return known + 1;
}

bool launch_writing::remove(std::uint8_t kind, std::string_view id) {
    return remove_record_.run(std::int64_t{kind}, blob{id}) > 0;
}

void launch_writing::mark() {
    mark_.run();
}

// All states are looked at, in the order of their rows: those of one time are over at one time.
bool launch_writing::forget_states(instant now) {
    constexpr std::int64_t at_a_time = 2000;
    last_looked_at_.ask(forgotten_up_to_, at_a_time).next();
    const std::int64_t last = last_looked_at_.number(0);
    const bool more = last_looked_at_.number(1) == at_a_time;
    last_looked_at_.reset();
    forget_states_.run(forgotten_up_to_, last, outbox::stored_time(now));
    forgotten_up_to_ = more ? last : -1;
    return more;
}

bool launch_writing::forget(instant now, instant attempts_before, std::int64_t most) {
    const std::int64_t moment = outbox::stored_time(now), before = outbox::stored_time(attempts_before);
    const bool more_events = sort(most) == most, more_states = forget_states(now);
    int largest = forget_used_.run(moment, most);
    largest = std::max(largest, forget_records_.run(moment, most));
    forget_persons_.run(before, most);
    largest = std::max(largest, forget_attempts_.run(before, most));
    return more_events || more_states || largest >= most;
}

} // namespace schakel::outbox
