#include "gateway/pipeline/launch_documents.hpp"

#include <algorithm>

namespace schakel::pipeline {

namespace {

constexpr auto serves = std::chrono::hours(1);
constexpr auto serves_stale = std::chrono::hours(24);
constexpr auto between_tries = std::chrono::minutes(1);
constexpr std::size_t most_known = 1000;

} // namespace

std::shared_ptr<const received_answer> launch_documents::look(std::string_view url) {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(url);
    if (found == known_.end()) return nullptr;
    const instant now = time_.now();
    const entry& one = found->second;
    if (!one.document || now >= one.fetched + serves_stale) return nullptr;
    const bool wait = now < one.fetched + serves || now < one.tried + between_tries;
    return wait ? one.document : nullptr;
}

std::shared_ptr<const received_answer> launch_documents::came(std::string_view url, received_answer answer) {
    auto came = std::make_shared<const received_answer>(std::move(answer));
    const std::lock_guard lock(mutex_);
    if (known_.size() >= most_known && !known_.contains(url)) {
        known_.erase(std::ranges::min_element(known_, {}, [](const auto& one) { return one.second.tried; }));
    }
    entry& one = known_[std::string(url)];
    one.tried = time_.now();
    const bool good = came->how == received_answer::transport::answered && came->status == 200;
    if (good) {
        one.document = came;
        one.fetched = one.tried;
    }
    return good || !one.document ? came : one.document;
}

} // namespace schakel::pipeline
