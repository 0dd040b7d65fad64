#include "gateway/outbox/launch_commits.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/outbox/launch_tables.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::chrono::microseconds gathering_time(2000); // a launch waits for it three times

std::unique_ptr<connection> beside(const launch_settings& settings) {
    auto db = std::make_unique<connection>(settings.path, settings.vfs);
    tune_launches(*db);
    return db;
}

} // namespace

launch_commits::launch_commits(const launch_settings& settings)
    : db_(settings.path, settings.vfs), writing_(db_), begin_(db_, "BEGIN IMMEDIATE"), commit_(db_, "COMMIT"),
      checkpoint_pages_(settings.checkpoint_pages),
      checkpoints_(beside(settings), between_commits_, [this](const sqlite_error& problem) { judge(problem); }) {
    tune_launches(db_);
    db_.execute("PRAGMA cache_size=-8192"); // KiB: what a busy second noted is sorted without reading it again
    const auto count_pages = [](void* pages, sqlite3*, const char*, int in_log) {
        static_cast<std::atomic<std::size_t>*>(pages)->store(static_cast<std::size_t>(in_log));
        return SQLITE_OK;
    };
    sqlite3_wal_hook(db_.handle(), count_pages, &log_pages_);
}

// What is left to commit is committed first.
launch_commits::~launch_commits() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    later_wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

result<done> launch_commits::request::outcome() const {
    if (!problem.empty()) return failure{problem};
    return done{};
}

// Requests live on the stacks of those who wait for them.
result<done> launch_commits::run(const step& what, bool synced) {
    request mine{what, synced};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&mine);
    while (mine.open) {
        if (leading_)
            wake_.wait(lock);
        else
            lead(lock);
    }
    lock.unlock();
    return mine.outcome();
}

void launch_commits::run_later(step what, bool synced, std::function<void(const result<done>&)> then) {
    auto one = std::make_unique<later_request>(std::move(what), synced, std::move(then));
    bool wakes = false;
    {
        const std::lock_guard lock(mutex_);
        later_.push_back(std::move(one));
        wakes = !gathering_;
        if (!thread_.joinable()) thread_ = std::thread([this] { serve_later(); });
    }
    if (wakes) later_wake_.notify_one();
}

// Commits for all who wait now, under the lock before and after.
void launch_commits::lead(std::unique_lock<std::mutex>& lock) {
    leading_ = true;
    const std::vector<request*> waiting = std::exchange(waiting_, {});
    auto later = std::exchange(later_, {});
    std::vector<request*> group = waiting;
    for (const auto& one : later) group.push_back(&one->asked);
    crowded_ = group.size() > 1;
    lock.unlock();
    work(group);
    for (const auto& one : later) one->then(one->asked.outcome());
    later.clear();
    lock.lock();
    leading_ = false;
    for (request* each : waiting) each->open = false;
    if (!waiting.empty() || !waiting_.empty()) wake_.notify_all();
    if (!gathering_ && (ending_ || !later_.empty())) later_wake_.notify_one();
}

void launch_commits::serve_later() {
    std::unique_lock lock(mutex_);
    for (;;) {
        later_wake_.wait(lock, [this] { return !leading_ && (ending_ || !later_.empty()); });
        if (ending_ && later_.empty()) return;
        if (crowded_ && !ending_) {
            gathering_ = true;
            lock.unlock();
            std::this_thread::sleep_for(gathering_time);
            lock.lock();
            gathering_ = false;
        }
        if (!leading_ && !later_.empty()) lead(lock);
    }
}

// One transaction for all. When it fails, each gets one of its own, so that only those fail that must.
void launch_commits::work(std::span<request* const> group) {
    if (!try_together(group) && group.size() > 1)
        for (request* const& each : group) try_together({&each, 1});
    if (log_pages_ >= checkpoint_pages_ || SCHAKEL_FAILPOINT_EFFECT("launch.checkpoint.due") == failpoint_effect::error)
        checkpoints_.ask();
}

bool launch_commits::try_together(std::span<request* const> group) {
    const std::lock_guard lock(between_commits_);
    try {
        if (health_ == health::failed)
            throw sqlite_error(SQLITE_ERROR, 0, "writing to the disk failed; the store must be opened anew");
        choose_syncing(std::ranges::any_of(group, &request::synced));
        begin_.run();
        for (request* each : group) each->what(writing_);
        if (SCHAKEL_FAILPOINT_EFFECT("launch.commit.before") == failpoint_effect::error)
            throw sqlite_error(SQLITE_FULL, 0, "a failpoint");
        commit_.run();
        SCHAKEL_FAILPOINT("launch.commit.after");
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
