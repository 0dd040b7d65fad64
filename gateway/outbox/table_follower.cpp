#include "gateway/outbox/table_follower.hpp"

#include "gateway/core/failpoint.hpp"
#include "gateway/outbox/sqlite_schema.hpp"
#include "gateway/outbox/told_terms.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace schakel::outbox {

namespace {

using kind = commit_outcome::kind;

// Large transactions cost less for each row; nobody waits for them but who lists and shows, and those make haste.
constexpr std::size_t worth_writing = 512;
constexpr std::size_t most_waiting = 20'000; // decisions, before the writer waits
constexpr auto patience = std::chrono::milliseconds(200);

std::unique_ptr<connection> beside(const sqlite_settings& settings) {
    auto db = std::make_unique<connection>(settings.path, settings.vfs);
    tune(*db);
    return db;
}

} // namespace

table_follower::table_follower(
    const sqlite_settings& settings, std::unique_ptr<connection> db, store_health& health, term_index& terms,
    std::function<void(std::uint64_t group)> followed
)
    : retry_when_full_(settings.retry_when_full), checkpoint_pages_(settings.checkpoint_pages), health_(health),
      terms_(terms), db_(std::move(db)), writes_(*db_), followed_(std::move(followed)),
      checkpoints_(beside(settings), between_commits_, [this](const sqlite_error& problem) {
          problem.damaged() ? health_.fail() : health_.judge(problem); // a page that is damaged stays out of reach
      }) {
    const auto count_pages = [](void* pages, sqlite3*, const char*, int in_log) {
        static_cast<std::atomic<std::size_t>*>(pages)->store(static_cast<std::size_t>(in_log));
        return SQLITE_OK;
    };
    sqlite3_wal_hook(db_->handle(), count_pages, &log_pages_);
    thread_ = std::thread([this] { run(); });
}

table_follower::~table_follower() {
    close();
}

void table_follower::close() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    moved_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void table_follower::catch_up(std::span<const promised_group> groups, std::uint64_t before) {
    if (!groups.empty()) {
        const std::lock_guard lock(between_commits_);
        writes_.begin();
        for (const promised_group& group : groups)
            for (const decision& each : group.decisions) writes_.follow(each);
        writes_.followed_through(groups.back().number);
        writes_.commit();
    }
    tell_followed(groups.empty() ? before : groups.back().number);
}

void table_follower::follow(promised_group what) {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] { return decisions_waiting_ < most_waiting || ending_ || health_.failed(); });
    const bool was_enough = decisions_waiting_ >= worth_writing, is_first = waiting_.empty();
    decisions_waiting_ += what.decisions.size();
    promised_ = what.number;
    waiting_.push_back(std::move(what));
    const bool is_enough = decisions_waiting_ >= worth_writing && !was_enough;
    lock.unlock();
    if (is_first || is_enough) wake_.notify_one(); // between the two the thread lets more come
}

void table_follower::put(load_step what) {
    {
        const std::lock_guard lock(mutex_);
        if (!ending_) {
            ++loads_;
            waiting_.push_back(std::move(what));
            wake_.notify_one();
            return;
        }
    }
    what.done({kind::unavailable, {}, "the store is closed"});
}

bool table_follower::wait_for(std::uint64_t group) {
    if (through_ >= group) return true;
    std::unique_lock lock(mutex_);
    ++in_haste_;
    wake_.notify_one();
    moved_.wait(lock, [&] { return through_ >= group || ending_ || !health_.good(); });
    --in_haste_;
    return through_ >= group;
}

void table_follower::wait_for_loads() {
    std::unique_lock lock(mutex_);
    moved_.wait(lock, [this] { return loads_ == 0 || ending_; });
}

void table_follower::run() {
    while (auto some = next()) {
        if (std::holds_alternative<load_step>(some->front()))
            write_loads(*some);
        else
            write_groups(*some);
        if (log_pages_ >= checkpoint_pages_ ||
            SCHAKEL_FAILPOINT_EFFECT("tables.checkpoint.due") == failpoint_effect::error)
            checkpoints_.ask();
    }
}

// Everything of one kind from the front.
std::optional<std::vector<table_follower::work>> table_follower::next() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return !waiting_.empty() || ending_; });
    wake_.wait_for(lock, patience, [this] {
        return ending_ || in_haste_ > 0 || loads_ > 0 || decisions_waiting_ >= worth_writing;
    });
    if (waiting_.empty()) return std::nullopt;
    const std::size_t which = waiting_.front().index();
    std::vector<work> some;
    while (!waiting_.empty() && waiting_.front().index() == which) {
        some.push_back(std::move(waiting_.front()));
        waiting_.pop_front();
    }
    return some;
}

// What was promised is written, however often that takes.
void table_follower::write_groups(std::span<work> groups) {
    std::size_t count = 0;
    const std::uint64_t last = std::get<promised_group>(groups.back()).number;
    for (const work& each : groups) count += std::get<promised_group>(each).decisions.size();
    while (!health_.failed()) {
        try {
            const std::lock_guard lock(between_commits_);
            db_->execute("PRAGMA synchronous=NORMAL");
            writes_.begin();
            for (const work& each : groups)
                for (const decision& one : std::get<promised_group>(each).decisions) writes_.follow(one);
            writes_.followed_through(last);
            SCHAKEL_FAILPOINT("tables.commit.before");
            writes_.commit();
            SCHAKEL_FAILPOINT("tables.commit.after");
            break;
        } catch (const sqlite_error& problem) {
            writes_.roll_back();
            health_.judge(problem);
            if (!health_.full()) health_.judge({SQLITE_IOERR, 0, problem.what()});
        }
        { const std::lock_guard lock(mutex_); } // who waits has seen the health from before, or sleeps already
        moved_.notify_all();
        wait_for_room();
        const std::lock_guard lock(mutex_);
        if (ending_) return;
    }
    {
        const std::lock_guard lock(mutex_);
        decisions_waiting_ -= count;
    }
    if (health_.failed()) return moved_.notify_all();
    index(groups);
    tell_followed(last);
}

// In the tables first: what is found is there.
void table_follower::index(std::span<const work> groups) {
    std::vector<found_term> terms;
    for (const work& each : groups) {
        const promised_group& group = std::get<promised_group>(each);
        terms.clear();
        for (const decision& one : group.decisions) add_terms(terms, one);
        terms_.add(group.number, terms);
    }
}

void table_follower::tell_followed(std::uint64_t group) {
    followed_(group);
    {
        const std::lock_guard lock(mutex_);
        through_ = group;
    }
    moved_.notify_all();
}

bool table_follower::has_room() {
    const std::lock_guard lock(between_commits_);
    try {
        writes_.begin();
        writes_.try_the_disk();
        writes_.commit();
        return true;
    } catch (const sqlite_error& problem) {
        writes_.roll_back();
        health_.judge(problem);
        return false;
    }
}

void table_follower::wait_for_room() {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, retry_when_full_, [this] { return ending_; });
}

// One transaction for all. When it fails, each gets one of its own, so that only those fail that must.
void table_follower::write_loads(std::span<work> loads) {
    if (!try_loads(loads))
        for (work& each : loads) try_loads({&each, 1});
    {
        const std::lock_guard lock(mutex_);
        loads_ -= loads.size();
    }
    moved_.notify_all();
}

bool table_follower::try_loads(std::span<work> loads) {
    std::string problem_told;
    if (health_.failed())
        problem_told = "writing to the disk failed; the store must be opened anew";
    else if (health_.full())
        problem_told = "the disk is full";
    else {
        const std::lock_guard lock(between_commits_);
        try {
            db_->execute("PRAGMA synchronous=FULL");
            writes_.begin();
            for (work& each : loads) std::get<load_step>(each).run(writes_);
            SCHAKEL_FAILPOINT("tables.load.before");
            writes_.commit();
            SCHAKEL_FAILPOINT("tables.load.after");
        } catch (const sqlite_error& problem) {
            writes_.roll_back();
            health_.judge(problem);
            problem_told = problem.what();
            if (loads.size() > 1) return false;
        }
    }
    const auto outcome = problem_told.empty() ? kind::stored : kind::unavailable;
    for (work& each : loads) std::get<load_step>(each).done({outcome, {}, problem_told});
    return true;
}

} // namespace schakel::outbox
