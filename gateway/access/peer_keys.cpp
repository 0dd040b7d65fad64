#include "gateway/access/peer_keys.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace schakel::access {

namespace {

using std::chrono::seconds;

bool holds(std::string_view text, std::string_view word) {
    return std::ranges::search(text, word, {}, [](char c) {
               return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
           }).begin() != text.end();
}

// RFC 9111 5.2.2; what is said for shared caches only does not concern us.
seconds lifetime(const header_fields& headers, const peer_key_limits& limits) {
    const std::string_view control = headers.find("cache-control");
    if (holds(control, "no-store") || holds(control, "no-cache")) return limits.shortest;
    constexpr std::string_view word = "max-age=";
    const auto at = control.find(word);
    if (at == std::string_view::npos) return limits.usual;
    std::int64_t said = 0;
    const std::string_view number = control.substr(at + word.size());
    const auto read = std::from_chars(number.data(), number.data() + number.size(), said);
    if (read.ec == std::errc::result_out_of_range) return limits.longest;
    if (read.ec != std::errc{}) return limits.usual;
    return std::clamp(seconds{said}, limits.shortest, limits.longest);
}

result<crypto::key_set> read(const received_answer& what) {
    if (what.how != received_answer::transport::answered) return failure{"the keys cannot be fetched: " + what.error};
    if (what.status != 200) {
        return failure{"the keys cannot be fetched: the answer has status " + std::to_string(what.status)};
    }
    return crypto::key_set::from_jwks(what.body);
}

} // namespace

bool peer_keys::serves(const entry& one, bool afresh, instant now) const {
    if (!one.keys) return false;
    if (one.failed && now < one.tried + limits_.after_failure) return true;
    if (now >= one.expires) return false;
    return !afresh || now < one.fetched + limits_.between;
}

peer_keys::entry& peer_keys::entry_of(std::string_view url, instant now) {
    if (const auto found = entries_.find(url); found != entries_.end()) {
        found->second.asked = now;
        return found->second;
    }
    if (entries_.size() >= limits_.most_addresses) {
        const auto oldest = std::ranges::min_element(entries_, {}, [](const auto& one) {
            return std::pair(one.second.fetching, one.second.asked);
        });
        if (!oldest->second.fetching) entries_.erase(oldest);
    }
    entry& made = entries_[std::string(url)];
    made.asked = now;
    return made;
}

peer_keys::looked peer_keys::look(std::string_view url, bool afresh, waiting then) {
    const instant now = time_.now();
    const std::lock_guard lock(mutex_);
    entry& one = entry_of(url, now);
    if (serves(one, afresh, now)) return one.keys;
    if (one.fetching && now < one.tried + limits_.longest_fetch) {
        one.waiting_for.push_back(std::move(then));
        return awaited{};
    }
    one.fetching = true;
    one.tried = now;
    return yours{};
}

void peer_keys::judge(entry& one, const received_answer& what, instant now) const {
    auto keys = read(what);
    one.fetching = false;
    one.tried = now;
    one.failed = !keys;
    const bool old_ones_serve = one.keys && *one.keys && now < one.fetched + limits_.stale;
    if (one.failed && old_ones_serve) return;
    if (!one.failed) {
        one.fetched = now;
        one.expires = now + lifetime(what.headers, limits_);
    }
    one.keys = std::make_shared<const result<crypto::key_set>>(std::move(keys));
}

peer_keys::answer peer_keys::came(std::string_view url, const received_answer& what) {
    const instant now = time_.now();
    answer known;
    std::vector<waiting> told;
    {
        const std::lock_guard lock(mutex_);
        entry& one = entry_of(url, now);
        judge(one, what, now);
        known = one.keys;
        told.swap(one.waiting_for);
    }
    for (const waiting& then : told) then(known);
    return known;
}

} // namespace schakel::access
