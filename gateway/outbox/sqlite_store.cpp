#include "gateway/outbox/sqlite_store.hpp"

#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <filesystem>

namespace schakel::outbox {

namespace {

// The log of the run before is copied and synced anew: after a failed sync the system may have forgotten which of its
// pages never reached the disk.
std::unique_ptr<connection> open_for_writing(const sqlite_settings& settings) {
    const bool fresh = !std::filesystem::exists(settings.path);
    if (fresh) make_private(settings.path);
    auto db = std::make_unique<connection>(settings.path, settings.vfs);
    db->execute("PRAGMA journal_mode=WAL");
    tune(*db);
    prepare_schema(*db, settings);
    db->execute("PRAGMA cache_size=-65536");
    db->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    if (fresh) sync_folder_of(settings.path);
    return db;
}

std::uint64_t size_of(const std::string& path) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path, missing);
    return missing ? 0 : size;
}

} // namespace

sqlite_store::reader::reader(const sqlite_settings& settings) : db(settings.path, settings.vfs), reads(db) {
    db.execute("PRAGMA query_only=ON");
}

sqlite_store::sqlite_store(const sqlite_settings& settings, const clock& time, process_lock lock)
    : settings_(settings), time_(time), lock_(std::move(lock)) {
    auto db = open_for_writing(settings_);
    traffic_ = std::make_unique<reader>(settings_);
    people_ = std::make_unique<reader>(settings_);
    open_.dead_letters =
        traffic_->reads.open_deliveries([this](open_delivery each) { open_.queue.add(std::move(each)); });
    open_.messages = traffic_->reads.messages();
    writer_ = std::make_unique<writer>(settings_, time_, std::move(db), open_);
    rosters_ = std::make_unique<roster_sqlite>(settings_, writer_.get());
    entitlements_ =
        std::make_unique<roster_sqlite>(settings_, writer_.get(), roster_sqlite::key_taker(), "entitlement");
    goals_ = std::make_unique<goal_sqlite>(settings_, writer_.get());
}

sqlite_store::~sqlite_store() {
    close();
}

roster_rows* sqlite_store::rosters() {
    return rosters_.get();
}

roster_rows* sqlite_store::entitlements() {
    return entitlements_.get();
}

goal_rows* sqlite_store::goals() {
    return goals_.get();
}

void sqlite_store::commit(acceptance what, std::function<void(commit_outcome)> done) {
    writer_->put({prepare(std::move(what)), std::move(done)});
}

std::vector<delivery> sqlite_store::lease(instant now, std::size_t most) {
    return lease_where(now, most, {});
}

// Read first and asked then: a permission that was given always comes with a delivery. One that cannot be read is taken
// out of its lane without asking and dealt with after the lock.
std::vector<delivery> sqlite_store::lease_where(instant now, std::size_t most, const permission& may_go) {
    std::vector<delivery> whole;
    std::vector<unreadable> left;
    {
        const std::lock_guard lock(open_.mutex);
        open_.queue.lease(now, most, [&](std::string_view destination, const delivery_queue::leased& next) {
            auto read = read_whole(next);
            if (auto* problem = std::get_if<unreadable>(&read)) {
                left.push_back(std::move(*problem));
                return true;
            }
            if (may_go && !may_go(destination)) return false;
            whole.push_back(std::move(std::get<delivery>(read)));
            return true;
        });
        for (const unreadable& each : left)
            if (!each.damaged) open_.queue.release(each.id, now + settings_.retry_when_full);
    }
    for (unreadable& each : left)
        if (each.damaged) set_aside(each.id, std::move(each.reason));
    return whole;
}

std::variant<delivery, sqlite_store::unreadable> sqlite_store::read_whole(const delivery_queue::leased& what) {
    try {
        const std::lock_guard lock(traffic_->mutex);
        auto read = traffic_->reads.whole_delivery(what.row);
        if (read) return std::move(*read);
        return unreadable{what.id, read.error().message, true};
    } catch (const sqlite_error& problem) {
        return unreadable{
            what.id, std::string("the store cannot be read where this delivery lies: ") + problem.what(),
            problem.damaged()};
    }
}

void sqlite_store::set_aside(const packed_id& id, std::string reason) {
    settlement quarantine;
    quarantine.delivery_id = to_string(id);
    quarantine.status = state::quarantined;
    quarantine.reason = reason;
    quarantine.audit =
        audit_entry{time_.now(), "gateway", "delivery.damaged", quarantine.delivery_id, std::move(reason)};
    settle(std::move(quarantine), [](bool) {});
}

std::optional<instant> sqlite_store::next_due() {
    return next_due_where({});
}

std::optional<instant> sqlite_store::next_due_where(const permission& may_go) {
    const std::lock_guard lock(open_.mutex);
    return open_.queue.next_due(may_go);
}

void sqlite_store::settle(settlement what, std::function<void(bool stored)> done) {
    writer_->put({prepare(std::move(what)), [done = std::move(done)](const commit_outcome& outcome) {
                      done(outcome.what == commit_outcome::kind::stored);
                  }});
}

void sqlite_store::release(std::string_view delivery_id, instant next_attempt) {
    const auto id = parse_id(delivery_id);
    if (!id) return;
    const std::lock_guard lock(open_.mutex);
    open_.queue.release(*id, next_attempt);
}

void sqlite_store::write_audit(audit_entry what, std::function<void(bool stored)> done) {
    writer_->put({std::move(what), [done = std::move(done)](const commit_outcome& outcome) {
                      done(outcome.what == commit_outcome::kind::stored);
                  }});
}

result<std::uint64_t> sqlite_store::verify_audit() {
    const std::lock_guard lock(people_->mutex);
    try {
        return people_->reads.verify_audit();
    } catch (const sqlite_error& problem) {
        return failure{std::string("the audit log cannot be read: ") + problem.what()};
    }
}

message_page sqlite_store::list(const message_filter& filter) {
    const std::lock_guard lock(people_->mutex);
    return people_->reads.list(filter);
}

result<message_history> sqlite_store::show(std::string_view id) {
    const std::lock_guard lock(people_->mutex);
    try {
        return people_->reads.show(id);
    } catch (const sqlite_error& problem) {
        return failure{"message " + std::string(id) + " cannot be read: " + problem.what()};
    }
}

std::optional<message> sqlite_store::find_by_record(std::string_view scope, std::string_view key) {
    const std::lock_guard lock(traffic_->mutex);
    return traffic_->reads.find_by_record(scope, key);
}

std::optional<std::string>
sqlite_store::key_value(std::string_view school, std::string_view table, std::string_view key) {
    const std::lock_guard lock(traffic_->mutex);
    return traffic_->reads.key_value(school, table, key);
}

store_counts sqlite_store::counts() {
    store_counts now;
    now.bytes = size_of(settings_.path) + size_of(settings_.path + "-wal");
    const std::lock_guard lock(open_.mutex);
    now.messages = open_.messages;
    now.waiting = open_.queue.waiting();
    now.held = open_.queue.held();
    now.dead_letters = open_.dead_letters;
    now.oldest_waiting = open_.queue.oldest();
    return now;
}

sync_statistics sqlite_store::sync_times() const {
    return writer_->sync_times();
}

bool sqlite_store::can_accept() const {
    return writer_->can_accept();
}

void sqlite_store::close() {
    writer_->close();
}

result<std::unique_ptr<store>> open_sqlite_store(const sqlite_settings& settings, const clock& time) {
    auto lock = process_lock::take(settings.path);
    if (!lock) return lock.error();
    try {
        return std::unique_ptr<store>(std::make_unique<sqlite_store>(settings, time, std::move(*lock)));
    } catch (const std::runtime_error& problem) {
        return failure{settings.path + " cannot be opened: " + problem.what()};
    }
}

} // namespace schakel::outbox
