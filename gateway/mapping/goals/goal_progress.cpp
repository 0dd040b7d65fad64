#include "gateway/mapping/goals/goal_progress.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace schakel::mapping::goals {

namespace {

using statement_set = std::set<std::string, std::less<>>;
using completeness = model::goals::group::completeness;

constexpr std::array<std::string_view, progress_count> words{"nothing",     "exposure",        "evidence",
                                                             "in-progress", "likely-attained", "attained",
                                                             "capped",      "not-attained",    "conflict"};

// A whole with the parts that make it up completely.
struct whole_part {
    node whole = no_node;
    std::vector<std::pair<node, unsigned>> parts; // that are needed, with their weights
};

// What the records say of one goal.
struct tally {
    statement_set attained, likely, in_progress, evidence, exposure, capped, not_attained;
    bool contradicts = false;
    share at_least = no_share;
};

class pupil {
public:
    pupil(goal_translator& by, std::span<const goal_record> records, framework_index target)
        : by_(by), graph_(by.graph()), target_(target), supersession_(by.graph(), by.date()) {
        for (const goal_record& one : records) records_.push_back(one);
        if (by.policy().newest_per_goal) keep_newest();
    }

    std::vector<goal_progress> progress() {
        if (target_ >= graph_.frameworks().size()) return {};
        find_wholes();
        for (const goal_record& one : records_) note_source(one);
        for (const goal_record& one : records_) take(one, {std::string(one.statement)}, target_);
        find_frameworks();
        for (const framework_index framework : frameworks_) {
            if (framework == target_) continue;
            for (const goal_record& one : records_) {
                if (one.kind == record_kind::attained) take(one, {std::string(one.statement)}, framework);
            }
        }
        complete_wholes();
        std::vector<goal_progress> list;
        for (const auto& [goal, of] : tallies_) {
            if (graph_.framework_of(goal) == target_) list.push_back(judged(goal, of));
        }
        return list;
    }

private:
    // Of records of one goal and kind of claim the newest; of one day the one whose statement comes last.
    void keep_newest() {
        const auto is_claim = [](record_kind kind) { return kind <= record_kind::in_progress; };
        std::map<std::string_view, std::size_t> newest;
        const auto when = [&](const goal_record& one) {
            return std::tuple(one.on ? to_number(*one.on) : earliest_day, one.statement, one.kind);
        };
        for (std::size_t i = 0; i < records_.size(); ++i) {
            if (!is_claim(records_[i].kind)) continue;
            const auto [found, first] = newest.emplace(records_[i].goal, i);
            if (!first && when(records_[found->second]) < when(records_[i])) found->second = i;
        }
        std::vector<goal_record> kept;
        for (std::size_t i = 0; i < records_.size(); ++i) {
            if (!is_claim(records_[i].kind) || newest.at(records_[i].goal) == i) kept.push_back(records_[i]);
        }
        records_ = std::move(kept);
    }

    // The goal itself, or the one that stands in its place with the same meaning; else no_node.
    node standing_for(node goal) {
        const fate became = supersession_.settle(goal, ends_);
        const bool one = became == fate::living || became == fate::replaced;
        if (!one || ends_.size() != 1 || ends_.front().relation != set_relation::exact) return no_node;
        return ends_.front().end;
    }

    void note_source(const goal_record& record) {
        if (record.kind != record_kind::attained) return;
        const node source =
            graph_.find(record.goal, record.framework.empty() ? no_framework : graph_.find_framework(record.framework));
        if (source == no_node) return;
        if (const node living = standing_for(source); living != no_node)
            tallies_[living].attained.insert(std::string(record.statement));
    }

    // Groups whose parts are stated to be all there are.
    void find_wholes() {
        for (group_index i = 0; i < graph_.groups().size(); ++i) {
            const group_part& group = graph_.groups()[i];
            if (group.alternatives || !by_.owners().is_enabled(group.owner)) continue;
            if (group.objects == completeness::complete) add_whole(i, true);
            if (group.subjects == completeness::complete) add_whole(i, false);
        }
    }

    void add_whole(group_index group, bool subject_is_whole) {
        whole_part made;
        std::set<node> parts;
        for (const edge_index at : graph_.members(group)) {
            const edge& one = graph_.edges()[at];
            const node whole = standing_for(subject_is_whole ? one.subject : one.object);
            const node part = standing_for(subject_is_whole ? one.object : one.subject);
            const bool usable = one.review != model::goals::review_state::rejected && by_.date().holds(graph_, one) &&
                                by_.date().within(one.from, one.to);
            const bool same_whole = made.whole == no_node || made.whole == whole;
            // One part that cannot be placed leaves the group incomplete.
            if (!usable || whole == no_node || part == no_node || !same_whole) return;
            made.whole = whole;
            parts.insert(part);
        }
        for (const node part : parts) {
            const goal_part* living = by_.date().living(graph_, part);
            if (living && living->counts()) made.parts.emplace_back(part, living->counted_weight());
        }
        if (!made.parts.empty()) wholes_.push_back(std::move(made));
    }

    // Where attained goals matter besides the target framework: in the frameworks of parts and contributors.
    void find_frameworks() {
        frameworks_.insert(target_);
        for (const whole_part& one : wholes_) {
            for (const auto& [part, weight] : one.parts) frameworks_.insert(graph_.framework_of(part));
        }
        for (const auto& [goal, of] : tallies_) {
            if (graph_.framework_of(goal) != target_) continue;
            for (const node part : contributors(goal)) frameworks_.insert(graph_.framework_of(part));
        }
    }

    // Goals that are stated to be a part of this one.
    std::set<node> contributors(node goal) {
        std::set<node> parts;
        for (const arc& one : graph_.arcs(goal)) {
            const bool part =
                one.relation == set_relation::broader && !one.has(arc::candidate) && by_.owners().lets(one);
            if (!part) continue;
            const node living = standing_for(one.to);
            const goal_part* said = living == no_node ? nullptr : by_.date().living(graph_, living);
            if (said && said->counts()) parts.insert(living);
        }
        return parts;
    }

    void take(const goal_record& record, const statement_set& statements, framework_index framework) {
        by_.translate(record, framework, translation_);
        for (const translated_target& one : translation_.targets) {
            tally& of = tallies_[one.goal];
            const auto add = [&](statement_set& to) { to.insert(statements.begin(), statements.end()); };
            of.contradicts = of.contradicts || one.what == outcome::conflict;
            switch (one.permitted) {
            case claim::attained: add(of.attained); break;
            case claim::likely_attained: add(of.likely); break;
            case claim::not_attained: add(of.not_attained); break;
            case claim::capped: add(of.capped); break;
            case claim::in_progress:
            case claim::activity:
            case claim::score:
            case claim::level:
            case claim::component_score: add(of.in_progress); break;
            case claim::evidence: add(of.evidence); break;
            case claim::exposure: add(of.exposure); break;
            case claim::context:
            case claim::nothing: break;
            }
            const bool covers = record.kind == record_kind::attained && one.relation == set_relation::narrower;
            if (covers && one.coverage != no_share && (of.at_least == no_share || of.at_least < one.coverage))
                of.at_least = one.coverage;
        }
    }

    // A whole of which every part is attained is evidence itself, with the statements of its parts.
    void complete_wholes() {
        std::set<node> done;
        for (bool changed = true; changed;) {
            changed = false;
            for (const whole_part& one : wholes_) {
                statement_set statements;
                if (done.contains(one.whole) || !all_attained(one, statements)) continue;
                done.insert(one.whole);
                changed = true;
                tallies_[one.whole].attained.insert(statements.begin(), statements.end());
                goal_record derived;
                derived.goal = graph_.id(one.whole);
                derived.framework = graph_.text(graph_.frameworks()[graph_.framework_of(one.whole)].id);
                derived.threshold_means_all = true;
                for (const framework_index framework : frameworks_) take(derived, statements, framework);
            }
        }
    }

    bool all_attained(const whole_part& of, statement_set& statements) const {
        for (const auto& [part, weight] : of.parts) {
            const auto known = tallies_.find(part);
            if (known == tallies_.end() || known->second.attained.empty()) return false;
            statements.insert(known->second.attained.begin(), known->second.attained.end());
        }
        return true;
    }

    bool is_attained(node goal) const {
        const auto known = tallies_.find(goal);
        return known != tallies_.end() && !known->second.attained.empty();
    }

    goal_progress judged(node goal, const tally& of) {
        goal_progress made;
        made.goal = goal;
        made.at_least = of.at_least;
        std::set<node> parts = contributors(goal);
        for (const whole_part& one : wholes_) {
            if (one.whole == goal) count_whole(one, parts, made);
        }
        made.known_parts = static_cast<unsigned>(parts.size());
        made.attained_parts =
            static_cast<unsigned>(std::ranges::count_if(parts, [&](node p) { return is_attained(p); }));
        statement_set statements, against;
        for (const auto* set : {&of.attained, &of.likely, &of.in_progress, &of.evidence, &of.exposure})
            statements.insert(set->begin(), set->end());
        for (const auto* set : {&of.capped, &of.not_attained}) against.insert(set->begin(), set->end());
        made.statements.assign(statements.begin(), statements.end());
        made.against.assign(against.begin(), against.end());
        const bool denied = !against.empty();
        made.what = of.contradicts || (denied && !of.attained.empty()) ? progress::conflict
                    : !of.attained.empty()                             ? progress::attained
                    : !of.not_attained.empty()                         ? progress::not_attained
                    : !of.capped.empty()                               ? progress::capped
                    : !of.likely.empty()                               ? progress::likely_attained
                    : !of.in_progress.empty()                          ? progress::in_progress
                    : !of.evidence.empty()                             ? progress::evidence
                    : !of.exposure.empty()                             ? progress::exposure
                                                                       : progress::nothing;
        return made;
    }

    void count_whole(const whole_part& one, std::set<node>& parts, goal_progress& made) const {
        std::uint64_t all = 0, attained = 0;
        for (const auto& [part, weight] : one.parts) {
            parts.insert(part);
            all += weight;
            if (is_attained(part)) attained += weight;
        }
        if (all == 0) return;
        const auto part = static_cast<share>(attained * whole_share / all);
        made.of_parts = made.complete ? std::max(made.of_parts, part) : part;
        made.complete = true;
    }

    goal_translator& by_;
    const goal_graph& graph_;
    framework_index target_;
    supersession supersession_;
    std::vector<goal_record> records_;
    std::vector<whole_part> wholes_;
    std::set<framework_index> frameworks_;
    std::map<node, tally> tallies_;
    std::vector<settled> ends_;
    translation translation_;
};

} // namespace

std::string_view to_string(progress which) {
    return words[static_cast<std::size_t>(which)];
}

std::vector<goal_progress>
progress_in(goal_translator& by, std::span<const goal_record> records, framework_index target) {
    return pupil(by, records, target).progress();
}

} // namespace schakel::mapping::goals
