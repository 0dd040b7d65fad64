// The delivery queue and what lies beside it, shared by the writer and everyone who leases.
#pragma once

#include "gateway/outbox/delivery_queue.hpp"
#include "gateway/outbox/journal_entry.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace schakel::outbox {

struct open_deliveries {
    explicit open_deliveries(const clock& time) : queue(time) {}

    std::mutex mutex; // guards everything below
    delivery_queue queue;
    std::uint64_t messages = 0, dead_letters = 0;

    // What was promised in this group of the journal becomes true here too. Takes bodies from the decision.
    void apply(decided_acceptance& what, std::uint64_t group);
    void apply(decided_settlement& what, std::uint64_t group);

    // A delivery that was accepted a moment ago and never leased before lies here whole: it needs no reading.
    bool is_fresh(std::int64_t row) const { return fresh_.contains(row); }
    delivery take_fresh(std::int64_t row);

private:
    // `body_of_message`: what is passed on. Parts of a batch that was divided are not whole: they lack the message's
    // id.
    void add(decided_delivery& what, std::uint64_t group, const std::string* body_of_message, bool whole);

    std::unordered_map<std::int64_t, delivery> fresh_; // by row
    std::size_t fresh_bytes_ = 0;
};

} // namespace schakel::outbox
