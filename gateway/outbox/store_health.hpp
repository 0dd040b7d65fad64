// Whether the disk can be written. A failed disk stays failed until the store is opened anew (P6); a full one may
// become good again.
#pragma once

#include "gateway/outbox/sqlite_connection.hpp"

#include <atomic>

namespace schakel::outbox {

class store_health {
public:
    enum class condition { good, full, failed, closed };

    condition now() const { return now_.load(); }
    bool good() const { return now() == condition::good; }
    bool full() const { return now() == condition::full; }
    bool failed() const { return now() == condition::failed; }

    void judge(const sqlite_error& problem) {
        condition expected = condition::good;
        if (problem.disk_failed())
            now_ = condition::failed;
        else if (problem.disk_full())
            now_.compare_exchange_strong(expected, condition::full);
    }
    void fail() { now_ = condition::failed; }
    void found_room() {
        condition expected = condition::full;
        now_.compare_exchange_strong(expected, condition::good);
    }
    void close() { now_ = condition::closed; }

private:
    std::atomic<condition> now_{condition::good};
};

} // namespace schakel::outbox
