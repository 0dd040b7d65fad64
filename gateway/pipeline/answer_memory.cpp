#include "gateway/pipeline/answer_memory.hpp"

namespace schakel::pipeline {

namespace {
constexpr std::size_t overhead = 200; // of an entry, besides key and content
} // namespace

std::shared_ptr<const void> answer_memory::find(std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, found->second);
    return found->second->what;
}

void answer_memory::keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes) {
    bytes += key.size() + overhead;
    if (bytes > largest()) return;
    const std::lock_guard lock(mutex_);
    if (const auto known = by_key_.find(key); known != by_key_.end()) drop(known->second);
    by_use_.push_front({std::move(key), std::move(what), bytes});
    by_key_.emplace(by_use_.front().key, by_use_.begin());
    bytes_ += bytes;
    while (bytes_ > budget_) drop(std::prev(by_use_.end()));
}

std::size_t answer_memory::bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
}

void answer_memory::drop(entries::iterator which) {
    bytes_ -= which->bytes;
    by_key_.erase(which->key);
    by_use_.erase(which);
}

} // namespace schakel::pipeline
