#include "tests/support/memory_store.hpp"

#include "gateway/core/id.hpp"
#include "gateway/crypto/digest.hpp"

#include <algorithm>
#include <stdexcept>

namespace schakel::test {

using namespace outbox;
using kind = commit_outcome::kind;

namespace {

packed_id packed(const std::string& id) {
    const auto made = parse_id(id);
    if (!made) throw std::invalid_argument("not an id of ours");
    return *made;
}

bool is_open(state value) {
    return value == state::waiting || value == state::held;
}

bool is_dead(state value) {
    return value == state::rejected || value == state::quarantined || value == state::expired;
}

int badness(state value) {
    constexpr std::array order{state::accepted, state::already_there, state::delivered, state::waiting,
                               state::held,     state::expired,       state::rejected,  state::quarantined};
    return static_cast<int>(std::ranges::find(order, value) - order.begin());
}

std::string place_after(std::string parent, std::size_t index) {
    parent += static_cast<char>('A' + index / 64);
    parent += static_cast<char>('0' + index % 64);
    return parent;
}

} // namespace

void memory_store::commit(acceptance what, std::function<void(commit_outcome)> done) {
    packed(what.message.id);
    for (const delivery& one : what.deliveries) packed(one.id);
    commit_outcome outcome;
    {
        const std::lock_guard lock(mutex_);
        outcome = store_now(what);
        if (holds_answers_) {
            answers_.emplace_back([done = std::move(done), outcome] { done(outcome); });
            return;
        }
    }
    done(std::move(outcome));
}

commit_outcome memory_store::store_now(acceptance& what) {
    if (closed_ || refuses_) return {kind::unavailable, {}, "the store accepts nothing"};
    const bool taken =
        std::ranges::any_of(messages_, [&](const kept_message& one) { return one.what.id == what.message.id; });
    if (taken) return {kind::unavailable, {}, "the id is taken"};
    if (auto known = accepted_before(what.request)) return std::move(*known);
    if (what.message.replay_of.empty())
        if (auto known = known_already(what)) return std::move(*known);
    auto keys = keys_;
    for (const key_row& row : what.new_keys) {
        const auto [at, added] = keys.emplace(std::tuple(row.school, row.table, row.key), row.value);
        if (!added && at->second != row.value && keys_.contains(at->first))
            return {kind::unavailable, {}, "a key has another value"};
    }
    keys_ = std::move(keys);

    const std::size_t message = messages_.size();
    messages_.push_back({std::move(what.message), std::move(what.keys), {}, std::move(what.terms)});
    kept_message& stored = messages_.back();
    stored.what.digest = crypto::sha256_hex(stored.what.body);
    if (const auto& named = what.request) stored.keys.push_back({named->scope, named->key, named->digest});
    for (const record_key& one : stored.keys) records_[{one.scope, one.key}] = {message, one.digest};
    audit_.emplace_back(message, std::move(what.audit));
    for (std::size_t i = 0; i < what.deliveries.size(); ++i)
        add_delivery(std::move(what.deliveries[i]), message, place_after({}, i));
    refresh(message);
    ++commits_;
    return {};
}

std::optional<commit_outcome> memory_store::accepted_before(const std::optional<named_request>& request) const {
    if (!request) return std::nullopt;
    const auto known = records_.find(std::pair(request->scope, request->key));
    if (known == records_.end()) return std::nullopt;
    const std::string& earlier = messages_[known->second.message].what.id;
    if (made_at(earlier) < request->since) return std::nullopt;
    const bool same = known->second.digest == request->digest;
    return commit_outcome{same ? kind::same_request : kind::name_in_use, earlier, {}};
}

std::optional<commit_outcome> memory_store::known_already(const acceptance& what) const {
    std::size_t same = 0, earlier = 0;
    for (const record_key& one : what.keys) {
        const auto known = records_.find(std::pair(one.scope, one.key));
        if (known == records_.end()) continue;
        earlier = known->second.message;
        if (known->second.digest == one.digest)
            ++same;
        else if (!what.repeats_may_differ)
            return commit_outcome{kind::conflict, {}, "a record is known with other content"};
    }
    if (what.keys.empty() || same != what.keys.size()) return std::nullopt;
    return commit_outcome{kind::repeated, messages_[earlier].what.id, {}};
}

void memory_store::add_delivery(delivery what, std::size_t message, std::string place) {
    const std::size_t row = deliveries_.size();
    what.message_id = messages_[message].what.id;
    row_by_id_[what.id] = row;
    messages_[message].deliveries.push_back(row);
    if (is_open(what.status)) {
        queue_.add(
            {packed(what.id), static_cast<std::int64_t>(row), static_cast<std::int64_t>(message), place, what.route,
             what.order_key, what.destination, what.next_attempt, what.created_at, what.status == state::held}
        );
    }
    deliveries_.push_back({std::move(what), message, std::move(place)});
}

std::vector<delivery> memory_store::lease(instant now, std::size_t most) {
    return lease_where(now, most, {});
}

std::vector<delivery> memory_store::lease_where(instant now, std::size_t most, const permission& may_go) {
    const std::lock_guard lock(mutex_);
    std::vector<delivery> leased;
    queue_.lease(now, most, [&](std::string_view destination, const delivery_queue::leased& next) {
        if (may_go && !may_go(destination)) return false;
        leased.push_back(deliveries_[static_cast<std::size_t>(next.row)].what);
        return true;
    });
    return leased;
}

std::optional<instant> memory_store::next_due_where(const permission& may_go) {
    const std::lock_guard lock(mutex_);
    return queue_.next_due(may_go);
}

void memory_store::settle(settlement what, std::function<void(bool stored)> done) {
    bool stored = false;
    {
        const std::lock_guard lock(mutex_);
        stored = settle_now(what);
    }
    done(stored);
}

bool memory_store::settle_now(settlement& what) {
    const auto row = row_of(what.delivery_id);
    if (closed_ || refuses_ || !row || !is_open(deliveries_[*row].what.status)) return false;
    const packed_id id = packed(what.delivery_id);
    const std::size_t message = deliveries_[*row].message;
    delivery& one = deliveries_[*row].what;
    one.status = what.replaced_by.empty() ? what.status : state::accepted;
    one.next_attempt = what.next_attempt;
    add_words(messages_[message].terms, what.reason);
    one.reason = std::move(what.reason);
    if (!is_open(one.status)) one.settled_at = time_.now();
    if (what.attempt) {
        what.attempt->number = ++one.attempts;
        attempts_.push_back(*what.attempt);
    }
    if (one.status == state::waiting)
        queue_.put_back(id, one.next_attempt);
    else if (one.status == state::held)
        queue_.hold(id);
    else
        queue_.remove(id);
    const std::string place = deliveries_[*row].place;
    for (std::size_t i = 0; i < what.replaced_by.size(); ++i)
        add_delivery(std::move(what.replaced_by[i]), message, place_after(place, i));
    if (what.audit) audit_.emplace_back(message, std::move(*what.audit));
    refresh(message);
    return true;
}

void memory_store::refresh(std::size_t message) {
    kept_message& one = messages_[message];
    for (std::size_t i = 0; i < one.deliveries.size(); ++i) {
        const state status = deliveries_[one.deliveries[i]].what.status;
        if (i == 0 || badness(status) > badness(one.what.status)) one.what.status = status;
    }
}

void memory_store::release(std::string_view delivery_id, instant next_attempt) {
    const std::lock_guard lock(mutex_);
    if (const auto id = parse_id(delivery_id)) queue_.release(*id, next_attempt);
}

void memory_store::write_audit(audit_entry what, std::function<void(bool stored)> done) {
    bool stored = false;
    {
        const std::lock_guard lock(mutex_);
        stored = !closed_ && !refuses_;
        std::optional<std::size_t> about;
        for (std::size_t i = 0; i < messages_.size(); ++i)
            if (messages_[i].what.id == what.subject) about = i;
        if (stored) audit_.emplace_back(about, std::move(what));
    }
    done(stored);
}

result<std::uint64_t> memory_store::verify_audit() {
    const std::lock_guard lock(mutex_);
    return std::uint64_t{audit_.size()};
}

bool memory_store::matches(const kept_message& one, const message_filter& filter) const {
    const auto is = [](const std::string& wanted, const std::string& value) {
        return wanted.empty() || wanted == value;
    };
    const auto any_delivery = [&](std::string delivery::*member, const std::string& wanted) {
        return wanted.empty() || std::ranges::any_of(one.deliveries, [&](std::size_t row) {
                   return deliveries_[row].what.*member == wanted;
               });
    };
    const auto has_term = [&](search_term wanted) { return std::ranges::find(one.terms, wanted) != one.terms.end(); };
    const bool has_key = filter.key.empty() || std::ranges::any_of(terms_of_key(filter.key), has_term) ||
                         std::ranges::any_of(one.keys, [&](const record_key& each) { return each.key == filter.key; });
    std::vector<search_term> words;
    add_words(words, filter.text);
    const bool has_words = filter.text.empty() || (!words.empty() && std::ranges::all_of(words, has_term));
    return (!filter.status || *filter.status == one.what.status) && is(filter.standard, one.what.standard) &&
           is(filter.sender, one.what.sender) && is(filter.school, one.what.school) &&
           any_delivery(&delivery::destination, filter.destination) && any_delivery(&delivery::route, filter.route) &&
           has_key && has_words && is(filter.copy_of, one.what.replay_of) &&
           (!filter.since || one.what.received_at >= *filter.since) &&
           (!filter.until || one.what.received_at < *filter.until);
}

message_page memory_store::list(const message_filter& filter) {
    const std::lock_guard lock(mutex_);
    message_page page;
    bool started = filter.after.empty();
    for (auto one = messages_.rbegin(); one != messages_.rend(); ++one) {
        if (!started) {
            started = one->what.id == filter.after;
            continue;
        }
        if (!matches(*one, filter)) continue;
        if (page.messages.size() == std::min<std::size_t>(filter.limit, 1000)) {
            page.next = page.messages.back().id;
            break;
        }
        page.messages.push_back(one->what);
        page.messages.back().body.clear();
    }
    return page;
}

result<message_history> memory_store::show(std::string_view id) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < messages_.size(); ++i) {
        if (messages_[i].what.id != id) continue;
        message_history told;
        told.message = messages_[i].what;
        for (const std::size_t row : messages_[i].deliveries) told.deliveries.push_back(deliveries_[row].what);
        for (const attempt& one : attempts_)
            if (const auto row = row_of(one.delivery_id); row && deliveries_[*row].message == i)
                told.attempts.push_back(one);
        for (const auto& [message, entry] : audit_)
            if (message == i) told.audit.push_back(entry);
        return told;
    }
    return failure{std::string(no_such_message)};
}

std::optional<message> memory_store::find_by_record(std::string_view scope, std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto known = records_.find(std::pair(std::string(scope), std::string(key)));
    if (known == records_.end() || overlooks_records_) return std::nullopt;
    return messages_[known->second.message].what;
}

std::optional<std::string>
memory_store::key_value(std::string_view school, std::string_view table, std::string_view key) {
    const std::lock_guard lock(mutex_);
    const auto known = keys_.find({std::string(school), std::string(table), std::string(key)});
    if (known == keys_.end()) return std::nullopt;
    return known->second;
}

store_counts memory_store::counts() {
    const std::lock_guard lock(mutex_);
    store_counts now;
    now.messages = messages_.size();
    now.waiting = queue_.waiting();
    now.held = queue_.held();
    now.oldest_waiting = queue_.oldest();
    for (const kept_delivery& one : deliveries_) now.dead_letters += is_dead(one.what.status);
    for (const kept_message& one : messages_) now.bytes += one.what.body.size();
    return now;
}

sync_statistics memory_store::sync_times() const {
    const std::lock_guard lock(mutex_);
    const double each = 1e-6;
    return {{{each, commits_}}, each * static_cast<double>(commits_), commits_};
}

bool memory_store::can_accept() const {
    const std::lock_guard lock(mutex_);
    return !closed_ && !refuses_;
}

void memory_store::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
}

std::optional<std::size_t> memory_store::row_of(std::string_view delivery_id) const {
    const auto found = row_by_id_.find(std::string(delivery_id));
    if (found == row_by_id_.end()) return std::nullopt;
    return found->second;
}

// ---------------------------------------------------------------- what only tests may ask

void memory_store::open_again() {
    const std::lock_guard lock(mutex_);
    closed_ = false;
    queue_ = delivery_queue();
    for (std::size_t row = 0; row < deliveries_.size(); ++row) {
        const kept_delivery& one = deliveries_[row];
        if (!is_open(one.what.status)) continue;
        queue_.add(
            {packed(one.what.id), static_cast<std::int64_t>(row), static_cast<std::int64_t>(one.message), one.place,
             one.what.route, one.what.order_key, one.what.destination, one.what.next_attempt, one.what.created_at,
             one.what.status == state::held}
        );
    }
}

void memory_store::refuse(bool everything) {
    const std::lock_guard lock(mutex_);
    refuses_ = everything;
}

void memory_store::overlook_records() {
    const std::lock_guard lock(mutex_);
    overlooks_records_ = true;
}

void memory_store::hold_answers() {
    const std::lock_guard lock(mutex_);
    holds_answers_ = true;
}

void memory_store::answer_all() {
    std::deque<std::function<void()>> due;
    {
        const std::lock_guard lock(mutex_);
        holds_answers_ = false;
        due.swap(answers_);
    }
    for (const auto& answer : due) answer();
}

std::vector<message> memory_store::messages() const {
    const std::lock_guard lock(mutex_);
    std::vector<message> all;
    for (const kept_message& one : messages_) all.push_back(one.what);
    return all;
}

std::vector<delivery> memory_store::deliveries() const {
    const std::lock_guard lock(mutex_);
    std::vector<delivery> all;
    for (const kept_delivery& one : deliveries_) all.push_back(one.what);
    return all;
}

std::vector<audit_entry> memory_store::audit() const {
    const std::lock_guard lock(mutex_);
    std::vector<audit_entry> all;
    for (const auto& [message, entry] : audit_) all.push_back(entry);
    return all;
}

std::map<std::tuple<std::string, std::string, std::string>, std::string> memory_store::keys() const {
    const std::lock_guard lock(mutex_);
    return keys_;
}

result<done> memory_store::pause(std::string_view route, instant until, const outbox::audit_entry& audit) {
    const std::lock_guard lock(mutex_);
    const std::string name(route);
    paused_since_[name] = audit.at;
    queue_.pause(name, until);
    audit_.emplace_back(std::nullopt, audit);
    return done{};
}

std::vector<outbox::route_pause> memory_store::pauses() {
    const std::lock_guard lock(mutex_);
    std::vector<outbox::route_pause> all;
    for (const auto& [route, since] : paused_since_)
        all.push_back({route, since, queue_.paused_until(route).value_or(since), queue_.waiting_by(route)});
    return all;
}

std::optional<instant> memory_store::paused_until(std::string_view route) {
    const std::lock_guard lock(mutex_);
    return queue_.paused_until(std::string(route));
}

} // namespace schakel::test
