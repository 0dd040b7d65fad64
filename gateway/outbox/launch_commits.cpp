#include "gateway/outbox/launch_commits.hpp"

#include "gateway/outbox/launch_tables.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace schakel::outbox {

namespace {

std::unique_ptr<connection> beside(const launch_settings& settings) {
    auto db = std::make_unique<connection>(settings.path, settings.vfs);
    tune_launches(*db);
    return db;
}

} // namespace

launch_commits::launch_commits(const launch_settings& settings)
    : db_(settings.path, settings.vfs), writing_(db_), checkpoint_pages_(settings.checkpoint_pages),
      checkpoints_(beside(settings), between_commits_, [this](const sqlite_error& problem) { judge(problem); }) {
    tune_launches(db_);
    const auto count_pages = [](void* pages, sqlite3*, const char*, int in_log) {
        static_cast<std::atomic<std::size_t>*>(pages)->store(static_cast<std::size_t>(in_log));
        return SQLITE_OK;
    };
    sqlite3_wal_hook(db_.handle(), count_pages, &log_pages_);
}

// Requests live on the stacks of those who wait for them.
result<done> launch_commits::run(const std::function<void(launch_writing&)>& step, bool synced) {
    request mine{step, synced};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    while (mine.open) {
        if (leading_) {
            wake_.wait(lock);
            continue;
        }
        leading_ = true;
        const std::vector<request*> group = std::exchange(waiting_, {});
        lock.unlock();
        work(group);
        lock.lock();
        leading_ = false;
        for (request* each : group) each->open = false;
        wake_.notify_all();
    }
    lock.unlock();
    if (!mine.problem.empty()) return failure{std::move(mine.problem)};
    return done{};
}

// One transaction for all. When it fails, each gets one of its own, so that only those fail that must.
void launch_commits::work(std::span<request* const> group) {
    if (!try_together(group) && group.size() > 1)
        for (request* const& each : group) try_together({&each, 1});
    if (log_pages_ >= checkpoint_pages_) checkpoints_.ask();
}

bool launch_commits::try_together(std::span<request* const> group) {
    const std::lock_guard lock(between_commits_);
    try {
        if (health_ == health::failed)
            throw sqlite_error(SQLITE_ERROR, 0, "writing to the disk failed; the store must be opened anew");
        choose_syncing(std::ranges::any_of(group, &request::synced));
        db_.execute("BEGIN IMMEDIATE");
        for (request* each : group) each->step(writing_);
        db_.execute("COMMIT");
    } catch (const sqlite_error& problem) {
        if (sqlite3_get_autocommit(db_.handle()) == 0)
            sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        judge(problem);
        for (request* each : group) each->problem = problem.what();
        return false;
    }
    for (request* each : group) each->problem.clear();
    health expected = health::full;
    health_.compare_exchange_strong(expected, health::good);
    return true;
}

// A commit that syncs saves what came before it too.
void launch_commits::choose_syncing(bool full) {
    if (syncs_ == full) return;
    db_.execute(full ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
    syncs_ = full;
}

// Also called from the checkpointer's thread. A failed disk stays failed.
void launch_commits::judge(const sqlite_error& problem) {
    if (problem.disk_failed()) {
        health_ = health::failed;
    } else if (problem.disk_full()) {
        health expected = health::good;
        health_.compare_exchange_strong(expected, health::full);
    }
}

} // namespace schakel::outbox
