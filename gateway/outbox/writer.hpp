// The one thread that writes: it takes whatever waits, makes it one transaction, syncs, and then calls back in the
// order of arrival. Nothing waits for company: a request that comes alone is committed alone.
#pragma once

#include "gateway/outbox/checkpointer.hpp"
#include "gateway/outbox/open_deliveries.hpp"
#include "gateway/outbox/prepared_writes.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/sqlite_writes.hpp"
#include "gateway/outbox/sync_histogram.hpp"

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
#include <variant>
#include <vector>

namespace schakel::outbox {

// A step of a load of a roster or of goals, or of its end. Run within a transaction, and again when that failed for
// another's sake: it may not change anything but the database, besides its own outcome.
struct load_step {
    std::function<void(sqlite_writes&)> run;
};

class writer {
public:
    struct request {
        std::variant<prepared_acceptance, prepared_settlement, audit_entry, load_step> what;
        std::function<void(commit_outcome)> done;
    };

    writer(const sqlite_settings& settings, const clock& time, std::unique_ptr<connection> db, open_deliveries& open);
    ~writer();

    void put(request what); // after close() the answer is `unavailable`, at once
    void close();           // what was put is committed first
    bool can_accept() const { return health_.load() == health::good; }
    sync_statistics sync_times() const { return syncs_.read(); }

private:
    enum class health { good, full, failed, closed };
    using effect = std::variant<std::monostate, accepted_message, settled_delivery>;
    struct job {
        request asked;
        bool open = true; // not answered yet
        effect stored{};
        commit_outcome outcome{};
    };

    void run();
    std::optional<std::vector<job>> next_group(); // none: closed, and everything is done
    void work(std::vector<job>& group);
    bool try_together(std::span<job> jobs);
    void apply(job& one);
    void commit();
    void remember(job& one);
    void refuse(job& one, std::string why);
    void judge(const sqlite_error& problem);
    void look_for_room();
    void probe_the_disk();

    const std::size_t group_limit_;
    const std::chrono::milliseconds retry_when_full_;
    const clock& time_;
    std::unique_ptr<connection> db_;
    sqlite_writes writes_;
    open_deliveries& open_;
    sync_histogram syncs_;
    std::atomic<health> health_{health::good};
    std::optional<std::chrono::steady_clock::time_point> next_probe_; // while the disk is full
    std::atomic<std::size_t> log_pages_{0};
    const std::size_t checkpoint_pages_;

    std::mutex between_commits_;
    checkpointer checkpoints_;

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<request> waiting_;
    bool ending_ = false;
    std::thread thread_;
};

} // namespace schakel::outbox
