#include "gateway/mapping/goals/supersession.hpp"

#include <algorithm>
#include <tuple>

namespace schakel::mapping::goals {

namespace {

constexpr std::array<std::string_view, revision_count> words{"none",         "same-text", "editorial", "revised",
                                                             "needs-review", "split",     "merged",    "mixed"};

bool lived_together(std::span<const goal_part> a, std::span<const goal_part> b) {
    using model::goals::goal_state;
    for (const goal_part& one : a) {
        if (one.state != goal_state::live) continue;
        for (const goal_part& other : b) {
            if (other.state == goal_state::live && one.first <= other.last && other.first <= one.last) return true;
        }
    }
    return false;
}

void make_unique(std::vector<node>& list) {
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

} // namespace

std::string_view to_string(revision which) {
    return words[static_cast<std::size_t>(which)];
}

set_relation relation_of(revision which) {
    switch (which) {
    case revision::none:
    case revision::same_text:
    case revision::editorial: return set_relation::exact;
    case revision::revised:
    case revision::needs_review:
    case revision::mixed: break;
    case revision::split: return set_relation::broader;
    case revision::merged: return set_relation::narrower;
    }
    return set_relation::overlap;
}

revision classify(const goal_part* older, const goal_part* newer) {
    if (!older || !newer || older->text_print == 0 || newer->text_print == 0) return revision::needs_review;
    if (older->traits_print != newer->traits_print) return revision::needs_review;
    if (older->text_print == newer->text_print) return revision::same_text;
    if (older->bare_print != 0 && older->bare_print == newer->bare_print) return revision::editorial;
    return revision::revised;
}

// ---------------------------------------------------------------- one step

void supersession::successors(node goal, bool of_any_date, std::vector<node>& into) const {
    into.clear();
    for (const lineage_arc& one : graph_.lineage(goal)) {
        if (one.step != lineage_step::successor) continue;
        if (of_any_date || date_.knows(graph_, graph_.edges()[one.via])) into.push_back(one.to);
    }
    make_unique(into);
}

// A closed lineage names every goal that ever stood there: what another of them replaced is no end.
void supersession::heirs(node goal, bool of_any_date, std::vector<node>& into) const {
    const auto counts = [&](const lineage_arc& one) {
        return of_any_date || date_.knows(graph_, graph_.edges()[one.via]);
    };
    into.clear();
    for (const lineage_arc& one : graph_.lineage(goal)) {
        if (one.step == lineage_step::heir && counts(one)) into.push_back(one.to);
    }
    make_unique(into);
    if (into.size() < 2) return;
    std::vector<node> replaced;
    for (const node heir : into) {
        for (const lineage_arc& one : graph_.lineage(heir)) {
            const bool older = one.step == lineage_step::ancestor && one.to != goal;
            if (older && counts(one)) replaced.push_back(one.to);
        }
    }
    make_unique(replaced);
    std::erase_if(into, [&](node heir) { return std::ranges::binary_search(replaced, heir); });
}

void supersession::next(node goal, way by, std::vector<node>& into) const {
    into.clear();
    if (by != way::lineage) successors(goal, false, into);
    if (into.empty() && by != way::direct) heirs(goal, false, into);
}

// Several goals that lived in one release became this one. A list of predecessors alone is history, not a merge.
bool supersession::merges(node older, node newer) const {
    if (!graph_.is_goal(older)) return false;
    for (const lineage_arc& one : graph_.lineage(newer)) {
        const bool back = one.step == lineage_step::predecessor || one.step == lineage_step::ancestor;
        if (!back || one.to == older || !graph_.is_goal(one.to)) continue;
        if (graph_.framework_of(one.to) != graph_.framework_of(older)) continue;
        if (lived_together(graph_.parts(one.to), graph_.parts(older))) return true;
    }
    return false;
}

const goal_part* supersession::text_of(node which) const {
    if (!graph_.is_goal(which)) return nullptr;
    if (const goal_part* living = date_.living(graph_, which)) return living;
    return &graph_.newest_part(which);
}

// ---------------------------------------------------------------- all steps

fate supersession::settle(node goal, std::vector<settled>& ends) {
    return find_ends(goal, way::both, ends);
}
fate supersession::walk(node goal, std::vector<settled>& ends) {
    return find_ends(goal, way::direct, ends);
}
fate supersession::jump(node goal, std::vector<settled>& ends) {
    return find_ends(goal, way::lineage, ends);
}

fate supersession::find_ends(node goal, way by, std::vector<settled>& ends) {
    ends.clear();
    if (date_.living(graph_, goal)) {
        ends.push_back({.end = goal});
        return fate::living;
    }
    circular_ = false;
    visits_ = 0;
    follow(goal, {.start = goal}, by, ends);
    if (circular_) {
        ends.clear();
        return fate::circular;
    }
    if (ends.empty()) return date_.is_future(graph_, goal) ? fate::not_yet : fate::withdrawn;
    // One end by several ways: nothing stronger than what every way allows is lost by keeping the strongest.
    std::ranges::sort(ends, [](const settled& a, const settled& b) {
        return std::tuple(a.end, a.relation, a.how) < std::tuple(b.end, b.relation, b.how);
    });
    const auto same = [](const settled& a, const settled& b) { return a.end == b.end; };
    ends.erase(std::unique(ends.begin(), ends.end(), same), ends.end());
    return fate::replaced;
}

bool supersession::follow(node at, const leg& from, way by, std::vector<settled>& ends) {
    const auto beyond = on_way_.begin() + from.steps;
    if (from.steps + 1 >= longest || ++visits_ > most_visits || std::find(on_way_.begin(), beyond, at) != beyond) {
        circular_ = true;
        return false;
    }
    on_way_[from.steps] = at;
    const bool moved = at != from.start;
    const revision here = moved ? classify(text_of(from.start), text_of(at)) : revision::none;
    const set_relation so_far = compose(from.before, relation_of(here));
    const revision gravest = std::max(from.gravest, here);
    if (from.steps > 0 && date_.living(graph_, at)) {
        ends.push_back({at, so_far, gravest, from.steps});
        return true;
    }
    std::vector<node> list;
    next(at, by, list);
    if (list.empty()) return false;
    const auto one_more = static_cast<std::uint8_t>(from.steps + 1);
    if (list.size() == 1) {
        const node to = list.front();
        if (!merges(at, to)) {
            leg onward = from;
            onward.steps = one_more;
            if (follow(to, onward, by, ends) || circular_) return !circular_;
            // The row breaks off at an id of which nothing is known: the lineage may still lead on.
            if (by != way::both) return false;
            heirs(at, false, list);
            std::erase(list, to);
            if (list.size() != 1) return false;
            return follow(list.front(), onward, way::lineage, ends);
        }
        return follow(
            to, {to, compose(so_far, set_relation::narrower), std::max(gravest, revision::merged), one_more}, by, ends
        );
    }
    bool led = false;
    for (const node to : list) {
        const bool mixed = merges(at, to);
        const set_relation onward = mixed ? set_relation::overlap : set_relation::broader;
        const revision how = std::max(gravest, mixed ? revision::mixed : revision::split);
        led = follow(to, {to, compose(so_far, onward), how, one_more}, by, ends) || led;
        if (circular_) return false;
    }
    return led;
}

// ---------------------------------------------------------------- the same words

bool supersession::is_only_successor(const lineage_arc& step, node older, node newer) const {
    std::vector<node> list;
    if (step.step == lineage_step::successor || step.step == lineage_step::predecessor)
        successors(older, true, list);
    else
        heirs(older, true, list);
    return list.size() == 1 && list.front() == newer;
}

void supersession::same_words(node goal, std::vector<settled>& others) const {
    others.clear();
    if (!graph_.is_goal(goal)) return;
    for (const lineage_arc& one : graph_.lineage(goal)) {
        if (!graph_.is_goal(one.to)) continue;
        const revision how = classify(text_of(one.to), text_of(goal));
        if (relation_of(how) != set_relation::exact) continue;
        const bool forward = one.step == lineage_step::successor || one.step == lineage_step::heir;
        const node older = forward ? goal : one.to, newer = forward ? one.to : goal;
        if (!merges(older, newer) && is_only_successor(one, older, newer))
            others.push_back({one.to, set_relation::exact, how, static_cast<std::uint8_t>(forward ? 1 : 0)});
    }
    std::ranges::sort(others, {}, [](const settled& one) { return std::tuple(one.end, one.steps); });
    const auto same = [](const settled& a, const settled& b) { return a.end == b.end; };
    others.erase(std::unique(others.begin(), others.end(), same), others.end());
}

fate supersession::ways_on(node goal, std::vector<settled>& ways) {
    const fate became = settle(goal, ways);
    if (became == fate::living) ways.clear();
    same_words(goal, same_);
    for (const settled& one : same_) {
        if (std::ranges::find(ways, one.end, &settled::end) == ways.end()) ways.push_back(one);
    }
    return became;
}

} // namespace schakel::mapping::goals
