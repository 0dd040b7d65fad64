#include "gateway/pipeline/answer_memory.hpp"

namespace schakel::pipeline {

namespace {
constexpr std::size_t overhead = 200; // of an entry, besides key and content
} // namespace

std::shared_ptr<const void> answer_memory::find(std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    move(found->second, true);
    make_room();
    return found->second->what;
}

void answer_memory::keep(std::string key, std::shared_ptr<const void> what, std::size_t bytes, std::string_view owner) {
    bytes += key.size() + overhead;
    const std::lock_guard lock(mutex_);
    bool proven = false;
    if (const auto known = by_key_.find(key); known != by_key_.end()) {
        proven = known->second->proven;
        drop(known->second);
    }
    if (bytes > largest_) return;
    generation& into = of(proven);
    into.by_use.push_front({std::move(key), std::string(owner), std::move(what), bytes, proven});
    into.bytes += bytes;
    by_key_.emplace(into.by_use.front().key, into.by_use.begin());
    make_room();
}

void answer_memory::drop_owned(std::string_view owner) {
    const std::lock_guard lock(mutex_);
    for (generation* each : {&fresh_, &proven_}) {
        for (auto at = each->by_use.begin(); at != each->by_use.end();) {
            const auto one = at++;
            if (one->owner == owner) drop(one);
        }
    }
}

bool answer_memory::claim(std::string_view key) {
    const std::lock_guard lock(mutex_);
    return claimed_.emplace(key).second;
}

void answer_memory::yield(std::string_view key) {
    const std::lock_guard lock(mutex_);
    if (const auto held = claimed_.find(key); held != claimed_.end()) claimed_.erase(held);
}

std::size_t answer_memory::bytes() const {
    const std::lock_guard lock(mutex_);
    return fresh_.bytes + proven_.bytes;
}

// To the front of a generation.
void answer_memory::move(entries::iterator which, bool proven) {
    generation &from = of(which->proven), &into = of(proven);
    into.by_use.splice(into.by_use.begin(), from.by_use, which);
    from.bytes -= which->bytes;
    into.bytes += which->bytes;
    which->proven = proven;
}

void answer_memory::drop(entries::iterator which) {
    generation& from = of(which->proven);
    from.bytes -= which->bytes;
    by_key_.erase(which->key);
    from.by_use.erase(which);
}

// What is no longer used ages into the fresh generation, and goes from there. One entry may stay proven whatever its
// size.
void answer_memory::make_room() {
    while (proven_.bytes > budget_ / 4 * 3 && proven_.by_use.size() > 1) move(std::prev(proven_.by_use.end()), false);
    while (fresh_.bytes + proven_.bytes > budget_ && !fresh_.by_use.empty()) drop(std::prev(fresh_.by_use.end()));
}

} // namespace schakel::pipeline
