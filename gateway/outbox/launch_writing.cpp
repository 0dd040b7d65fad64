#include "gateway/outbox/launch_writing.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

#include <algorithm>

namespace schakel::outbox {

namespace {

std::optional<std::int64_t> stored_time(const std::optional<instant>& when) {
    if (!when) return std::nullopt;
    return outbox::stored_time(*when);
}

} // namespace

launch_writing::launch_writing(connection& db)
    : has_state_(db, "SELECT 1 FROM state WHERE key=?"),
      add_state_(db, "INSERT INTO state(key, until, lasting, bytes) VALUES(?,?,?,?)"),
      take_state_(db, "DELETE FROM state WHERE key=? RETURNING until, lasting, bytes"),
      is_used_(db, "SELECT 1 FROM used WHERE what=?"), use_(db, "INSERT INTO used(what, until) VALUES(?,?)"),
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
      record_version_(db, "SELECT version FROM record WHERE kind=? AND id=?"),
      put_record_(
          db, "INSERT OR REPLACE INTO record(kind, id, school, system, place, bytes, version, changed, until) "
              "VALUES(?,?,?,?,?,?,?,?,?)"
      ),
      remove_record_(db, "DELETE FROM record WHERE kind=? AND id=?"),
      forget_states_(db, "DELETE FROM state WHERE row IN (SELECT row FROM state WHERE until<=? LIMIT ?)"),
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

bool launch_writing::has_state(std::string_view key) {
    const bool has = has_state_.ask(blob{key}).next();
    has_state_.reset();
    return has;
}

void launch_writing::add(const launch_state& what) {
    const std::int64_t lasting = what.lasting ? 1 : 0;
    add_state_.run(blob{what.key}, outbox::stored_time(what.until), lasting, blob{what.bytes});
}

std::optional<launch_writing::taken> launch_writing::take(std::string_view key, instant now) {
    std::optional<taken> out;
    if (take_state_.ask(blob{key}).next()) {
        if (read_time(take_state_.number(0)) > now) out = {take_state_.text(2), take_state_.number(1) != 0};
        while (take_state_.next()) {
        }
    }
    return out;
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
    const bool stored = record_version_.ask(kind, blob{what.id}).next();
    const std::uint64_t known = stored ? static_cast<std::uint64_t>(record_version_.number(0)) : 0;
    record_version_.reset();
    if (when == put_when::absent && known != 0) return std::nullopt;
    if (when == put_when::unchanged && known != what.version) return std::nullopt;
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

bool launch_writing::forget(instant now, instant attempts_before, std::int64_t most) {
    const std::int64_t moment = outbox::stored_time(now), before = outbox::stored_time(attempts_before);
    int largest = forget_states_.run(moment, most);
    largest = std::max(largest, forget_used_.run(moment, most));
    largest = std::max(largest, forget_records_.run(moment, most));
    forget_persons_.run(before, most);
    largest = std::max(largest, forget_attempts_.run(before, most));
    return largest >= most;
}

} // namespace schakel::outbox
