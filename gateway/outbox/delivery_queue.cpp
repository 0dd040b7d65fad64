#include "gateway/outbox/delivery_queue.hpp"

#include <algorithm>

namespace schakel::outbox {

namespace {

std::string lane_name(const std::string& destination, const std::string& route, const std::string& order_key) {
    return destination + '\0' + route + '\0' + order_key;
}

} // namespace

delivery_queue::destination& delivery_queue::destination_of(const std::string& name) {
    destination*& known = by_name_[name];
    if (known == nullptr) {
        destinations_.push_back(std::make_unique<destination>());
        known = destinations_.back().get();
        known->name = name;
    }
    return *known;
}

delivery_queue::stream& delivery_queue::stream_of(destination& to, const std::string& route) {
    const auto known = std::ranges::find_if(to.streams, [&](const auto& one) { return *one->route == route; });
    if (known != to.streams.end()) return **known;
    const auto& [name, paused_until] = *routes_.try_emplace(route).first;
    stream& made = *to.streams.emplace_back(std::make_unique<stream>());
    made.route = &name;
    made.paused_until = &paused_until;
    return made;
}

delivery_queue::lane& delivery_queue::lane_of(const open_delivery& what) {
    lane& found = lanes_[lane_name(what.destination, what.route, what.order_key)];
    if (found.to == nullptr) {
        found.route = what.route;
        found.order_key = what.order_key;
        found.to = &destination_of(what.destination);
        found.in = &stream_of(*found.to, what.route);
    }
    return found;
}

void delivery_queue::stand_aside(lane& of) {
    if (of.first != nullptr && of.under_way == nullptr) of.in->ready.erase(turn_of(of));
}

void delivery_queue::stand_ready(lane& of) {
    if (of.first != nullptr && of.under_way == nullptr) of.in->ready.insert(turn_of(of));
}

// New deliveries belong at the end; only the parts of a divided batch, or a held one let go, look further forward.
void delivery_queue::link(entry& what) {
    lane& in = *what.home;
    entry* before = in.last;
    while (before != nullptr && std::tie(what.message, what.place) < std::tie(before->message, before->place))
        before = before->before;
    what.in = &in;
    what.before = before;
    what.after = before == nullptr ? in.first : before->after;
    (what.before == nullptr ? in.first : what.before->after) = &what;
    (what.after == nullptr ? in.last : what.after->before) = &what;
    ++in.in->waiting;
}

void delivery_queue::unlink(entry& what) {
    lane& in = *what.in;
    (what.before == nullptr ? in.first : what.before->after) = what.after;
    (what.after == nullptr ? in.last : what.after->before) = what.before;
    what.in = nullptr;
    what.before = what.after = nullptr;
    --in.in->waiting;
}

void delivery_queue::add(open_delivery what) {
    const auto [at, added] = entries_.try_emplace(what.id);
    if (!added) return;
    lane& home = lane_of(what);
    entry& made = at->second;
    made.id = what.id;
    made.row = what.row;
    made.message = what.message;
    made.place = std::move(what.place);
    made.due = even(what.due);
    made.created = what.created;
    made.group = what.group;
    made.home = &home;
    ++home.members;
    ++home.to->members;
    if (what.held) return;
    stand_aside(home);
    link(made);
    home.to->by_age.emplace(made.created, &made);
    stand_ready(home);
}

delivery_queue::lane* delivery_queue::next_of(const destination& to, instant even_now, instant wall_now) {
    const turn* next = nullptr;
    for (const auto& one : to.streams) {
        if (one->ready.empty() || *one->paused_until > wall_now) continue;
        const turn& first = *one->ready.begin();
        if (std::get<instant>(first) <= even_now && (next == nullptr || first < *next)) next = &first;
    }
    return next == nullptr ? nullptr : std::get<lane*>(*next);
}

std::optional<instant> delivery_queue::next_due_of(const destination& to) const {
    std::optional<instant> earliest;
    for (const auto& one : to.streams) {
        if (one->ready.empty()) continue;
        const instant due = std::max(wall(std::get<instant>(*one->ready.begin())), *one->paused_until);
        if (!earliest || due < *earliest) earliest = due;
    }
    return earliest;
}

void delivery_queue::pause(const std::string& route, instant until) {
    routes_[route] = until;
}

std::optional<instant> delivery_queue::paused_until(const std::string& route) const {
    const auto known = routes_.find(route);
    return known == routes_.end() || known->second == instant{} ? std::nullopt : std::optional(known->second);
}

std::size_t delivery_queue::waiting_by(const std::string& route) const {
    std::size_t all = 0;
    for (const auto& to : destinations_)
        for (const auto& one : to->streams)
            if (*one->route == route) all += one->waiting;
    return all;
}

void delivery_queue::lease(instant now, std::size_t most, const choice& takes) {
    const instant even_now = even(now);
    std::size_t taken = 0;
    // Whoever had a turn without giving anything is idle; a full round of those ends the call.
    for (std::size_t idle = 0; taken < most && idle < destinations_.size();) {
        ++idle;
        destination& to = *destinations_[turn_];
        turn_ = (turn_ + 1) % destinations_.size();
        lane* const first = next_of(to, even_now, now);
        if (first == nullptr) continue;
        lane& next = *first;
        if (!takes(to.name, {next.first->id, next.first->row, next.first->group})) continue;
        stand_aside(next);
        next.under_way = next.first;
        ++taken;
        idle = 0;
    }
}

std::optional<instant> delivery_queue::next_due(const permission& may_go) const {
    std::optional<instant> earliest;
    for (const auto& to : destinations_) {
        const auto due = next_due_of(*to);
        if (!due || (earliest && *due >= *earliest)) continue;
        if (may_go && !may_go(to->name)) continue;
        earliest = due;
    }
    return earliest;
}

void delivery_queue::changed_by(const packed_id& id, std::uint64_t group) {
    const auto at = entries_.find(id);
    if (at != entries_.end()) at->second.group = group;
}

void delivery_queue::put_back(const packed_id& id, instant due) {
    const auto at = entries_.find(id);
    if (at == entries_.end()) return;
    entry& what = at->second;
    lane& home = *what.home;
    stand_aside(home);
    if (what.in == nullptr) {
        link(what);
        home.to->by_age.emplace(what.created, &what);
    }
    if (home.under_way == &what) home.under_way = nullptr;
    what.due = even(due);
    stand_ready(home);
}

void delivery_queue::release(const packed_id& id, instant due) {
    const auto at = entries_.find(id);
    if (at != entries_.end() && at->second.home->under_way == &at->second) put_back(id, due);
}

void delivery_queue::hold(const packed_id& id) {
    const auto at = entries_.find(id);
    if (at == entries_.end() || at->second.in == nullptr) return;
    entry& what = at->second;
    lane& home = *what.home;
    stand_aside(home);
    if (home.under_way == &what) home.under_way = nullptr;
    home.to->by_age.erase({what.created, &what});
    unlink(what);
    stand_ready(home);
}

std::optional<open_delivery> delivery_queue::remove(const packed_id& id) {
    hold(id);
    const auto at = entries_.find(id);
    if (at == entries_.end()) return std::nullopt;
    lane& home = *at->second.home;
    open_delivery facts = facts_of(at->second);
    entries_.erase(at);
    --home.to->members;
    if (--home.members == 0) lanes_.erase(lane_name(home.to->name, home.route, home.order_key));
    return facts;
}

open_delivery delivery_queue::facts_of(const entry& what) const {
    const lane& home = *what.home;
    return {what.id,       what.row,       what.message, what.place,         home.route, home.order_key,
            home.to->name, wall(what.due), what.created, what.in == nullptr, what.group};
}

std::optional<open_delivery> delivery_queue::find(const packed_id& id) const {
    const auto at = entries_.find(id);
    if (at == entries_.end()) return std::nullopt;
    return facts_of(at->second);
}

std::size_t delivery_queue::waiting() const {
    std::size_t all = 0;
    for (const auto& to : destinations_) all += to->by_age.size();
    return all;
}

std::optional<instant> delivery_queue::oldest() const {
    std::optional<instant> first;
    for (const auto& to : destinations_) {
        if (to->by_age.empty()) continue;
        const instant created = to->by_age.begin()->first;
        if (!first || created < *first) first = created;
    }
    return first;
}

std::vector<delivery_queue::open_there> delivery_queue::by_destination() const {
    std::vector<open_there> all;
    for (const auto& to : destinations_) {
        open_there one{to->name, to->by_age.size(), to->members - to->by_age.size(), {}, {}};
        if (!to->by_age.empty()) one.oldest = to->by_age.begin()->first;
        one.next_try = next_due_of(*to);
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace schakel::outbox
