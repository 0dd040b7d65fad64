#include "tests/support/memory_launch_rows.hpp"

#include <algorithm>

namespace schakel::test {

namespace {

const failure refused{"the store refuses to write, as the test wants it"};

void take_over(std::string& into, const std::string& from) {
    if (!from.empty()) into = from;
}

template <class Text>
bool fits(const std::string& wanted, const Text& value) {
    return wanted.empty() || wanted == value;
}

bool fits(const std::optional<std::string>& wanted, const std::string& value) {
    return !wanted || *wanted == value;
}

bool fits(const outbox::attempt_filter& which, const outbox::launch_attempt& one) {
    return fits(which.school, one.school) && fits(which.product, one.product) && fits(which.source, one.source) &&
           fits(which.target, one.target) && fits(which.outcome, one.outcome) && fits(which.trace, one.trace) &&
           (!which.since || one.began >= *which.since) && (which.after.empty() || one.trace < which.after) &&
           (which.person.empty() || std::ranges::count(one.persons, which.person) > 0);
}

} // namespace

result<bool> memory_launch_rows::keep(const outbox::launch_writes& what) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    for (const outbox::launch_state& one : what.states)
        if (states_.contains(one.key)) return failure{"a state has this key already"};
    for (const std::string& key : what.takes)
        if (!states_.contains(key)) return false;
    for (const std::string& key : what.takes) states_.erase(key);
    for (const outbox::audit_entry& one : what.audits) audits_.emplace(++last_audit_, one);
    for (const outbox::launch_state& one : what.states) states_.emplace(one.key, one);
    for (const outbox::launch_attempt& one : what.attempts) keep(one);
    for (const outbox::launch_record& one : what.records) {
        outbox::launch_record& stored = records_[{one.kind, one.id}];
        const std::uint64_t version = stored.version + 1;
        stored = one;
        stored.version = version;
    }
    return true;
}

std::vector<outbox::waiting_audit> memory_launch_rows::audits(std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::vector<outbox::waiting_audit> out;
    for (const auto& [number, entry] : audits_)
        if (out.size() < most) out.push_back({number, entry});
    return out;
}

result<done> memory_launch_rows::audits_collected(std::uint64_t up_to) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    audits_.erase(audits_.begin(), audits_.upper_bound(up_to));
    return done{};
}

void memory_launch_rows::keep(const outbox::launch_attempt& what) {
    const auto [at, added] = attempts_.try_emplace(what.trace, what);
    if (added) return;
    outbox::launch_attempt& known = at->second;
    known.changed = what.changed;
    for (auto field :
         {&outbox::launch_attempt::school, &outbox::launch_attempt::product, &outbox::launch_attempt::source,
          &outbox::launch_attempt::target, &outbox::launch_attempt::kind, &outbox::launch_attempt::hop,
          &outbox::launch_attempt::outcome, &outbox::launch_attempt::reason, &outbox::launch_attempt::released})
        take_over(known.*field, what.*field);
    for (const std::string& person : what.persons)
        if (std::ranges::count(known.persons, person) == 0) known.persons.push_back(person);
}

result<std::optional<std::string>> memory_launch_rows::take(std::string_view key, instant now) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    const auto at = states_.find(key);
    if (at == states_.end() || at->second.until <= now) return std::optional<std::string>{};
    std::optional<std::string> out = std::move(at->second.bytes);
    states_.erase(at);
    return out;
}

std::optional<std::string> memory_launch_rows::look(std::string_view key, instant now) {
    const std::lock_guard lock(mutex_);
    const auto at = states_.find(key);
    if (at == states_.end() || at->second.until <= now) return std::nullopt;
    return at->second.bytes;
}

result<std::optional<std::size_t>> memory_launch_rows::use(std::span<const outbox::used_value> all) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    for (std::size_t at = 0; at < all.size(); ++at)
        if (used_.contains(all[at].what)) return std::optional(at);
    for (const outbox::used_value& one : all) used_.emplace(one.what, one.until);
    return std::optional<std::size_t>{};
}

std::vector<outbox::launch_attempt> memory_launch_rows::attempts(const outbox::attempt_filter& which) {
    const std::lock_guard lock(mutex_);
    std::vector<outbox::launch_attempt> out;
    for (auto at = attempts_.rbegin(); at != attempts_.rend() && out.size() < which.limit; ++at)
        if (fits(which, at->second)) out.push_back(at->second);
    return out;
}

result<std::optional<std::uint64_t>> memory_launch_rows::put(const outbox::launch_record& what, outbox::put_when when) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    const auto at = records_.find({what.kind, what.id});
    const std::uint64_t known = at == records_.end() ? 0 : at->second.version;
    const bool over = known != 0 && at->second.until && *at->second.until <= what.changed;
    const std::uint64_t there = over ? 0 : known;
    const bool fits = when == outbox::put_when::always || (when == outbox::put_when::absent && there == 0) ||
                      (when == outbox::put_when::unchanged && there == what.version);
    if (!fits) return std::optional<std::uint64_t>{};
    outbox::launch_record& stored = records_[{what.kind, what.id}];
    stored = what;
    stored.version = known + 1;
    return std::optional(stored.version);
}

result<bool> memory_launch_rows::remove(std::uint8_t kind, std::string_view id) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    return records_.erase({kind, std::string(id)}) > 0;
}

std::optional<outbox::launch_record> memory_launch_rows::find(std::uint8_t kind, std::string_view id, instant now) {
    const std::lock_guard lock(mutex_);
    const auto at = records_.find({kind, std::string(id)});
    if (at == records_.end() || (at->second.until && *at->second.until <= now)) return std::nullopt;
    return at->second;
}

std::vector<outbox::launch_record> memory_launch_rows::list(const outbox::record_filter& which, instant now) {
    const std::lock_guard lock(mutex_);
    std::vector<outbox::launch_record> out;
    for (const auto& [key, one] : records_) {
        if (out.size() == which.limit) break;
        if (key.first == which.kind && one.id > which.after && fits(which.school, one.school) &&
            fits(which.system, one.system) && fits(which.place, one.place) && !(one.until && *one.until <= now))
            out.push_back(one);
    }
    return out;
}

result<bool> memory_launch_rows::forget(instant now, instant attempts_before) {
    const std::lock_guard lock(mutex_);
    if (refuses_) return refused;
    std::erase_if(states_, [&](const auto& each) { return each.second.until <= now; });
    std::erase_if(used_, [&](const auto& each) { return each.second <= now; });
    std::erase_if(attempts_, [&](const auto& each) { return each.second.began < attempts_before; });
    std::erase_if(records_, [&](const auto& each) { return each.second.until && *each.second.until <= now; });
    return false;
}

bool memory_launch_rows::can_write() const {
    const std::lock_guard lock(mutex_);
    return !refuses_;
}

void memory_launch_rows::refuse_writing(bool yes) {
    const std::lock_guard lock(mutex_);
    refuses_ = yes;
}

std::size_t memory_launch_rows::states() const {
    const std::lock_guard lock(mutex_);
    return states_.size();
}

} // namespace schakel::test
