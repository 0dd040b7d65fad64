#include "gateway/outbox/recent_states.hpp"

#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::size_t most_bytes = 4 << 20, most_keys = 4096;

} // namespace

void recent_states::learn(const launch_writes& kept) {
    const std::lock_guard lock(mutex_);
    for (const std::string& key : kept.takes) {
        const auto known = known_.find(key);
        if (known == known_.end()) continue;
        bytes_ -= known->second.bytes.size();
        known_.erase(known);
    }
    for (const launch_state& one : kept.states) {
        if (!known_.emplace(one.key, one).second) continue;
        bytes_ += one.bytes.size();
        order_.push_back(one.key);
    }
    while (order_.size() > most_keys || bytes_ > most_bytes) forget_oldest();
}

void recent_states::forget_oldest() {
    const auto known = known_.find(order_.front());
    order_.pop_front();
    if (known == known_.end()) return;
    bytes_ -= known->second.bytes.size();
    known_.erase(known);
}

void recent_states::forget(std::string_view key) {
    launch_writes taking;
    taking.takes.emplace_back(key);
    learn(taking);
}

std::optional<launch_state> recent_states::find(std::string_view key) const {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(std::string(key));
    if (known == known_.end()) return std::nullopt;
    return known->second;
}

} // namespace schakel::outbox
