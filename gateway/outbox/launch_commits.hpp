// Commits in groups: of those who want to write at the same time, one does the work of all and the others wait. Who
// comes alone waits for nobody. What nobody waits for on a thread of his own is left to one thread, which gathers for a
// moment when much comes: a transaction for ten costs little more than one for one.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/outbox/checkpointer.hpp"
#include "gateway/outbox/launch_writing.hpp"
#include "gateway/outbox/sqlite_connection.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace schakel::outbox {

class launch_commits {
public:
    // Opens the file, which must have its tables.
    explicit launch_commits(const launch_settings& settings);
    ~launch_commits();
    launch_commits(const launch_commits&) = delete;
    launch_commits& operator=(const launch_commits&) = delete;

    // Back when it is committed, and synced where asked. The step runs again when the transaction failed for another's
    // sake: it may not change anything but the database, besides its own outcome.
    result<done> run(const std::function<void(launch_writing&)>& step, bool synced);

    // The same; `then` is called on the thread that committed. It must be quick and may not write here.
    using step = std::function<void(launch_writing&)>;
    void run_later(step what, bool synced, std::function<void(const result<done>&)> then);

    bool can_write() const { return health_.load() == health::good; }

private:
    enum class health { good, full, failed };
    struct request {
        const step& what;
        bool synced = false;
        bool open = true;
        std::string problem{};

        result<done> outcome() const;
    };
    struct later_request { // keeps what a request of a waiting thread has on its stack
        step what;
        std::function<void(const result<done>&)> then;
        request asked;

        later_request(step made, bool synced, std::function<void(const result<done>&)> told)
            : what(std::move(made)), then(std::move(told)), asked{what, synced} {}
    };

    void lead(std::unique_lock<std::mutex>& lock);
    void serve_later();
    void work(std::span<request* const> group);
    bool try_together(std::span<request* const> group);
    void judge(const sqlite_error& problem);
    void choose_syncing(bool full);

    connection db_;
    launch_writing writing_;
    statement begin_, commit_;
    bool syncs_ = true; // as the connection is told
    std::atomic<health> health_{health::good};
    const std::size_t checkpoint_pages_;
    std::atomic<std::size_t> log_pages_{0};
    std::mutex between_commits_;
    checkpointer checkpoints_;

    std::mutex mutex_; // of what follows
    std::condition_variable wake_;
    std::vector<request*> waiting_;
    std::vector<std::unique_ptr<later_request>> later_;
    bool leading_ = false;
    std::condition_variable later_wake_;
    bool gathering_ = false; // the thread takes what comes without being woken
    bool crowded_ = false;   // the last group was of several
    bool ending_ = false;
    std::thread thread_; // for later_, from the first of them on
};

} // namespace schakel::outbox
