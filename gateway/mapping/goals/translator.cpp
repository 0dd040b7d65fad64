#include "gateway/mapping/goals/translator.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace schakel::mapping::goals {

namespace {

constexpr std::array<std::string_view, outcome_count> outcome_words{
    "exact",     "revised",   "implied", "contributes", "evidence-only",
    "ambiguous", "withdrawn", "unknown", "conflict",    "refused"};

constexpr std::array<std::string_view, reason_count> reason_words{
    "none",
    "unknown-goal",
    "unknown-framework",
    "no-release-then",
    "not-yet",
    "withdrawn-goal",
    "withdrawn-target",
    "circular",
    "no-mapping",
    "only-related",
    "no-counterpart",
    "alternatives",
    "heading",
    "negative-stays",
    "progress-stays",
    "score-stays",
    "component-score",
    "activity-stays",
    "level-stays",
    "other-scale",
    "other-group",
    "other-level",
    "revised-text",
    "needs-review",
    "two-exact",
    "equal-included",
    "included-both",
    "equal-and-unmatched"};

// The best first; what a person has to look at before what is refused.
int rank(outcome which) {
    constexpr std::array<int, outcome_count> ranks{0, 3, 1, 2, 4, 5, 8, 9, 6, 7};
    return ranks[static_cast<std::size_t>(which)];
}

int rank(claim which) {
    switch (which) {
    case claim::attained:
    case claim::not_attained:
    case claim::score:
    case claim::level: return 5;
    case claim::likely_attained:
    case claim::capped: return 4;
    case claim::in_progress:
    case claim::component_score:
    case claim::activity: return 3;
    case claim::evidence:
    case claim::exposure: return 2;
    case claim::context: return 1;
    case claim::nothing: break;
    }
    return 0;
}

outcome outcome_of(set_relation relation, claim permitted, revision how) {
    if (permitted == claim::nothing || permitted == claim::context) return outcome::refused;
    const bool reworded = how == revision::revised || how == revision::needs_review;
    switch (relation) {
    case set_relation::exact: return outcome::exact;
    case set_relation::broader: return outcome::implied;
    case set_relation::narrower: return permitted == claim::capped ? outcome::implied : outcome::contributes;
    case set_relation::overlap: return reworded ? outcome::revised : outcome::evidence_only;
    default: return outcome::refused;
    }
}

reason why_nothing(record_kind kind) {
    switch (kind) {
    case record_kind::attained: return reason::only_related;
    case record_kind::not_attained: return reason::negative_stays;
    case record_kind::in_progress: return reason::progress_stays;
    case record_kind::score: return reason::score_stays;
    case record_kind::activity: return reason::activity_stays;
    case record_kind::level: return reason::level_stays;
    }
    return reason::none;
}

std::uint8_t losses_of(record_kind kind, set_relation relation, claim permitted, revision how) {
    unsigned lost = 0;
    if (relation == set_relation::narrower || relation == set_relation::overlap) lost |= partial;
    const bool weaker = kind == record_kind::attained ? permitted != claim::attained : permitted == claim::capped;
    if (weaker || permitted == claim::evidence || permitted == claim::exposure) lost |= direction_weakened;
    if (permitted == claim::likely_attained) lost |= threshold_unsure;
    if (kind == record_kind::score && permitted != claim::score) lost |= scale_dropped;
    if (kind == record_kind::level && permitted != claim::level) lost |= level_dropped;
    if (how == revision::editorial || how == revision::revised || how == revision::needs_review)
        lost |= wording_changed;
    return static_cast<std::uint8_t>(lost);
}

bool is_inclusion(standing what) {
    return what == standing::narrower || what == standing::broader;
}

} // namespace

std::string_view to_string(outcome which) {
    return outcome_words[static_cast<std::size_t>(which)];
}
std::string_view to_string(reason which) {
    return reason_words[static_cast<std::size_t>(which)];
}

void translation::clear() {
    what = outcome::unknown;
    why = reason::none;
    source = no_node;
    target = no_framework;
    targets.clear();
    hops.clear();
}

std::vector<owner_index> sources_of(const goal_graph& graph, const translation& made, const translated_target& of) {
    std::vector<owner_index> owners;
    for (const auto path : {made.path(of), made.contradicting_path(of)}) {
        for (const hop& one : path) {
            if (one.via != no_edge && graph.edges()[one.via].owner != no_owner)
                owners.push_back(graph.edges()[one.via].owner);
        }
    }
    std::ranges::sort(owners);
    owners.erase(std::unique(owners.begin(), owners.end()), owners.end());
    return owners;
}

goal_translator::goal_translator(
    std::shared_ptr<const goal_graph> graph, goal_policy policy, std::optional<model::goals::day> day
)
    : graph_(std::move(graph)), policy_(std::move(policy)), date_(*graph_, day),
      owners_(std::make_unique<enabled_owners>(*graph_, date_, policy_)),
      search_(std::make_unique<path_search>(*graph_, date_, *owners_, policy_.hop_limit)) {}

bool goal_translator::pin(framework_index framework, std::string_view label) {
    if (!date_.pin(*graph_, framework, label)) return false;
    owners_ = std::make_unique<enabled_owners>(*graph_, date_, policy_);
    search_ = std::make_unique<path_search>(*graph_, date_, *owners_, policy_.hop_limit);
    return true;
}

void goal_translator::learn(framework_index target) {
    if (target < graph_->frameworks().size()) search_->learn(target);
}

translation goal_translator::translate(const goal_record& record, framework_index target) {
    translation made;
    translate(record, target, made);
    return made;
}

void goal_translator::translate(const goal_record& record, framework_index target, translation& into) {
    into.clear();
    into.target = target;
    const framework_index named = record.framework.empty() ? no_framework : graph_->find_framework(record.framework);
    into.source = graph_->find(record.goal, named);
    if (into.source == no_node) return conclude(into);
    if (target >= graph_->frameworks().size() || date_.release_of(target) == no_release) {
        into.what = outcome::refused;
        into.why = target >= graph_->frameworks().size() ? reason::unknown_framework : reason::no_release_then;
        return;
    }
    search_->run(into.source, target);
    found_.clear();
    for (const std::uint32_t state : search_->targets()) found_.push_back({search_->states()[state].at, state});
    std::ranges::sort(found_, {}, [](const found_target& one) { return std::tuple(one.goal, one.state); });
    for (std::size_t from = 0; from < found_.size();) {
        std::size_t end = from + 1;
        while (end < found_.size() && found_[end].goal == found_[from].goal) ++end;
        judge(record, std::span(found_).subspan(from, end - from), into);
        from = end;
    }
    report_collision(into);
    conclude(into);
}

// ---------------------------------------------------------------- one target

void goal_translator::judge(const goal_record& record, std::span<const found_target> of_one, translation& into) {
    constexpr std::size_t standings = 7;
    std::array<std::uint32_t, standings> by_standing;
    by_standing.fill(no_node);
    unsigned arrivals = 0;
    const auto& states = search_->states();
    std::uint32_t direct = no_node;
    for (const found_target& one : of_one) {
        const auto& state = states[one.state];
        by_standing[static_cast<std::size_t>(state.what)] = one.state;
        arrivals += state.arrivals;
        if (state.mapping_hops == 1 && state.other_hops == 0 && state.what <= standing::overlap) direct = one.state;
    }
    // Every relation that was found holds; the one that permits most of this record decides. For progress in a whole an
    // overlap permits more than an inclusion does.
    std::uint32_t best = no_node;
    int most = -1;
    for (const std::uint32_t state : by_standing) {
        if (state == no_node) continue;
        const claim what = permitted(record.kind, relation_of(states[state].what), record.threshold_means_all);
        const bool is_more = states[state].what <= standing::overlap && rank(what) > most;
        if (best == no_node || is_more) best = state;
        most = std::max(most, rank(what));
    }
    if (policy_.prefer_direct && direct != no_node) best = direct;
    const auto at = [&](standing what) { return by_standing[static_cast<std::size_t>(what)]; };
    const auto there = [&](standing what) { return at(what) != no_node; };

    translated_target target;
    target.goal = of_one.front().goal;
    target.other_paths = static_cast<std::uint16_t>(std::min(arrivals - 1, 0xffffU));
    permit(record, best, target);
    const bool mapped = states[best].what <= standing::candidate;
    if (mapped && there(standing::unmatched)) {
        add_conflict(best, at(standing::unmatched), reason::equal_and_unmatched, target, into);
    } else if (there(standing::exact) && (there(standing::narrower) || there(standing::broader))) {
        const auto inclusion = at(there(standing::narrower) ? standing::narrower : standing::broader);
        add_conflict(at(standing::exact), inclusion, reason::equal_and_included, target, into);
    } else if (there(standing::narrower) && there(standing::broader)) {
        add_conflict(at(standing::narrower), at(standing::broader), reason::included_both_ways, target, into);
    } else {
        target.first_hop = static_cast<std::uint32_t>(into.hops.size());
        search_->path_to(best, into.hops);
        target.hops = static_cast<std::uint16_t>(into.hops.size() - target.first_hop);
    }
    into.targets.push_back(target);
}

void goal_translator::permit(const goal_record& record, std::uint32_t state, translated_target& into) const {
    const auto& reached = search_->states()[state];
    into.relation = relation_of(reached.what);
    into.how = search_->gravest(state);
    into.confidence = search_->confidence_of(state);
    if (reached.what == standing::candidate) {
        into.what = outcome::ambiguous;
        into.why = reason::alternatives;
        return;
    }
    if (reached.what > standing::candidate) {
        into.what = outcome::refused;
        into.why = reached.what == standing::unmatched ? reason::no_counterpart : reason::only_related;
        return;
    }
    if (reached.last.via != no_edge && reached.mapping_hops == 1 && is_inclusion(reached.what)) {
        const edge& stated = graph_->edges()[reached.last.via];
        into.coverage = reached.last.backward ? stated.coverage_of_subject : stated.coverage_of_object;
    }
    into.permitted = permitted(record.kind, into.relation, record.threshold_means_all);
    into.what = outcome_of(into.relation, into.permitted, into.how);
    into.losses = losses_of(record.kind, into.relation, into.permitted, into.how);
    if (into.what == outcome::refused) into.why = why_nothing(record.kind);
    if (into.permitted == claim::component_score) into.why = reason::component_score;
    const bool reworded = into.how == revision::revised || into.how == revision::needs_review;
    if (reworded && into.relation == set_relation::overlap)
        into.why = into.how == revision::revised ? reason::revised_text : reason::needs_review;
    refuse_foreign_scale(record, into);
    if (search_->is_heading(into.goal)) {
        into.what = outcome::refused;
        into.why = reason::heading;
        into.permitted = claim::nothing;
    }
}

// The same score only on the same scale and for the same reference group; nothing is converted by guessing.
void goal_translator::refuse_foreign_scale(const goal_record& record, translated_target& into) const {
    const auto differs = [](const std::string& wanted, std::string_view has) {
        return !wanted.empty() && wanted != has;
    };
    const auto refuse = [&](reason why, loss lost) {
        into.what = outcome::refused;
        into.why = why;
        into.permitted = claim::nothing;
        into.losses = static_cast<std::uint8_t>(into.losses | lost);
    };
    if (into.permitted == claim::score && differs(policy_.score_scale, record.scale))
        return refuse(reason::other_scale, scale_dropped);
    if (into.permitted == claim::score && differs(policy_.reference_group, record.reference_group))
        return refuse(reason::other_reference_group, reference_group_dropped);
    if (into.permitted == claim::level && differs(policy_.level_scale, record.scale))
        return refuse(reason::other_level_scale, level_dropped);
}

void goal_translator::add_conflict(
    std::uint32_t state, std::uint32_t against, reason why, translated_target& target, translation& in
) {
    target.what = outcome::conflict;
    target.why = why;
    target.permitted = claim::nothing;
    target.losses = 0;
    target.first_hop = static_cast<std::uint32_t>(in.hops.size());
    search_->path_to(state, in.hops);
    target.hops = static_cast<std::uint16_t>(in.hops.size() - target.first_hop);
    target.first_against = static_cast<std::uint32_t>(in.hops.size());
    search_->path_to(against, in.hops);
    target.against_hops = static_cast<std::uint16_t>(in.hops.size() - target.first_against);
}

// ---------------------------------------------------------------- all targets

// One goal cannot be equal to two goals of one release: each of them contradicts the other.
void goal_translator::report_collision(translation& in) const {
    const auto is_exact = [](const translated_target& one) { return one.relation == set_relation::exact; };
    if (std::ranges::count_if(in.targets, is_exact) < 2) return;
    const translated_target* other = nullptr;
    for (std::size_t i = in.targets.size(); i-- > 0;) {
        if (is_exact(in.targets[i])) other = &in.targets[i];
    }
    const translated_target first = *other;
    translated_target second;
    for (const translated_target& one : in.targets) {
        if (is_exact(one) && one.goal != first.goal && second.goal == no_node) second = one;
    }
    for (translated_target& one : in.targets) {
        if (!is_exact(one) || one.what == outcome::conflict) continue;
        const translated_target& against = one.goal == first.goal ? second : first;
        one.what = outcome::conflict;
        one.why = reason::two_exact;
        one.permitted = claim::nothing;
        one.losses = 0;
        one.first_against = against.first_hop;
        one.against_hops = against.hops;
    }
}

void goal_translator::conclude(translation& into) const {
    if (into.source == no_node) {
        into.what = outcome::unknown;
        into.why = reason::unknown_goal;
        return;
    }
    std::ranges::sort(into.targets, {}, [](const translated_target& one) {
        return std::tuple(rank(one.what), one.goal);
    });
    if (!into.targets.empty()) {
        into.what = into.targets.front().what;
        into.why = into.targets.front().why;
        for (const translated_target& one : into.targets) {
            if (one.what != outcome::conflict) continue;
            into.what = one.what;
            into.why = one.why;
            break;
        }
        return;
    }
    const fate became = search_->source_fate();
    const bool gone = became == fate::withdrawn;
    into.what = gone || search_->met_withdrawn() ? outcome::withdrawn : outcome::refused;
    into.why = gone                       ? reason::withdrawn_source
               : became == fate::circular ? reason::circular
               : search_->met_withdrawn() ? reason::withdrawn_target
               : became == fate::not_yet  ? reason::not_yet
                                          : reason::no_mapping;
    // An id that only the lineage of others mentions, and that leads nowhere, was never a goal here.
    if (!graph_->is_goal(into.source)) {
        into.what = outcome::unknown;
        into.why = reason::unknown_goal;
    }
}

translation translate_goal(
    std::shared_ptr<const goal_graph> graph, const goal_record& record, std::string_view target, const as_of& when,
    const goal_policy& policy
) {
    const framework_index framework = graph->find_framework(target);
    goal_translator translator(std::move(graph), policy, when.day);
    const bool pinned = when.target_release.empty() || translator.pin(framework, when.target_release);
    translation made = translator.translate(record, pinned ? framework : no_framework);
    if (!pinned && framework != no_framework && made.why == reason::unknown_framework)
        made.why = reason::no_release_then;
    return made;
}

} // namespace schakel::mapping::goals
