// Commits in groups without a thread of their own: of those who want to write at the same time, one does the work of
// all and the others wait. Who comes alone waits for nobody.
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
#include <vector>

namespace schakel::outbox {

class launch_commits {
public:
    // Opens the file, which must have its tables.
    explicit launch_commits(const launch_settings& settings);

    // Back when it is committed, and synced where asked. The step runs again when the transaction failed for another's
    // sake: it may not change anything but the database, besides its own outcome.
    result<done> run(const std::function<void(launch_writing&)>& step, bool synced);

    bool can_write() const { return health_.load() == health::good; }

private:
    enum class health { good, full, failed };
    struct request {
        const std::function<void(launch_writing&)>& step;
        bool synced = false;
        bool open = true;
        std::string problem{};
    };

    void work(std::span<request* const> group);
    bool try_together(std::span<request* const> group);
    void judge(const sqlite_error& problem);
    void choose_syncing(bool full);

    connection db_;
    launch_writing writing_;
    bool syncs_ = true; // as the connection is told
    std::atomic<health> health_{health::good};
    const std::size_t checkpoint_pages_;
    std::atomic<std::size_t> log_pages_{0};
    std::mutex between_commits_;
    checkpointer checkpoints_;

    std::mutex mutex_; // of what follows
    std::condition_variable wake_;
    std::vector<request*> waiting_;
    bool leading_ = false;
};

} // namespace schakel::outbox
