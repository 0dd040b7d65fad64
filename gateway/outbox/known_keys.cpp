#include "gateway/outbox/known_keys.hpp"

#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::size_t most_recent = 4096;

} // namespace

std::optional<std::optional<std::string>> known_keys::find(const std::string& name, std::uint64_t additions) {
    const std::lock_guard lock(mutex_);
    auto at = recent_.find(name);
    if (at == recent_.end()) {
        auto before = earlier_.extract(name);
        if (before.empty()) return std::nullopt;
        keep(name, std::move(before.mapped()));
        at = recent_.find(name);
    }
    if (!at->second.value && at->second.additions != additions) return std::nullopt;
    return at->second.value;
}

void known_keys::learn(std::string name, std::optional<std::string> value, std::uint64_t additions) {
    const std::lock_guard lock(mutex_);
    keep(std::move(name), {std::move(value), additions});
}

void known_keys::keep(std::string name, entry what) {
    if (recent_.size() >= most_recent) earlier_ = std::exchange(recent_, {});
    recent_.insert_or_assign(std::move(name), std::move(what));
}

} // namespace schakel::outbox
