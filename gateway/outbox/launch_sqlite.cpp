#include "gateway/outbox/launch_sqlite.hpp"

#include "gateway/core/file_descriptor.hpp"
#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/launch_events.hpp"
#include "gateway/outbox/launch_tables.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <utility>

namespace schakel::outbox {

namespace {

void tune_reader(connection& db) {
    tune_launches(db);
    db.execute("PRAGMA query_only=ON");
}

// Conditions and their values, in order.
class conditions {
public:
    void add(const char* sql, std::string_view value) { add(sql).texts_.push_back({count_, value, false}); }
    void add(const char* sql, blob value) { add(sql).texts_.push_back({count_, value.bytes, true}); }
    void add(const char* sql, std::int64_t value) { add(sql).numbers_.push_back({count_, value}); }

    const std::string& sql() const { return sql_; }
    void bind(statement& to) const {
        for (const auto& [at, value, is_blob] : texts_) is_blob ? to.bind(at, blob{value}) : to.bind(at, value);
        for (const auto& [at, value] : numbers_) to.bind(at, value);
    }

private:
    struct text {
        int at;
        std::string_view value;
        bool is_blob;
    };
    conditions& add(const char* sql) {
        ++count_;
        sql_ += sql;
        return *this;
    }

    std::string sql_;
    int count_ = 0;
    std::vector<text> texts_;
    std::vector<std::pair<int, std::int64_t>> numbers_;
};

constexpr std::string_view record_columns = "kind, id, school, system, place, bytes, version, changed, until";

std::string attempts_sql(const attempt_filter& which, conditions& where) {
    std::string from = " FROM attempt a WHERE 1";
    if (!which.person.empty()) {
        from = " FROM attempt_person p JOIN attempt a ON a.trace=p.trace WHERE 1";
        where.add(" AND p.person=?", blob{which.person});
    }
    if (!which.school.empty()) where.add(" AND a.school<>'' AND a.school=?", which.school);
    if (!which.product.empty()) where.add(" AND a.product=?", which.product);
    if (!which.source.empty()) where.add(" AND a.source=?", which.source);
    if (!which.target.empty()) where.add(" AND a.target=?", which.target);
    if (!which.outcome.empty()) where.add(" AND a.outcome=?", which.outcome);
    if (!which.trace.empty()) where.add(" AND a.trace=?", which.trace);
    if (which.since) where.add(" AND a.began>=?", stored_time(*which.since));
    if (!which.after.empty()) where.add(" AND a.trace<?", which.after);
    return "SELECT a.trace, a.began, a.changed, a.school, a.product, a.source, a.target, a.kind, a.hop, a.outcome, "
           "a.reason, a.released" +
           from + where.sql() + " ORDER BY a.trace DESC LIMIT " +
           std::to_string(std::min<std::size_t>(which.limit, 1000));
}

std::string records_sql(const record_filter& which, instant now, conditions& where) {
    where.add(" AND kind=?", std::int64_t{which.kind});
    if (which.school) where.add(" AND school=?", *which.school);
    if (which.system) where.add(" AND system=?", *which.system);
    if (which.place) where.add(" AND place=?", *which.place);
    if (!which.after.empty()) where.add(" AND id>?", blob{which.after});
    where.add(" AND (until IS NULL OR until>?)", stored_time(now));
    return "SELECT " + std::string(record_columns) + " FROM record WHERE 1" + where.sql() + " ORDER BY id LIMIT " +
           std::to_string(which.limit);
}

} // namespace

launch_sqlite::traffic_reader::traffic_reader(const launch_settings& settings)
    : db(settings.path, settings.vfs), look(db, "SELECT until, bytes FROM state WHERE row>=?1 AND row<?1+8 AND key=?2"),
      find(db, "SELECT " + std::string(record_columns) + " FROM record WHERE kind=? AND id=?") {
    tune_reader(db);
}

launch_sqlite::people_reader::people_reader(const launch_settings& settings)
    : db(settings.path, settings.vfs), persons(db, "SELECT person FROM attempt_person WHERE trace=? ORDER BY person"),
      audits(db, "SELECT seq, entry FROM audit ORDER BY seq LIMIT ?") {
    tune_reader(db);
}

launch_sqlite::launch_sqlite(const launch_settings& settings)
    : commits_(settings), traffic_(settings), people_(settings) {}

namespace {

struct keeping {
    bool doubled = false, gone = false;
};

bool is_synced(const launch_writes& what) {
    return !what.records.empty() ||
           std::ranges::any_of(what.states, [](const launch_state& one) { return one.lasting; });
}

// What is gone, or has its key already, is seen before anything is written: then nothing of this is.
void keep_with(launch_writing& with, const launch_writes& what, keeping& how) {
    std::vector<std::int64_t> taken;
    for (const std::string& key : what.takes)
        if (const auto row = with.row_of(key)) taken.push_back(*row);
    how.gone = taken.size() < what.takes.size();
    how.doubled =
        std::ranges::any_of(what.states, [&](const launch_state& one) { return with.row_of(one.key).has_value(); });
    if (how.gone || how.doubled) return;
    for (const std::int64_t row : taken) with.drop_state(row);
    for (const launch_state& one : what.states) with.add(one);
    for (const launch_attempt& one : what.attempts) with.note(one);
    for (const audit_entry& one : what.audits) with.note(one);
    for (const launch_record& one : what.records) with.put(one, put_when::always);
}

result<bool> outcome_of(const result<done>& committed, const keeping& how) {
    if (!committed) return committed.error();
    if (how.doubled) return failure{"a state has this key already"};
    return !how.gone;
}

} // namespace

result<bool> launch_sqlite::keep(const launch_writes& what) {
    keeping how;
    const auto committed = commits_.run([&](launch_writing& with) { keep_with(with, what, how); }, is_synced(what));
    return outcome_of(committed, how);
}

void launch_sqlite::keep_later(launch_writes what, std::function<void(result<bool>)> then) {
    const bool synced = is_synced(what);
    auto both = std::make_shared<std::pair<launch_writes, keeping>>(std::move(what), keeping{});
    commits_.run_later(
        [both](launch_writing& with) { keep_with(with, both->first, both->second); }, synced,
        [both, then = std::move(then)](const result<done>& committed) { then(outcome_of(committed, both->second)); }
    );
}

// Who takes what lasts waits until that is synced: it may not come back.
result<std::optional<std::string>> launch_sqlite::take(std::string_view key, instant now) {
    std::optional<launch_writing::taken> got;
    const auto written = commits_.run([&](launch_writing& with) { got = with.take(key, now); }, false);
    if (!written) return written.error();
    if (!got) return std::optional<std::string>{};
    if (got->lasting) {
        const auto synced = commits_.run([](launch_writing& with) { with.mark(); }, true);
        if (!synced) return synced.error();
    }
    return std::optional(std::move(got->bytes));
}

std::optional<std::string> launch_sqlite::look(std::string_view key, instant now) {
    const std::lock_guard lock(traffic_.mutex);
    std::optional<std::string> out;
    if (traffic_.look.ask(launch_writing::first_row_of(key), blob{key}).next() &&
        read_time(traffic_.look.number(0)) > now)
        out = traffic_.look.text(1);
    traffic_.look.reset();
    return out;
}

result<std::optional<std::size_t>> launch_sqlite::use(std::span<const used_value> all) {
    std::optional<std::size_t> replayed;
    if (all.empty()) return replayed;
    const auto written = commits_.run([&](launch_writing& with) { replayed = with.use(all); }, true);
    if (!written) return written.error();
    return replayed;
}

std::vector<waiting_audit> launch_sqlite::audits(std::size_t most) {
    const std::lock_guard lock(people_.mutex);
    std::vector<waiting_audit> out;
    people_.audits.ask(static_cast<std::int64_t>(most));
    while (people_.audits.next())
        out.push_back({static_cast<std::uint64_t>(people_.audits.number(0)), read_audit(people_.audits.bytes(1))});
    return out;
}

result<done> launch_sqlite::audits_collected(std::uint64_t up_to) {
    return commits_.run([&](launch_writing& with) { with.audits_collected(up_to); }, false);
}

// Synced once, with the last of them.
result<bool> launch_sqlite::sort() {
    constexpr std::int64_t at_a_time = 900;
    std::int64_t count = 0;
    const auto sorted = commits_.run([&](launch_writing& with) { count = with.sort(at_a_time); }, false);
    if (!sorted) return sorted.error();
    if (count > 0) sorts_unsynced_ = true;
    if (count == at_a_time) return true;
    if (!sorts_unsynced_.exchange(false)) return false;
    const auto synced = commits_.run([](launch_writing& with) { with.mark(); }, true);
    if (!synced) return synced.error();
    return false;
}

// What cannot be sorted now, because the disk is full say, is told another time.
std::vector<launch_attempt> launch_sqlite::attempts(const attempt_filter& which) {
    for (auto more = sort(); more && *more;) more = sort();
    conditions where;
    const std::string sql = attempts_sql(which, where);
    const std::lock_guard lock(people_.mutex);
    std::vector<launch_attempt> out;
    statement question(people_.db, sql);
    where.bind(question);
    while (question.next()) out.push_back(take_attempt(question));
    for (launch_attempt& one : out) {
        people_.persons.ask(std::string_view(one.trace));
        while (people_.persons.next()) one.persons.push_back(people_.persons.text(0));
    }
    return out;
}

result<std::optional<std::uint64_t>> launch_sqlite::put(const launch_record& what, put_when when) {
    std::optional<std::uint64_t> version;
    const auto written = commits_.run([&](launch_writing& with) { version = with.put(what, when); }, true);
    if (!written) return written.error();
    return version;
}

result<bool> launch_sqlite::remove(std::uint8_t kind, std::string_view id) {
    bool removed = false;
    const auto written = commits_.run([&](launch_writing& with) { removed = with.remove(kind, id); }, true);
    if (!written) return written.error();
    return removed;
}

std::optional<launch_record> launch_sqlite::find(std::uint8_t kind, std::string_view id, instant now) {
    const std::lock_guard lock(traffic_.mutex);
    std::optional<launch_record> out;
    if (traffic_.find.ask(std::int64_t{kind}, blob{id}).next()) out = take_record(traffic_.find);
    traffic_.find.reset();
    if (out && out->until && *out->until <= now) return std::nullopt;
    return out;
}

std::vector<launch_record> launch_sqlite::list(const record_filter& which, instant now) {
    conditions where;
    const std::string sql = records_sql(which, now, where);
    const std::lock_guard lock(people_.mutex);
    std::vector<launch_record> out;
    statement question(people_.db, sql);
    where.bind(question);
    while (question.next()) out.push_back(take_record(question));
    return out;
}

result<bool> launch_sqlite::forget(instant now, instant attempts_before) {
    constexpr std::int64_t at_a_time = 200;
    bool more = false;
    const auto written =
        commits_.run([&](launch_writing& with) { more = with.forget(now, attempts_before, at_a_time); }, false);
    if (!written) return written.error();
    return more;
}

std::string launch_path(const std::string& store_path) {
    return store_path + ".launches";
}

namespace {

// Of processes that open the file together, one makes it and the others wait. Never by the database file itself: its
// locks, which belong to the whole process, would be lost when this one is closed.
result<done> wait_for(const file_descriptor& lock, const std::string& path) {
    const auto problem = [&] { return failure{path + " cannot be locked: " + std::generic_category().message(errno)}; };
    if (!lock.is_open()) return problem();
    while (::flock(lock.number(), LOCK_EX) != 0)
        if (errno != EINTR) return problem();
    return done{};
}

// Under the lock. A file that is there is opened by SQLite only. The log of a run before is copied and synced anew
// where nobody else has it open: after a failed sync the system may have forgotten which of its pages never reached the
// disk.
void prepare(const launch_settings& settings) {
    const bool fresh = !std::filesystem::exists(settings.path);
    if (fresh) make_private(settings.path);
    connection db(settings.path, settings.vfs);
    db.execute("PRAGMA journal_mode=WAL");
    tune_launches(db);
    prepare_launch_schema(db, settings.boot.empty() ? boot_of_the_machine() : settings.boot);
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    if (fresh) sync_folder_of(settings.path);
}

} // namespace

result<std::unique_ptr<launch_rows>> open_launch_rows(const launch_settings& settings) {
    const std::string beside = settings.path + ".opening";
    const file_descriptor lock(::open(beside.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (const auto held = wait_for(lock, beside); !held) return held.error();
    try {
        prepare(settings);
        return std::unique_ptr<launch_rows>(std::make_unique<launch_sqlite>(settings));
    } catch (const std::runtime_error& problem) {
        return failure{settings.path + " cannot be opened: " + problem.what()};
    }
}

} // namespace schakel::outbox
