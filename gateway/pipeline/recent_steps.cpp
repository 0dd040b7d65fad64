#include "gateway/pipeline/recent_steps.hpp"

#include <utility>

namespace schakel::pipeline {

namespace {

constexpr std::size_t most_bytes = 4 << 20, most_steps = 4096;

} // namespace

void recent_steps::learn(const std::vector<std::string>& taken, std::vector<recent_step> fresh) {
    const std::lock_guard lock(mutex_);
    for (const std::string& key : taken) forget(key);
    for (recent_step& one : fresh) {
        order_.push_back(one.key);
        bytes_ += one.size;
        std::string key = one.key;
        if (!known_.emplace(std::move(key), std::move(one)).second) bytes_ -= one.size;
    }
    while (order_.size() > most_steps || bytes_ > most_bytes) {
        forget(order_.front());
        order_.pop_front();
    }
}

// Under the lock.
void recent_steps::forget(const std::string& key) {
    const auto known = known_.find(key);
    if (known == known_.end()) return;
    bytes_ -= known->second.size;
    known_.erase(known);
}

std::shared_ptr<const remembered_step> recent_steps::find(const std::string& key, instant now) const {
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(key);
    if (known == known_.end() || known->second.until <= now) return nullptr;
    return known->second.what;
}

} // namespace schakel::pipeline
