#include "gateway/outbox/open_deliveries.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

namespace schakel::outbox {

void open_deliveries::apply(accepted_message what) {
    if (what.outcome.what != commit_outcome::kind::stored) return;
    const std::lock_guard lock(mutex);
    ++messages;
    dead_letters += what.dead_letters;
    for (open_delivery& each : what.open) queue.add(std::move(each));
}

void open_deliveries::apply(const packed_id& id, settled_delivery what) {
    if (!what.stored) return;
    const std::lock_guard lock(mutex);
    dead_letters += what.dead_letters;
    switch (what.status) {
    case state::waiting: queue.put_back(id, what.next_attempt); break;
    case state::held: queue.hold(id); break;
    default: queue.remove(id);
    }
    for (open_delivery& part : what.open) queue.add(std::move(part));
}

} // namespace schakel::outbox
