#include "gateway/outbox/writer.hpp"

#include "gateway/core/id.hpp"
#include "gateway/core/kept_memory.hpp"
#include "gateway/outbox/sqlite_schema.hpp"

#include <algorithm>

namespace schakel::outbox {

namespace {

using kind = commit_outcome::kind;

constexpr std::uint64_t scope_of_ids = 0; // a message's own id is a record too: it comes once

bool asks_for_room(const decision& what) {
    return std::holds_alternative<decided_acceptance>(what);
}

// A record by its key and scope.
packed_id name_of(const known_record& one) {
    return {one.key.high ^ one.scope, one.key.low};
}

void append_big_endian(std::string& to, std::uint64_t value, unsigned bytes) {
    for (unsigned i = bytes; i-- > 0;) to += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::string place_of(std::string_view parent, std::size_t index) {
    std::string place(parent);
    append_big_endian(place, index, 4);
    return place;
}

void give_rows(std::vector<decided_delivery>& to, std::int64_t first, std::string_view parent) {
    for (std::size_t i = 0; i < to.size(); ++i) {
        to[i].row = first + static_cast<std::int64_t>(i);
        to[i].place = place_of(parent, i);
    }
}

} // namespace

writer::writer(const sqlite_settings& settings, const clock& time, writer_parts parts, std::int64_t last_message)
    : group_limit_(std::max<std::size_t>(settings.group_limit, 1)), retry_when_full_(settings.retry_when_full),
      time_(time), with_(std::move(parts)), last_message_(last_message), reserve_(settings.path, settings.vfs) {
    reserve_.keep();
    thread_ = std::thread([this] { run(); });
}

writer::~writer() {
    close();
}

void writer::put(request what) {
    {
        std::unique_lock lock(mutex_);
        if (!ending_) {
            waiting_.push_back(std::move(what));
            const bool is_first = waiting_.size() == 1; // behind others it is taken with them
            lock.unlock();
            if (is_first) wake_.notify_one();
            return;
        }
    }
    what.done({kind::unavailable, {}, "the store is closed"});
}

void writer::close() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    if (thread_.joinable()) thread_.join();
    if (tidying_.joinable()) tidying_.join();
    with_.health.close();
}

void writer::run() {
    while (auto group = next_group()) {
        look_for_room();
        work(*group);
        for (job& each : *group) each.asked.done(std::move(each.outcome));
        tidy_records();
    }
}

std::optional<std::vector<writer::job>> writer::next_group() {
    std::unique_lock lock(mutex_);
    const auto called = [this] { return !waiting_.empty() || ending_; };
    // A full disk is looked at again although nobody asks.
    if (with_.health.full())
        wake_.wait_for(lock, retry_when_full_, called);
    else
        wake_.wait(lock, called);
    if (waiting_.empty() && ending_) return std::nullopt;
    std::vector<job> group;
    while (!waiting_.empty() && group.size() < group_limit_) {
        group.push_back({std::move(waiting_.front())});
        waiting_.pop_front();
    }
    return group;
}

void writer::work(std::vector<job>& group) {
    group_ = {};
    group_.last_message = last_message_;
    bool anything = false;
    for (job& each : group) {
        if (with_.health.failed())
            refuse(each, "writing to the disk failed; the store must be opened anew");
        else if (with_.health.full() && asks_for_room(each.asked.what))
            refuse(each, "the disk is full");
        else
            anything |= each.promised = decide(each);
    }
    if (anything) promise(group);
}

// What a decision rests on may lie where the disk cannot be read: then this one request is refused.
bool writer::decide(job& one) {
    try {
        return decide_what(one);
    } catch (const sqlite_error& problem) {
        refuse(one, std::string("what is known of it cannot be read: ") + problem.what());
        return false;
    }
}

bool writer::decide_what(job& one) {
    if (auto* accepted = std::get_if<decided_acceptance>(&one.asked.what)) return decide(one, *accepted);
    if (auto* settled = std::get_if<decided_settlement>(&one.asked.what)) return decide(one, *settled);
    return true;
}

bool writer::decide(job& one, decided_acceptance& what) {
    if (what.deliveries.size() >= static_cast<std::size_t>(deliveries_per_message)) {
        refuse(one, "too many deliveries for one message");
        return false;
    }
    known_record id{what.id, scope_of_ids, 0, {}};
    if (newest(id)) {
        refuse(one, "a message with this id was accepted before");
        return false;
    }
    if (accepted_before(one, what)) return false;
    if (what.what.message.replay_of.empty() && known_already(one, what)) return false;
    if (keys_are_taken(one, what)) return false;
    what.number = ++group_.last_message;
    what.records.push_back(id);
    if (what.named) what.records.push_back(*what.named);
    what.records.insert(what.records.end(), what.key_ids.begin(), what.key_ids.end());
    give_rows(what.deliveries, first_delivery(what.number), {});
    for (known_record& each : what.records) {
        each.message = what.number;
        group_.records.insert_or_assign(name_of(each), each);
    }
    for (const key_row& each : what.what.new_keys)
        group_.keys.emplace(new_keys::name_of(each.school, each.table, each.key), each.value);
    group_.messages.emplace(what.number, what.what.message.id);
    return true;
}

std::optional<known_record> writer::newest(const known_record& of) const {
    if (const auto at = group_.records.find(name_of(of)); at != group_.records.end()) return at->second;
    return with_.records.newest(of.key, of.scope);
}

std::optional<std::string> writer::id_of_message(std::int64_t number) const {
    const auto here = group_.messages.find(number);
    return here != group_.messages.end() ? std::optional(here->second) : with_.id_of_message(number);
}

bool writer::accepted_before(job& one, const decided_acceptance& what) const {
    if (!what.named) return false;
    const auto known = newest(*what.named);
    if (!known) return false;
    auto earlier = id_of_message(known->message);
    if (!earlier || made_at(*earlier) < what.what.request->since) return false;
    const bool same = known->digest == what.named->digest;
    one.outcome = {same ? kind::same_request : kind::name_in_use, std::move(*earlier), {}};
    return true;
}

// Not when at least one record is new, or known with other content that may replace it. Records of a message that is
// not kept any more are new.
bool writer::known_already(job& one, const decided_acceptance& what) {
    std::size_t same = 0;
    std::int64_t earlier = 0;
    std::optional<std::string> id;
    for (const known_record& each : what.records) {
        const auto known = newest(each);
        if (!known) continue;
        if (known->message != earlier) id = id_of_message(earlier = known->message);
        if (!id) continue;
        if (known->digest == each.digest) {
            ++same;
        } else if (!what.what.repeats_may_differ) {
            one.outcome = {kind::conflict, {}, "a record is known with other content"};
            return true;
        }
    }
    if (what.records.empty() || same != what.records.size()) return false;
    one.outcome = {kind::repeated, std::move(*id), {}};
    return true;
}

// A key has one value. Two messages that coin one for the same key at the same moment: the second is refused
// for now and finds the value when it comes again.
bool writer::keys_are_taken(job& one, const decided_acceptance& what) {
    const auto row_is_taken = [&](const key_row& each) {
        const auto here = group_.keys.find(new_keys::name_of(each.school, each.table, each.key));
        const auto known = here != group_.keys.end() ? std::optional(here->second) : with_.stored_key(each);
        return known && *known != each.value;
    };
    const auto id_is_taken = [&](const known_record& each) {
        const auto known = newest(each);
        return known && known->digest != each.digest;
    };
    const bool taken =
        std::ranges::any_of(what.what.new_keys, row_is_taken) || std::ranges::any_of(what.key_ids, id_is_taken);
    if (taken) refuse(one, "a key received its value from another message");
    return taken;
}

bool writer::decide(job& one, decided_settlement& what) {
    const auto here = group_.settled.find(what.id);
    if (here == group_.settled.end() || here->second) {
        const std::lock_guard lock(with_.open.mutex);
        one.known = with_.open.queue.find(what.id);
    }
    if (!one.known) {
        refuse(one, "no open delivery has this id");
        return false;
    }
    const bool replaced = !what.parts.empty();
    // What was divided is finished itself, and neither delivered nor dead: its parts stand for it.
    what.status = replaced ? state::accepted : what.what.status;
    what.row = one.known->row;
    what.at = time_.now();
    if (replaced) {
        const auto next = next_row(one.known->message);
        if (!next) {
            refuse(one, "the other deliveries of the message cannot be read");
            return false;
        }
        const std::int64_t first = *next;
        if (first + static_cast<std::int64_t>(what.parts.size()) > first_delivery(one.known->message + 1)) {
            refuse(one, "too many deliveries for one message");
            return false;
        }
        give_rows(what.parts, first, one.known->place);
        group_.divided[one.known->message] = what.parts.back().row;
    }
    group_.settled[what.id] = is_open(what.status);
    return true;
}

std::optional<std::int64_t> writer::next_row(std::int64_t message) {
    const auto known = group_.divided.find(message);
    const auto last = known != group_.divided.end() ? std::optional(known->second) : with_.last_delivery(message);
    return last ? std::optional(*last + 1) : std::nullopt;
}

// What tells how things ended, and who looked, is written on a full disk too: from what is kept back for it.
void writer::promise(std::vector<job>& group) {
    const auto is_promised = [](const job& one) { return one.promised; };
    bool done = append(group);
    if (!done && with_.health.full()) {
        refuse_what_asks_for_room(group);
        done = std::ranges::any_of(group, is_promised) && append(group);
        if (!done && std::ranges::any_of(group, is_promised)) {
            reserve_.give_back();
            done = append(group);
        }
    }
    if (done) return remember(group, with_.log.last_number());
    for (job& each : group)
        if (each.promised || each.outcome.what == kind::repeated)
            refuse(each, with_.health.full() ? "the disk is full" : "writing to the disk failed");
}

bool writer::append(std::vector<job>& group) {
    std::vector<draft_entry> entries;
    for (job& each : group)
        if (each.promised) entries.push_back(draft_of(each.asked.what));
    try {
        const auto before = std::chrono::steady_clock::now();
        const auto places = with_.log.append(entries);
        syncs_.add(std::chrono::steady_clock::now() - before);
        auto place = places.begin();
        for (job& each : group)
            if (each.promised) placed_at(each.asked.what, *place++);
        return true;
    } catch (const sqlite_error& problem) {
        with_.health.judge(problem);
        return false;
    }
}

// A repeat of what is refused here was not accepted before.
void writer::refuse_what_asks_for_room(std::vector<job>& group) {
    for (job& each : group) {
        const bool repeats = each.outcome.what == kind::repeated;
        if (repeats || (each.promised && asks_for_room(each.asked.what))) refuse(each, "the disk is full");
    }
}

// What was promised becomes true in memory, and then in the tables. The texts go first, which the journal has: what a
// long message leaves is given back before anything else takes room.
void writer::remember(std::vector<job>& group, std::uint64_t number) {
    last_message_ = group_.last_message;
    group_ = {}; // what was decided so far is true now
    std::size_t longest = 0;
    for (job& each : group) {
        if (!each.promised) continue;
        if (auto* accepted = std::get_if<decided_acceptance>(&each.asked.what)) {
            with_.keys.add(number, accepted->number, accepted->id);
            with_.open.apply(*accepted, number);
            longest = std::max(longest, accepted->what.message.body.size());
            std::string().swap(accepted->what.message.body);
            std::string().swap(accepted->what.message.report);
        } else if (auto* settled = std::get_if<decided_settlement>(&each.asked.what)) {
            with_.open.apply(*settled, number);
        }
    }
    give_back_freed_memory(longest);
    promised_group told{number, {}};
    std::vector<known_record> records;
    for (job& each : group) {
        if (!each.promised) continue;
        if (const auto* accepted = std::get_if<decided_acceptance>(&each.asked.what)) {
            records.insert(records.end(), accepted->records.begin(), accepted->records.end());
            with_.keys.add(number, accepted->what.new_keys);
        }
        told.decisions.push_back(std::move(each.asked.what));
    }
    with_.records.add(number, records);
    with_.tables.follow(std::move(told));
}

void writer::refuse(job& one, std::string why) {
    one.outcome = {kind::unavailable, {}, std::move(why)};
    one.promised = false;
}

void writer::look_for_room() {
    if (!with_.health.full()) return next_probe_.reset();
    const auto now = time_.steady();
    if (next_probe_ && now < *next_probe_) return;
    if (next_probe_ && with_.log.has_room() && with_.tables.has_room() && reserve_.keep()) with_.health.found_room();
    next_probe_ = now + retry_when_full_;
}

// Beside everything else: it writes whole files.
void writer::tidy_records() {
    if (tidying_under_way_ || !with_.records.untidy()) return;
    if (tidying_.joinable()) tidying_.join();
    tidying_under_way_ = true;
    tidying_ = std::thread([this] {
        try {
            with_.tidy_records();
        } catch (const std::exception&) {
            // What could not be written lies in memory, and is written with the next.
        }
        tidying_under_way_ = false;
    });
}

} // namespace schakel::outbox
