#include "gateway/crypto/replay_guard.hpp"

#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <string>

namespace schakel::crypto {

first_use replay_guard::use(std::string_view party, std::string_view value, instant until) {
    // The length in front keeps ("ab", "c") and ("a", "bc") apart.
    const std::string digest = sha256(std::to_string(party.size()).append(":").append(party).append(value));
    fingerprint print;
    std::ranges::copy(digest, print.begin());

    const std::lock_guard lock(mutex_);
    forget_expired();
    if (known_.contains(print)) return first_use::no;
    if (known_.size() >= capacity_) return first_use::full;
    known_.insert(print);
    by_expiry_.emplace(until, print);
    return first_use::yes;
}

std::size_t replay_guard::size() const {
    const std::lock_guard lock(mutex_);
    return known_.size();
}

void replay_guard::forget_expired() {
    const auto end = by_expiry_.upper_bound(time_.now());
    for (auto it = by_expiry_.begin(); it != end; it = by_expiry_.erase(it)) known_.erase(it->second);
}

} // namespace schakel::crypto
