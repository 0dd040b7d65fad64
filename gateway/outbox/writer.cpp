#include "gateway/outbox/writer.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

#include <sqlite3.h>

namespace schakel::outbox {

namespace {

using kind = commit_outcome::kind;

template <class What>
bool asks_for_room(const What& what) {
    return std::holds_alternative<prepared_acceptance>(what) || std::holds_alternative<load_step>(what);
}

std::unique_ptr<connection> beside(const sqlite_settings& settings) {
    auto db = std::make_unique<connection>(settings.path, settings.vfs);
    tune(*db);
    return db;
}

} // namespace

writer::writer(
    const sqlite_settings& settings, const clock& time, std::unique_ptr<connection> db, open_deliveries& open
)
    : group_limit_(std::max<std::size_t>(settings.group_limit, 1)), retry_when_full_(settings.retry_when_full),
      time_(time), db_(std::move(db)), writes_(*db_), open_(open), checkpoint_pages_(settings.checkpoint_pages),
      checkpoints_(beside(settings), between_commits_, [this](const sqlite_error& problem) { judge(problem); }) {
    const auto count_pages = [](void* pages, sqlite3*, const char*, int in_log) {
        static_cast<std::atomic<std::size_t>*>(pages)->store(static_cast<std::size_t>(in_log));
        return SQLITE_OK;
    };
    sqlite3_wal_hook(db_->handle(), count_pages, &log_pages_);
    thread_ = std::thread([this] { run(); });
}

writer::~writer() {
    close();
}

void writer::put(request what) {
    {
        const std::lock_guard lock(mutex_);
        if (!ending_) {
            waiting_.push_back(std::move(what));
            wake_.notify_one();
            return;
        }
    }
    what.done({kind::unavailable, {}, "the store is closed"});
}

void writer::close() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
    health_ = health::closed;
}

void writer::run() {
    while (auto group = next_group()) {
        look_for_room();
        work(*group);
        for (job& each : *group) each.asked.done(std::move(each.outcome));
        if (log_pages_ >= checkpoint_pages_) checkpoints_.ask();
    }
}

std::optional<std::vector<writer::job>> writer::next_group() {
    std::unique_lock lock(mutex_);
    const auto called = [this] { return !waiting_.empty() || ending_; };
    // A full disk is looked at again although nobody asks.
    if (health_ == health::full)
        wake_.wait_for(lock, retry_when_full_, called);
    else
        wake_.wait(lock, called);
    if (waiting_.empty() && ending_) return std::nullopt;
    std::vector<job> group;
    while (!waiting_.empty() && group.size() < group_limit_) {
        group.push_back({std::move(waiting_.front())});
        waiting_.pop_front();
    }
    return group;
}

// One transaction for all. When it fails, each gets one of its own, so that only those fail that must.
void writer::work(std::vector<job>& group) {
    if (health_ == health::full)
        for (job& each : group)
            if (asks_for_room(each.asked.what)) refuse(each, "the disk is full");
    if (group.empty() || try_together(group)) return;
    for (job& each : group)
        if (each.open) try_together({&each, 1});
}

bool writer::try_together(std::span<job> jobs) {
    if (health_ == health::failed) {
        for (job& each : jobs) refuse(each, "writing to the disk failed; the store must be opened anew");
        return true;
    }
    const std::lock_guard lock(between_commits_);
    try {
        writes_.begin();
        for (job& each : jobs)
            if (each.open) apply(each);
        commit();
    } catch (const sqlite_error& problem) {
        writes_.roll_back();
        judge(problem);
        if (jobs.size() == 1) refuse(jobs.front(), problem.what());
        return false;
    }
    for (job& each : jobs)
        if (each.open) remember(each);
    return true;
}

void writer::apply(job& one) {
    if (const auto* message = std::get_if<prepared_acceptance>(&one.asked.what)) {
        one.stored = writes_.accept(*message);
    } else if (const auto* step = std::get_if<prepared_settlement>(&one.asked.what)) {
        std::optional<open_delivery> known;
        {
            const std::lock_guard lock(open_.mutex);
            known = open_.queue.find(step->id);
        }
        one.stored = known ? writes_.settle(*step, *known, time_.now()) : settled_delivery{};
    } else if (const auto* load = std::get_if<load_step>(&one.asked.what)) {
        load->run(writes_);
        one.stored = std::monostate{};
    } else {
        const audit_entry& what = std::get<audit_entry>(one.asked.what);
        writes_.audit(what, writes_.message_named(what.subject));
        one.stored = std::monostate{};
    }
}

void writer::commit() {
    const auto before = std::chrono::steady_clock::now();
    writes_.commit();
    syncs_.add(std::chrono::steady_clock::now() - before);
}

void writer::remember(job& one) {
    one.open = false;
    if (auto* message = std::get_if<accepted_message>(&one.stored)) {
        one.outcome = message->outcome;
        open_.apply(std::move(*message));
    } else if (auto* step = std::get_if<settled_delivery>(&one.stored)) {
        if (!step->stored) return refuse(one, "no open delivery has this id");
        open_.apply(std::get<prepared_settlement>(one.asked.what).id, std::move(*step));
    }
}

void writer::refuse(job& one, std::string why) {
    one.open = false;
    one.outcome = {kind::unavailable, {}, std::move(why)};
}

// Also called from the checkpointer's thread. A failed disk stays failed; a full one may become worse, never better
// here.
void writer::judge(const sqlite_error& problem) {
    if (problem.disk_failed()) {
        health_ = health::failed;
    } else if (problem.disk_full()) {
        health expected = health::good;
        health_.compare_exchange_strong(expected, health::full);
    }
}

void writer::look_for_room() {
    if (health_ != health::full) return next_probe_.reset();
    const auto now = time_.steady();
    if (next_probe_ && now < *next_probe_) return;
    if (next_probe_) probe_the_disk();
    next_probe_ = now + retry_when_full_;
}

void writer::probe_the_disk() {
    const std::lock_guard lock(between_commits_);
    try {
        writes_.begin();
        writes_.try_the_disk();
        writes_.commit();
        health expected = health::full;
        health_.compare_exchange_strong(expected, health::good);
    } catch (const sqlite_error& problem) {
        writes_.roll_back();
        judge(problem);
    }
}

} // namespace schakel::outbox
