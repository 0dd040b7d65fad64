#include "gateway/outbox/sqlite_store.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/outbox/database_copy.hpp"
#include "gateway/outbox/disk_file.hpp"
#include "gateway/outbox/page_checks.hpp"
#include "gateway/outbox/prepared_writes.hpp"
#include "gateway/outbox/rebuilt_tables.hpp"
#include "gateway/outbox/search_lists.hpp"
#include "gateway/outbox/sqlite_schema.hpp"
#include "gateway/outbox/sqlite_step.hpp"
#include "gateway/outbox/told_terms.hpp"

#include <algorithm>
#include <filesystem>
#include <future>
#include <set>
#include <span>

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
    if (!fresh && lacks_page_checks(settings.path)) db->execute("VACUUM");
    prepare_schema(*db, settings);
    db->execute("PRAGMA cache_size=-65536");
    db->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    if (fresh) sync_folder_of(settings.path);
    return db;
}

std::vector<known_record> records_in(const promised_group& group) {
    std::vector<known_record> all;
    for (const decision& each : group.decisions)
        if (const auto* accepted = std::get_if<decided_acceptance>(&each))
            all.insert(all.end(), accepted->records.begin(), accepted->records.end());
    return all;
}

std::vector<found_term> terms_in(const promised_group& group) {
    std::vector<found_term> all;
    for (const decision& each : group.decisions) add_terms(all, each);
    return all;
}

std::uint64_t size_of(const std::string& path) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(path, missing);
    return missing ? 0 : size;
}

} // namespace

sqlite_store::reader::reader(const sqlite_settings& settings, const journal_reader& journal)
    : db(settings.path, settings.vfs), reads(db, journal) {
    db.execute("PRAGMA query_only=ON");
}

sqlite_store::sqlite_store(
    const sqlite_settings& settings, const clock& time, std::shared_ptr<const process_lock> lock,
    std::vector<std::string> damage
)
    : settings_(settings), time_(time), lock_(std::move(lock)), damage_(std::move(damage)), open_(time) {
    open_journal(open_for_writing(settings_));
    load_memory();
    writer_ = std::make_unique<writer>(settings_, time_, parts(), last_message());
    rosters_ = std::make_unique<roster_sqlite>(settings_, tables_.get());
    entitlements_ =
        std::make_unique<roster_sqlite>(settings_, tables_.get(), roster_sqlite::key_taker(), "entitlement");
    goals_ = std::make_unique<goal_sqlite>(settings_, tables_.get());
}

// Numbers that lost messages may have had are not given again: what else is known of them would be taken for the new
// one's.
std::int64_t sqlite_store::last_message() {
    constexpr std::int64_t more_than_were_lost = 1 << 20;
    const std::int64_t last = deciding_->db.number("SELECT max(seq) FROM message");
    return journal_->damage().empty() ? last : last + more_than_were_lost;
}

// Tables and indices are brought to where the journal is.
void sqlite_store::open_journal(std::unique_ptr<connection> db) {
    records_ = std::make_unique<record_index>(record_index_settings{settings_.path});
    const auto followed = static_cast<std::uint64_t>(db->number("SELECT journal FROM followed"));
    terms_ = std::make_unique<term_index>(term_index_settings{settings_.path});
    const std::uint64_t covered = records_->covered(), found = terms_->covered();
    if (found == 0) terms_->add(std::min<std::uint64_t>(followed, 1), terms_before_the_journal(*db));
    std::vector<promised_group> missed;
    const auto take = [&](const journal_group& group) {
        promised_group told{group.number, entries_of(group)};
        if (group.number > covered) records_->add(group.number, records_in(told));
        if (group.number > found) terms_->add(group.number, terms_in(told));
        if (records_->untidy()) records_->tidy(); // when all of them are made again
        if (group.number > followed) missed.push_back(std::move(told));
    };
    const std::uint64_t known = std::max(followed, covered);
    journal_ = std::make_unique<journal>(
        journal_settings{.path = settings_.path, .segment_bytes = settings_.segment_bytes, .vfs = settings_.vfs},
        journal::known{.after = std::min({followed, covered, found}), .promised = known, .kept = followed}, take
    );
    tables_ = std::make_unique<table_follower>(settings_, std::move(db), health_, *terms_, [this](std::uint64_t group) {
        keys_.followed(group);
    });
    SCHAKEL_FAILPOINT("start.tables.before");
    tables_->catch_up(missed, followed);
    SCHAKEL_FAILPOINT("start.tables.after");
}

void sqlite_store::load_memory() {
    traffic_ = std::make_unique<reader>(settings_, journal_->reader());
    people_ = std::make_unique<reader>(settings_, journal_->reader());
    deciding_ = std::make_unique<reader>(settings_, journal_->reader());
    keeping_ = std::make_unique<reader>(settings_, journal_->reader());
    open_.dead_letters =
        traffic_->reads.open_deliveries([this](open_delivery each) { open_.queue.add(std::move(each)); });
    open_.messages = traffic_->reads.messages();
    statement paused(traffic_->db, "SELECT route, since, until FROM route_pause");
    while (paused.next()) {
        paused_since_[paused.text(0)] = read_time(paused.number(1));
        open_.queue.pause(paused.text(0), read_time(paused.number(2)));
    }
}

writer_parts sqlite_store::parts() {
    return {
        *journal_,
        *records_,
        *tables_,
        open_,
        keys_,
        health_,
        [this](const key_row& of) -> std::optional<std::string> {
            if (auto known = keys_.find(new_keys::name_of(of.school, of.table, of.key))) return known;
            tables_->wait_for_loads(); // they bring keys too
            if (!tables_->has_keys_in(of.school, of.table)) return std::nullopt;
            return deciding_->reads.key_value(of.school, of.table, of.key);
        },
        [this](std::int64_t message) {
            auto id = keys_.id_of_message(message);
            return id ? id : deciding_->reads.id_of_message(message);
        },
        [this] { tidy_records(); },
        [this](std::int64_t message) {
            return wait_for_tables() ? std::optional(deciding_->reads.last_delivery(message)) : std::nullopt;
        }};
}

bool sqlite_store::wait_for_tables() {
    return tables_->wait_for_all();
}

sqlite_store::~sqlite_store() {
    close();
}

// Records of messages that are not kept any more go when runs are merged.
void sqlite_store::tidy_records() {
    std::int64_t oldest = 0;
    {
        const std::lock_guard lock(people_->mutex);
        oldest = people_->reads.oldest_message();
    }
    records_->tidy([oldest](std::int64_t message) { return message < oldest; });
}

// The step is synced: what the tables had followed before it, they have after a power cut too. Indices that have yet to
// cover those groups need nothing of messages that are gone.
void sqlite_store::drop_unneeded_segments() {
    const std::uint64_t through = tables_->through();
    const auto synced = run_step<done>(*tables_, [](sqlite_writes& with) -> result<done> {
        with.forget_parts();
        return done{};
    });
    if (!synced) return;
    std::set<std::uint32_t> needed;
    {
        const std::lock_guard lock(people_->mutex);
        needed = people_->reads.segments_with_texts();
    }
    journal_->drop_segments(through + 1, [&](std::uint32_t segment) { return needed.contains(segment); });
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

// What was retried or divided a moment ago may lie in the journal only. Tables are waited for without the lock: the
// writer needs it.
std::vector<delivery> sqlite_store::lease_where(instant now, std::size_t most, const permission& may_go) {
    handed_out all;
    bool may_wait = true;
    while (const std::uint64_t group = lease_into(all, now, most, may_go, may_wait))
        may_wait = tables_->wait_for(group);
    for (unreadable& each : all.left)
        if (each.damaged) set_aside(each.id, std::move(each.reason));
    return std::move(all.whole);
}

// Read first and asked then: a permission that was given always comes with a delivery. One that cannot be read is taken
// out of its lane without asking and dealt with after the lock.
std::uint64_t
sqlite_store::lease_into(handed_out& to, instant now, std::size_t most, const permission& may_go, bool may_wait) {
    std::uint64_t waits_for = 0;
    const std::size_t left_before = to.left.size();
    const std::lock_guard lock(open_.mutex);
    open_.queue.lease(
        now, most - to.whole.size(),
        [&](std::string_view destination, const delivery_queue::leased& next) {
            if (open_.is_fresh(next.row)) {
                if (may_go && !may_go(destination)) return false;
                to.whole.push_back(open_.take_fresh(next.row));
                return true;
            }
            if (may_wait && next.group > tables_->through()) {
                waits_for = std::max(waits_for, next.group);
                return false;
            }
            auto read = read_whole(next);
            if (auto* problem = std::get_if<unreadable>(&read)) {
                to.left.push_back(std::move(*problem));
                return true;
            }
            if (may_go && !may_go(destination)) return false;
            to.whole.push_back(std::move(std::get<delivery>(read)));
            return true;
        }
    );
    for (const unreadable& each : std::span(to.left).subspan(left_before))
        if (!each.damaged) open_.queue.release(each.id, now + settings_.retry_when_full);
    return waits_for;
}

std::variant<delivery, sqlite_store::unreadable> sqlite_store::read_whole(const delivery_queue::leased& what) {
    if (what.group > tables_->through()) return unreadable{what.id, "the tables cannot follow: the disk is full"};
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
    writer_->put({decided_audit{std::move(what)}, [done = std::move(done)](const commit_outcome& outcome) {
                      done(outcome.what == commit_outcome::kind::stored);
                  }});
}

result<std::uint64_t> sqlite_store::verify_audit() {
    wait_for_tables();
    const std::lock_guard lock(people_->mutex);
    try {
        return people_->reads.verify_audit();
    } catch (const sqlite_error& problem) {
        return failure{std::string("the audit log cannot be read: ") + problem.what()};
    }
}

result<forgotten> sqlite_store::forget(const keeping_terms& terms, keeping_place& from, std::size_t most) {
    try {
        std::vector<std::int64_t> old;
        {
            const std::lock_guard lock(keeping_->mutex);
            old = kept_no_longer(keeping_->db, terms, from, most);
        }
        const auto gone = old.empty() ? result<forgotten>(forgotten{}) : remove(old);
        if (gone && from.at_end) give_back_space();
        return gone;
    } catch (const sqlite_error& problem) {
        return failure{std::string("old messages cannot be removed: ") + problem.what()};
    }
}

// What is finished stays finished, so what was found is still to go when its turn comes.
result<forgotten> sqlite_store::remove(const std::vector<std::int64_t>& messages) {
    forgotten gone;
    std::promise<commit_outcome> answer;
    tables_->put(
        {[&](sqlite_writes& to) {
             gone = {};
             for (const std::int64_t each : messages) gone.add(to.removal().remove(each));
         },
         [&](commit_outcome told) { answer.set_value(std::move(told)); }}
    );
    const commit_outcome told = answer.get_future().get();
    if (told.what != commit_outcome::kind::stored) return failure{"old messages cannot be removed: " + told.detail};
    const std::lock_guard lock(open_.mutex);
    open_.messages -= std::min(open_.messages, gone.messages);
    open_.dead_letters -= std::min(open_.dead_letters, gone.dead_letters);
    return gone;
}

void sqlite_store::give_back_space() {
    {
        const std::lock_guard lock(keeping_->mutex);
        terms_->forget_before(oldest_message(keeping_->db));
    }
    drop_unneeded_segments();
}

message_page sqlite_store::list(const message_filter& filter) {
    wait_for_tables();
    const auto found = candidates(filter);
    const std::lock_guard lock(people_->mutex);
    return found ? people_->reads.list_of(filter, *found) : people_->reads.list(filter);
}

// Messages that have everything that the index knows; none when the filter asks for nothing of that kind.
std::optional<std::vector<std::int64_t>> sqlite_store::candidates(const message_filter& filter) const {
    search_lists all;
    const auto name = [&](term_kind kind, const std::string& value) {
        if (!value.empty()) all.narrow(terms_->messages_with(term_of(kind, value)));
    };
    if (!filter.key.empty()) {
        std::vector<std::int64_t> with_key = records_->messages_with(digest_of_key(filter.key));
        for (const search_term each : terms_of_key(filter.key)) add_list(with_key, terms_->messages_with(each));
        all.narrow(std::move(with_key));
    }
    std::vector<search_term> words;
    add_words(words, filter.text);
    if (words.empty() && !filter.text.empty()) all.narrow({});
    for (const search_term each : words) all.narrow(terms_->messages_with(each));
    name(term_kind::copy_of, filter.copy_of);
    name(term_kind::own_school, filter.school);
    name(term_kind::route, filter.route);
    name(term_kind::destination, filter.destination);
    name(term_kind::sender, filter.sender);
    name(term_kind::standard, filter.standard);
    return std::move(all).result();
}

result<message_history> sqlite_store::show(std::string_view id) {
    wait_for_tables();
    const std::lock_guard lock(people_->mutex);
    try {
        return people_->reads.show(id);
    } catch (const sqlite_error& problem) {
        return failure{"message " + std::string(id) + " cannot be read: " + problem.what()};
    }
}

std::optional<message> sqlite_store::find_by_record(std::string_view scope, std::string_view key) {
    const auto known = records_->newest(digest_of_key(key), digest_of_scope(scope));
    if (!known) return std::nullopt;
    wait_for_tables();
    const std::lock_guard lock(traffic_->mutex);
    return traffic_->reads.message_numbered(known->message);
}

std::optional<std::string>
sqlite_store::key_value(std::string_view school, std::string_view table, std::string_view key) {
    const known_record of_record = key_id_of(school, table, key);
    if (const auto known = records_->newest(of_record.key, of_record.scope)) return to_string(known->digest);
    std::string name = new_keys::name_of(school, table, key);
    if (auto fresh = keys_.find(name)) return fresh;
    if (!tables_->has_keys_in(school, table)) return std::nullopt;
    const std::uint64_t additions = tables_->key_additions(); // what is new no more was added by then
    if (auto known = known_keys_.find(name, additions)) return *std::move(known);
    auto value = [&] {
        const std::lock_guard lock(traffic_->mutex);
        return traffic_->reads.key_value(school, table, key);
    }();
    known_keys_.learn(std::move(name), value, additions);
    return value;
}

store_counts sqlite_store::counts() {
    store_counts now;
    now.bytes = size_of(settings_.path) + size_of(settings_.path + "-wal") + journal_->bytes() + records_->bytes() +
                terms_->bytes();
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

std::string sqlite_store::trouble() const {
    switch (health_.now()) {
    case store_health::condition::good: return {};
    case store_health::condition::full: return "the disk is full; messages are accepted again when there is room";
    case store_health::condition::failed:
        return "writing to the disk failed; what is on it is known again only when the gateway was started again";
    case store_health::condition::closed: break;
    }
    return "the store is closed";
}

std::vector<std::string> sqlite_store::damage() const {
    std::vector<std::string> told = damage_;
    told.insert(told.end(), records_->damage().begin(), records_->damage().end());
    for (const journal_damage& each : journal_->damage()) told.push_back(words_for(each));
    return told;
}

std::vector<delivery_queue::open_there> sqlite_store::open_by_destination() {
    const std::lock_guard lock(open_.mutex);
    return open_.queue.by_destination();
}

// A pause that is moved began when it began. What is on the disk comes first: whoever was told of a pause finds it
// after a restart.
result<done> sqlite_store::pause(std::string_view route, instant until, const audit_entry& audit) {
    const std::lock_guard one_at_a_time(pausing_);
    const std::string name(route);
    instant since = audit.at;
    {
        const std::lock_guard lock(open_.mutex);
        const auto last = open_.queue.paused_until(name);
        if (last && *last > audit.at) since = paused_since_[name];
    }
    auto kept = run_step<done>(
        *tables_,
        [&](sqlite_writes& with) -> result<done> {
            with.pause_route(name, since, until);
            return done{};
        },
        audit
    );
    if (!kept) return kept;
    const std::lock_guard lock(open_.mutex);
    paused_since_[name] = since;
    open_.queue.pause(name, until);
    return done{};
}

std::vector<route_pause> sqlite_store::pauses() {
    const std::lock_guard lock(open_.mutex);
    std::vector<route_pause> all;
    for (const auto& [route, since] : paused_since_)
        all.push_back({route, since, open_.queue.paused_until(route).value_or(since), open_.queue.waiting_by(route)});
    return all;
}

std::optional<instant> sqlite_store::paused_until(std::string_view route) {
    const std::lock_guard lock(open_.mutex);
    return open_.queue.paused_until(std::string(route));
}

std::uint64_t sqlite_store::groups_behind() const {
    const std::uint64_t through = tables_->through(), promised = promised_; // in this order: never below nothing
    return promised - std::min(promised, through);
}

bool sqlite_store::can_accept() const {
    return health_.good();
}

void sqlite_store::close() {
    writer_->close();
    tables_->close();
}

namespace {

bool tables_are_damaged(const sqlite_settings& settings) {
    if (!std::filesystem::exists(settings.path) || !small_enough_to_check(settings.path)) return false;
    connection db(settings.path, settings.vfs);
    return db.number("PRAGMA user_version") != 0 && !database_faults(db).empty();
}

using shared_lock = std::shared_ptr<const process_lock>;

std::unique_ptr<store> rebuilt(const sqlite_settings& settings, const clock& time, const shared_lock& lock) {
    std::vector<std::string> told = rebuild_tables(settings, time);
    return std::make_unique<sqlite_store>(settings, time, lock, std::move(told));
}

// A journal lies beside tables that are not there.
std::vector<std::string> missing_tables(const sqlite_settings& settings) {
    const bool lost = size_of(settings.path) == 0 && !segments_beside(settings.path).empty();
    return lost ? std::vector<std::string>{"the tables were missing; they are made anew from the journal"}
                : std::vector<std::string>();
}

std::unique_ptr<store> opened(const sqlite_settings& settings, const clock& time, const shared_lock& lock) {
    try {
        if (!tables_are_damaged(settings))
            return std::make_unique<sqlite_store>(settings, time, lock, missing_tables(settings));
    } catch (const sqlite_error& problem) {
        if (!problem.damaged() || !was_a_database(settings.path)) throw;
    }
    return rebuilt(settings, time, lock);
}

} // namespace

result<std::unique_ptr<store>> open_sqlite_store(const sqlite_settings& settings, const clock& time) {
    auto lock = process_lock::take(settings.path);
    if (!lock) return lock.error();
    try {
        return opened(settings, time, std::make_shared<const process_lock>(std::move(*lock)));
    } catch (const std::runtime_error& problem) {
        return failure{settings.path + " cannot be opened: " + problem.what()};
    }
}

} // namespace schakel::outbox
