#include "gateway/outbox/open_deliveries.hpp"

#include "gateway/outbox/sqlite_schema.hpp"

#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::size_t most_fresh = std::size_t{64} << 20; // bytes of bodies

open_delivery facts_of(const decided_delivery& what, std::uint64_t group) {
    const delivery& d = what.what;
    return {what.id,        what.row,     message_of(what.row),    what.place, d.route, d.order_key, d.destination,
            d.next_attempt, d.created_at, d.status == state::held, group};
}

} // namespace

void open_deliveries::apply(decided_acceptance& what, std::uint64_t group) {
    const std::lock_guard lock(mutex);
    ++messages;
    for (decided_delivery& each : what.deliveries)
        add(each, group, each.passes_on ? &what.what.message.body : nullptr, true);
}

void open_deliveries::apply(decided_settlement& what, std::uint64_t group) {
    const std::lock_guard lock(mutex);
    if (is_dead_letter(what.status)) ++dead_letters;
    queue.changed_by(what.id, group);
    switch (what.status) {
    case state::waiting: queue.put_back(what.id, what.what.next_attempt); break;
    case state::held: queue.hold(what.id); break;
    default: queue.remove(what.id);
    }
    for (decided_delivery& part : what.parts) add(part, group, nullptr, false);
}

// The tables need neither body nor loss report: the journal has them.
void open_deliveries::add(decided_delivery& what, std::uint64_t group, const std::string* body_of_message, bool whole) {
    if (is_dead_letter(what.what.status)) ++dead_letters;
    if (is_open(what.what.status)) queue.add(facts_of(what, group));
    std::string body = std::exchange(what.what.body, {}), loss = std::exchange(what.what.loss, {});
    const std::size_t size = (body_of_message ? *body_of_message : body).size() + loss.size();
    if (!whole || what.what.status != state::waiting || fresh_bytes_ + size > most_fresh) return;
    delivery& kept = fresh_.emplace(what.row, what.what).first->second;
    kept.body = body_of_message ? *body_of_message : std::move(body);
    kept.loss = std::move(loss);
    fresh_bytes_ += size;
}

delivery open_deliveries::take_fresh(std::int64_t row) {
    const auto at = fresh_.find(row);
    delivery whole = std::move(at->second);
    fresh_bytes_ -= whole.body.size() + whole.loss.size();
    fresh_.erase(at);
    return whole;
}

} // namespace schakel::outbox
