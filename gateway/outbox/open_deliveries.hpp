// The delivery queue and the counts beside it, shared by the writer and everyone who leases.
#pragma once

#include "gateway/outbox/delivery_queue.hpp"
#include "gateway/outbox/sqlite_writes.hpp"

#include <cstdint>
#include <mutex>

namespace schakel::outbox {

struct open_deliveries {
    std::mutex mutex; // guards everything below
    delivery_queue queue;
    std::uint64_t messages = 0, dead_letters = 0;

    // What was committed becomes true here too.
    void apply(accepted_message what);
    void apply(const packed_id& id, settled_delivery what);
};

} // namespace schakel::outbox
