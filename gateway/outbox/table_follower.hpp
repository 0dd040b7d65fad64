// The thread that writes the tables: what the journal promised, in large transactions that need no sync because the
// journal has it; and the steps of loads of rosters, goals and entitlements, which are synced before they are told.
#pragma once

#include "gateway/outbox/checkpointer.hpp"
#include "gateway/outbox/journal_entry.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/sqlite_writes.hpp"
#include "gateway/outbox/store_health.hpp"
#include "gateway/outbox/term_index.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace schakel::outbox {

// A step of a load of a roster or of goals, or of its end. Run within a transaction, and again when that failed for
// another's sake: it may not change anything but the database, besides its own outcome.
struct load_step {
    std::function<void(sqlite_writes&)> run;
    std::function<void(commit_outcome)> done = {};
};

// A group of the journal.
struct promised_group {
    std::uint64_t number = 0;
    std::vector<decision> decisions;
};

class table_follower {
public:
    // `followed` hears after each transaction through which group the tables are.
    table_follower(
        const sqlite_settings& settings, std::unique_ptr<connection> db, store_health& health, term_index& terms,
        std::function<void(std::uint64_t group)> followed
    );
    ~table_follower();

    // At the start, before anything else: what the tables lack, in one transaction. They are through `before` already.
    void catch_up(std::span<const promised_group> groups, std::uint64_t before);

    void follow(promised_group what);                  // waits while too much is waiting
    void put(load_step what);                          // after close() it is refused at once
    bool has_room();                                   // for some more, on the disk
    void wait_for_loads();                             // until those that were put are written or refused
    std::uint64_t through() const { return through_; } // this group the tables are
    // Until they are through this group, which is then written at once; false: the disk is full or has failed.
    bool wait_for(std::uint64_t group);
    bool wait_for_all() { return wait_for(promised_); } // that was put so far
    std::uint64_t key_additions() const { return writes_.key_additions(); }
    bool has_keys_in(std::string_view school, std::string_view table) const {
        return writes_.has_keys_in(school, table);
    }
    void close(); // what was put is written first, unless the disk refuses

private:
    using work = std::variant<promised_group, load_step>;

    void run();
    std::optional<std::vector<work>> next();
    void write_groups(std::span<work> groups);
    void write_loads(std::span<work> loads);
    bool try_loads(std::span<work> loads);
    void refuse(load_step& one, std::string why);
    void wait_for_room();
    void index(std::span<const work> groups);
    void tell_followed(std::uint64_t group);

    const std::chrono::milliseconds retry_when_full_;
    const std::size_t checkpoint_pages_;
    store_health& health_;
    term_index& terms_;
    std::unique_ptr<connection> db_;
    sqlite_writes writes_;
    std::function<void(std::uint64_t)> followed_;
    std::atomic<std::size_t> log_pages_{0};
    std::mutex between_commits_;
    checkpointer checkpoints_;

    std::mutex mutex_; // guards what follows
    std::condition_variable wake_, moved_;
    std::deque<work> waiting_;
    std::size_t decisions_waiting_ = 0, in_haste_ = 0;
    std::atomic<std::uint64_t> through_{0}, promised_{0};
    std::size_t loads_ = 0;
    bool ending_ = false;
    std::thread thread_;
};

} // namespace schakel::outbox
