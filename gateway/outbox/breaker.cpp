#include "gateway/outbox/delivery_policy.hpp"

#include <algorithm>

namespace schakel::outbox {

bool breaker::allows(instant now) {
    if (!open_) return true;
    if (probing_ || now < open_until_) return false;
    probing_ = true;
    return true;
}

void breaker::succeeded() {
    failing_.clear();
    open_ = false;
    probing_ = false;
    wait_ = std::chrono::milliseconds(0);
}

void breaker::failed(instant now, std::size_t lane) {
    if (failing_.size() < how_.threshold && std::ranges::find(failing_, lane) == failing_.end())
        failing_.push_back(lane);
    if (!open_ && failing_.size() < how_.threshold) return;
    // A try that was under way when the breaker opened says nothing new.
    if (open_ && !probing_ && now < open_until_) return;
    wait_ = open_ ? std::min(wait_ * 2, how_.longest) : how_.first;
    open_ = true;
    probing_ = false;
    open_until_ = now + wait_;
}

} // namespace schakel::outbox
