// Copies the log back into the database beside the commits, so that no commit pays for it.
#pragma once

#include "gateway/outbox/sqlite_connection.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace schakel::outbox {

class checkpointer {
public:
    // `between_commits` is held by the writer during each transaction; `failed` hears of a disk that did not obey.
    checkpointer(
        std::unique_ptr<connection> db, std::mutex& between_commits, std::function<void(const sqlite_error&)> failed
    );
    ~checkpointer();

    void ask(); // from any thread; many requests while one runs are one

private:
    void run();
    void checkpoint();

    std::unique_ptr<connection> db_;
    std::mutex& between_commits_;
    std::function<void(const sqlite_error&)> failed_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool asked_ = false, ending_ = false;
    std::thread thread_;
};

} // namespace schakel::outbox
