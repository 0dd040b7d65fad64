#include "gateway/mapping/goals/path_search.hpp"

#include <algorithm>
#include <functional>

namespace schakel::mapping::goals {

namespace {

constexpr std::uint32_t no_state = static_cast<std::uint32_t>(-1);
constexpr std::uint8_t unreachable = 0xff;

// Hops in the upper half, so that the heap gives the shortest path first, mapping hops before others.
std::uint64_t queued(const path_search::state& one, std::uint32_t which) {
    return (std::uint64_t{one.mapping_hops} << 40) | (std::uint64_t{one.other_hops} << 32) | which;
}

standing composed(standing so_far, set_relation step, bool candidate) {
    if (candidate) return so_far == standing::exact ? standing::candidate : standing::related;
    if (so_far == standing::candidate) return step == set_relation::exact ? so_far : standing::related;
    if (so_far == standing::exact && step == set_relation::none) return standing::unmatched;
    const set_relation both = compose(relation_of(so_far), step);
    return both == set_relation::unknown ? standing::related : static_cast<standing>(both);
}

// After which relation of the next hop nothing more can follow.
set_relation last_to_compose(standing so_far) {
    switch (so_far) {
    case standing::exact: return set_relation::unknown;
    case standing::broader: return set_relation::overlap;
    case standing::narrower:
    case standing::overlap: return set_relation::narrower;
    default: return set_relation::exact;
    }
}

} // namespace

path_search::path_search(
    const goal_graph& graph, const reading_date& date, const enabled_owners& owners, unsigned hop_limit
)
    : graph_(graph), date_(date), owners_(owners), supersession_(graph, date),
      hop_limit_(std::min(hop_limit, search_index::most_hops)), distances_(graph.frameworks().size()),
      asked_(graph.frameworks().size()), slots_(256) {}

// The least number of mapping hops from each framework to the target: where it is beyond the limit, no search begins.
const std::vector<std::uint8_t>& path_search::distances_to(framework_index target) {
    auto& known = distances_[target];
    if (known) return *known;
    known = std::make_unique<std::vector<std::uint8_t>>(graph_.frameworks().size(), unreachable);
    std::vector<std::uint8_t>& distance = *known;
    distance[target] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& [owner, a, b] : graph_.bridges()) {
            if (!owners_.is_enabled(owner)) continue;
            const std::uint8_t step = owner == no_owner ? 0 : 1;
            const auto relax = [&](framework_index from, framework_index to) {
                if (distance[from] == unreachable || distance[from] + step >= distance[to]) return;
                distance[to] = static_cast<std::uint8_t>(distance[from] + step);
                changed = true;
            };
            relax(a, b);
            relax(b, a);
        }
    }
    return distance;
}

void path_search::choose_measure(framework_index target) {
    measured_ = nullptr;
    if (asked_[target] < often) {
        ++asked_[target];
        return;
    }
    if (!index_) index_ = std::make_unique<search_index>(graph_, date_, owners_, hop_limit_);
    measured_ = index_->distances_to(target);
}

bool path_search::is_living(node which) const {
    return index_ ? index_->fate_of(which) == fate::living : date_.living(graph_, which) != nullptr;
}

bool path_search::is_heading(node which) const {
    if (index_) return index_->is_heading(which);
    const goal_part* part = date_.living(graph_, which);
    return part && part->grouping;
}

bool path_search::may_lead(node to, standing what, unsigned hops_so_far) const {
    if (is_in_target(to)) return hops_so_far <= hop_limit_;
    if (measured_) {
        const auto relation = what <= standing::overlap ? what : standing::exact;
        const unsigned least = search_index::distance(measured_[to], static_cast<std::size_t>(relation));
        return least != search_index::unreachable && hops_so_far + least <= hop_limit_;
    }
    const framework_index framework = graph_.framework_of(to);
    if (framework == no_framework) return true;
    const std::uint8_t least = (*distance_)[framework];
    return least != unreachable && hops_so_far + least <= hop_limit_;
}

// ---------------------------------------------------------------- states

std::uint32_t& path_search::find(node at, standing what) {
    if (states_.size() * 2 >= slots_.size()) grow_slots();
    const std::uint64_t key = (std::uint64_t{at} << 3) | static_cast<std::uint64_t>(what);
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = (key * 0x9e3779b97f4a7c15U >> 32) & mask;
    while (slots_[i].run == run_ && slots_[i].key != key) i = (i + 1) & mask;
    if (slots_[i].run != run_) slots_[i] = {key, run_, no_state};
    return slots_[i].which;
}

void path_search::grow_slots() {
    std::vector<slot> larger(slots_.size() * 2);
    const std::size_t mask = larger.size() - 1;
    for (const slot& one : slots_) {
        if (one.run != run_) continue;
        std::size_t i = (one.key * 0x9e3779b97f4a7c15U >> 32) & mask;
        while (larger[i].run == run_) i = (i + 1) & mask;
        larger[i] = one;
    }
    slots_ = std::move(larger);
}

// Compares two paths of equal length by the goals that they pass, from the source on. Goals are numbered in order of
// framework id and goal id.
bool path_search::precedes(std::uint32_t a, const hop& last_a, std::uint32_t b, const hop& last_b) const {
    const state &one = states_[a], &two = states_[b];
    if (a != b && one.before != two.before) {
        if (precedes(one.before, one.last, two.before, two.last)) return true;
        if (precedes(two.before, two.last, one.before, one.last)) return false;
    }
    if (one.at != two.at) return one.at < two.at;
    if (one.what != two.what) return one.what < two.what;
    if (last_a.to != last_b.to) return last_a.to < last_b.to;
    return last_a.via < last_b.via;
}

bool path_search::is_better(const state& candidate, const state& known) const {
    if (candidate.mapping_hops != known.mapping_hops) return candidate.mapping_hops < known.mapping_hops;
    if (candidate.other_hops != known.other_hops) return candidate.other_hops < known.other_hops;
    if (candidate.confidence != known.confidence) return candidate.confidence > known.confidence;
    return precedes(candidate.before, candidate.last, known.before, known.last);
}

void path_search::reach(std::uint32_t from, standing what, const hop& step, bool counts, share confidence) {
    const bool ends_here = what > standing::candidate;
    // What claims nothing about content, or denies it, goes no further.
    if (ends_here && !is_in_target(step.to)) return;
    const state& before = states_[from];
    state made;
    made.at = step.to;
    made.what = what;
    made.mapping_hops = static_cast<std::uint8_t>(before.mapping_hops + (counts ? 1 : 0));
    made.other_hops = static_cast<std::uint8_t>(std::min(before.other_hops + (counts ? 0 : 1), 0xff));
    made.confidence = (before.confidence * confidence + whole_share / 2) / whole_share;
    made.before = from;
    made.last = step;
    made.arrivals = 1;
    std::uint32_t& known = find(step.to, what);
    if (known == no_state) {
        known = static_cast<std::uint32_t>(states_.size());
        states_.push_back(made);
        if (index_) index_->expect(step.to);
    } else {
        state& earlier = states_[known];
        made.arrivals = static_cast<std::uint16_t>(std::min(earlier.arrivals + 1, 0xffff));
        if (earlier.final || !is_better(made, earlier)) {
            earlier.arrivals = made.arrivals;
            return;
        }
        const bool sooner = made.mapping_hops != earlier.mapping_hops || made.other_hops != earlier.other_hops;
        earlier = made;
        if (!sooner) return;
    }
    queue_.push_back(queued(made, known));
    std::push_heap(queue_.begin(), queue_.end(), std::greater<>());
}

// ---------------------------------------------------------------- the search

void path_search::run(node source, framework_index target) {
    target_ = target;
    first_target_ = graph_.frameworks()[target].first_goal;
    target_count_ = graph_.frameworks()[target].last_goal - first_target_;
    distance_ = &distances_to(target);
    choose_measure(target);
    states_.clear();
    targets_.clear();
    queue_.clear();
    met_withdrawn_ = false;
    source_fate_ = fate::living;
    if (measured_ && !may_lead(source, standing::exact, 0)) {
        source_fate_ = index_->fate_of(source);
        return;
    }
    if (index_) index_->expect_rows(source);
    begin_search(source);
    while (!queue_.empty()) {
        std::pop_heap(queue_.begin(), queue_.end(), std::greater<>());
        const std::uint64_t next = queue_.back();
        queue_.pop_back();
        const auto which = static_cast<std::uint32_t>(next & 0xffffffff);
        if (states_[which].final || queued(states_[which], which) != next) continue; // a better way was found meanwhile
        states_[which].final = true;
        if (index_ && !queue_.empty()) expect_rows_of(static_cast<std::uint32_t>(queue_.front() & 0xffffffff));
        expand(which);
    }
}

// While one state is expanded, what is stored of the next is fetched.
void path_search::expect_rows_of(std::uint32_t which) const {
    const node at = states_[which].at;
    if (!is_in_target(at)) index_->expect_rows(at);
}

void path_search::begin_search(node source) {
    if (++run_ == 0) {
        std::ranges::fill(slots_, slot{});
        run_ = 1;
    }
    state first;
    first.at = source;
    first.confidence = certain;
    first.arrivals = 1;
    find(source, standing::exact) = 0;
    states_.push_back(first);
    queue_.push_back(queued(first, 0));
}

void path_search::expand(std::uint32_t which) {
    const node at = states_[which].at;
    const bool in_target = is_in_target(at);
    if (in_target && is_living(at)) {
        targets_.push_back(which);
        if (states_[which].last.via != no_edge) graph_.expect(states_[which].last.via); // whoever judges it looks there
        return;
    }
    if (states_[which].what > standing::candidate && !in_target) return;
    const bool leads_on = index_ ? index_->has_steps(at) || in_target : !graph_.lineage(at).empty();
    if (leads_on || which == 0) expand_lineage(which);
    if (!(which == 0 && source_fate_ == fate::not_yet)) expand_arcs(which);
}

void path_search::expand_lineage(std::uint32_t which) {
    const node at = states_[which].at;
    const fate became = index_ ? index_->fate_of(at) : supersession_.ways_on(at, ways_);
    if (which == 0) source_fate_ = became;
    if (became == fate::withdrawn && is_in_target(at)) met_withdrawn_ = true;
    const std::span<const settled> ways = index_ ? index_->steps_of(at) : std::span<const settled>(ways_);
    if (measured_)
        for (const settled& one : ways) __builtin_prefetch(measured_ + one.end);
    for (const settled& one : ways) step_by_supersession(which, one);
}

void path_search::step_by_supersession(std::uint32_t which, const settled& end) {
    const standing what = composed(states_[which].what, end.relation, false);
    if (what > standing::candidate || !may_lead(end.end, what, states_[which].mapping_hops)) return;
    const hop step{states_[which].at, end.end, no_edge, end.relation, end.how, end.steps == 0};
    reach(which, what, step, false, whole_share);
}

void path_search::expand_arcs(std::uint32_t which) {
    const state from = states_[which];
    if (from.what > standing::candidate) return;
    // What a release says of a goal ends with the goal; a crosswalk is made to bridge just that.
    const bool sets_only = which == 0 && (source_fate_ == fate::withdrawn || source_fate_ == fate::circular);
    const set_relation last = last_to_compose(from.what);
    const std::span<const arc> arcs = index_ ? index_->arcs_of(from.at) : graph_.arcs(from.at);
    constexpr std::size_t ahead = 8;
    if (measured_)
        for (std::size_t i = 0; i < std::min(ahead, arcs.size()); ++i) __builtin_prefetch(measured_ + arcs[i].to);
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        const arc& one = arcs[i];
        if (one.relation > last) break; // the strongest come first
        if (measured_ && i + ahead < arcs.size()) __builtin_prefetch(measured_ + arcs[i + ahead].to);
        const standing what = composed(from.what, one.relation, one.has(arc::candidate));
        if (what == standing::related && which != 0) continue;
        const bool counts = one.owner != no_owner;
        if (!may_lead(one.to, what, from.mapping_hops + (counts ? 1U : 0U)) || !owners_.lets(one)) continue;
        if (sets_only && counts && graph_.owners()[one.owner].kind == owner_part::kind_of::release) continue;
        const hop step{from.at, one.to, one.via, one.relation, revision::none, one.has(arc::backward)};
        reach(which, what, step, counts, one.confidence);
    }
}

// ---------------------------------------------------------------- results

void path_search::path_to(std::uint32_t which, std::vector<hop>& into) const {
    const std::size_t begin = into.size();
    for (; states_[which].last.to != no_node; which = states_[which].before) into.push_back(states_[which].last);
    std::reverse(into.begin() + static_cast<std::ptrdiff_t>(begin), into.end());
}

revision path_search::gravest(std::uint32_t which) const {
    revision worst = revision::none;
    for (; states_[which].last.to != no_node; which = states_[which].before)
        worst = std::max(worst, states_[which].last.how);
    return worst;
}

share path_search::confidence_of(std::uint32_t which) const {
    constexpr std::uint64_t unit = certain / whole_share;
    return static_cast<share>((states_[which].confidence + unit / 2) / unit);
}

} // namespace schakel::mapping::goals
