#include "gateway/outbox/checkpointer.hpp"

#include "gateway/core/failpoint.hpp"

namespace schakel::outbox {

checkpointer::checkpointer(
    std::unique_ptr<connection> db, std::mutex& between_commits, std::function<void(const sqlite_error&)> failed
)
    : db_(std::move(db)), between_commits_(between_commits), failed_(std::move(failed)), thread_([this] { run(); }) {}

checkpointer::~checkpointer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void checkpointer::ask() {
    {
        const std::lock_guard lock(mutex_);
        asked_ = true;
    }
    wake_.notify_one();
}

void checkpointer::run() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return asked_ || ending_; });
        if (ending_) return;
        asked_ = false;
        lock.unlock();
        checkpoint();
        lock.lock();
    }
}

// The bulk is copied while commits go on. They keep adding meanwhile, so the rest, which is little, is copied between
// two of them: only then can the log start again from its beginning.
void checkpointer::checkpoint() {
    try {
        SCHAKEL_FAILPOINT("checkpoint.before");
        db_->execute("PRAGMA wal_checkpoint(PASSIVE)");
        SCHAKEL_FAILPOINT("checkpoint.between");
        const std::lock_guard lock(between_commits_);
        db_->execute("PRAGMA wal_checkpoint(PASSIVE)");
        SCHAKEL_FAILPOINT("checkpoint.after");
    } catch (const sqlite_error& problem) {
        failed_(problem);
    }
}

} // namespace schakel::outbox
