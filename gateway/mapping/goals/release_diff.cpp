#include "gateway/mapping/goals/release_diff.hpp"

#include <algorithm>

namespace schakel::mapping::goals {

namespace {

using model::goals::association;
using model::goals::relation;

constexpr std::array<std::string_view, mapping_change_count> words{
    "stays", "renumbered", "editorial", "revised", "needs-review", "split", "merged", "withdrawn", "unknown"};

mapping_change change_of(revision how) {
    switch (how) {
    case revision::none: return mapping_change::stays;
    case revision::same_text: return mapping_change::renumbered;
    case revision::editorial: return mapping_change::editorial;
    case revision::revised: return mapping_change::revised;
    case revision::needs_review: return mapping_change::needs_review;
    case revision::split:
    case revision::mixed: return mapping_change::split;
    case revision::merged: return mapping_change::merged;
    }
    return mapping_change::unknown;
}

class comparison {
public:
    comparison(const goal_graph& graph, release_diff& diff, std::string_view newer)
        : graph_(graph), diff_(diff), date_(graph), lineage_(graph, date_) {
        date_.pin(graph, diff.framework, newer);
    }

    void run() {
        for (edge_index at = 0; at < graph_.edges().size(); ++at) {
            const edge& one = graph_.edges()[at];
            if (one.owner != diff_.set || (!is_inside(one.subject) && !is_inside(one.object))) continue;
            changed_mapping changed;
            changed.mapping = at;
            changed.what = std::max(moved(one.subject, changed.subjects), moved(one.object, changed.objects));
            changed.upgrade = upgrade_of(one, changed);
            add(std::move(changed));
        }
        for (std::size_t i = 0; i < graph_.dangling().size(); ++i) {
            if (graph_.dangling()[i].owner != diff_.set) continue;
            changed_mapping lost;
            lost.dangling = i;
            lost.what = mapping_change::unknown;
            add(std::move(lost));
        }
    }

private:
    bool is_inside(node which) const { return graph_.framework_of(which) == diff_.framework; }

    mapping_change moved(node end, std::vector<settled>& into) {
        if (!is_inside(end)) {
            into.push_back({.end = end});
            return mapping_change::stays;
        }
        const fate became = lineage_.settle(end, into);
        if (became == fate::living) return reworded(end);
        if (became != fate::replaced) {
            into.clear();
            return mapping_change::withdrawn;
        }
        revision gravest = revision::none;
        for (const settled& one : into) gravest = std::max(gravest, one.how);
        return change_of(gravest);
    }

    // Where ids stay while words change, as they may in CASE.
    mapping_change reworded(node end) const {
        const goal_part* older = graph_.part_at(end, diff_.older);
        const goal_part* newer = graph_.part_at(end, diff_.newer);
        if (!older || !newer || older == newer) return mapping_change::stays;
        const revision how = classify(older, newer);
        return how == revision::same_text ? mapping_change::stays : change_of(how);
    }

    std::optional<relation> upgrade_of(const edge& one, const changed_mapping& changed) const {
        const bool weak = one.what == relation::overlap || one.what == relation::related;
        if (!weak || changed.subjects.size() != 1 || changed.objects.size() != 1) return {};
        const goal_part& subject = graph_.newest_part(changed.subjects.front().end);
        const goal_part& object = graph_.newest_part(changed.objects.front().end);
        const bool same = subject.text_print != 0 && subject.text_print == object.text_print;
        return same ? std::optional(relation::exact) : std::nullopt;
    }

    void add(changed_mapping&& one) {
        ++diff_.counts[static_cast<std::size_t>(one.what)];
        if (one.upgrade) ++diff_.upgradable;
        diff_.mappings.push_back(std::move(one));
    }

    const goal_graph& graph_;
    release_diff& diff_;
    reading_date date_;
    supersession lineage_;
};

relation stated_as(set_relation what) {
    switch (what) {
    case set_relation::exact: return relation::exact;
    case set_relation::narrower: return relation::narrower;
    case set_relation::broader: return relation::broader;
    case set_relation::overlap: return relation::overlap;
    default: return relation::related;
    }
}

std::optional<model::goals::day> day_of(day_number number, day_number open) {
    return number == open ? std::nullopt : std::optional(to_day(number));
}

const owner_part& release_of(const goal_graph& graph, framework_index framework, ordinal at) {
    return graph.owners()[graph.frameworks()[framework].first_release + at];
}

std::optional<decimal> decimal_of(share part) {
    if (part == no_share) return {};
    return decimal(part).divided_by(decimal(whole_share), 4);
}

association words_of(const goal_graph& graph, const edge& one) {
    association made;
    made.id = graph.text(one.id);
    made.subject = graph.id(one.subject);
    made.object = graph.id(one.object);
    made.what = one.what;
    made.predicate.value = graph.text(one.predicate);
    made.author = graph.text(one.author);
    made.note = graph.text(one.note);
    if (one.group != no_group) made.group = graph.text(graph.groups()[one.group].id);
    made.coverage_of_subject = decimal_of(one.coverage_of_subject);
    made.coverage_of_object = decimal_of(one.coverage_of_object);
    made.confidence = decimal_of(one.confidence);
    made.why = one.why;
    made.valid_from = day_of(one.from, earliest_day);
    made.valid_to = day_of(one.to, latest_day);
    made.review = one.review;
    return made;
}

// What the stated relation comes to between the goals that stand where its ends stood. A reworded goal keeps the stated
// relation, which somebody then has to confirm; parts and wholes compose.
relation proposed(const edge& one, const settled& subject, const settled& object) {
    const set_relation stated = read(one.what, false);
    const auto composes = [](const settled& end) {
        return end.relation == set_relation::narrower || end.relation == set_relation::broader;
    };
    if (!carries_content(stated) || (!composes(subject) && !composes(object))) return one.what;
    set_relation made = stated;
    if (composes(subject)) made = compose(inverse(subject.relation), made);
    if (composes(object)) made = compose(made, object.relation);
    return stated_as(made);
}

} // namespace

std::string_view to_string(mapping_change which) {
    return words[static_cast<std::size_t>(which)];
}

std::optional<release_diff> diff_release(
    const goal_graph& graph, std::string_view framework, std::string_view older, std::string_view newer,
    std::string_view mapping_set
) {
    release_diff diff;
    diff.framework = graph.find_framework(framework);
    diff.older = graph.find_release(diff.framework, older);
    diff.newer = graph.find_release(diff.framework, newer);
    diff.set = graph.find_owner(mapping_set);
    if (diff.older == no_release || diff.newer == no_release || diff.set == no_owner) return {};
    comparison(graph, diff, newer).run();
    return diff;
}

namespace {

model::goals::mapping_set head_of(const goal_graph& graph, const release_diff& diff) {
    const owner_part& old = graph.owners()[diff.set];
    const auto text = [&](text_ref which) { return std::string(graph.text(which)); };
    model::goals::mapping_set head;
    head.name = text(old.name);
    head.version = text(old.version) + "-draft";
    head.id = head.name + "#" + head.version;
    head.title = text(old.title);
    head.author = text(old.author);
    head.confidence = decimal_of(old.confidence);
    const auto side = [&](framework_index framework, text_ref release, std::string& of, std::string& label) {
        if (framework != no_framework) of = text(graph.frameworks()[framework].id);
        label =
            framework == diff.framework ? text(release_of(graph, diff.framework, diff.newer).version) : text(release);
    };
    side(old.framework, old.subject_release, head.subject_framework, head.subject_release);
    side(old.object_framework, old.object_release, head.object_framework, head.object_release);
    return head;
}

// Of the parts into which one end was split: together they are what it was.
model::goals::group group_of(const goal_graph& graph, const changed_mapping& changed, const edge& stated) {
    using completeness = model::goals::group::completeness;
    model::goals::group made;
    made.id = std::string(graph.text(stated.id)) + "#split";
    if (changed.subjects.size() > 1 && changed.objects.size() == 1) made.subjects = completeness::complete;
    if (changed.objects.size() > 1 && changed.subjects.size() == 1) made.objects = completeness::complete;
    // Only the parts of an equal goal are all there is of its counterpart.
    if (stated.what != model::goals::relation::exact) made.subjects = made.objects = completeness::unknown;
    return made;
}

void add_rows(const goal_graph& graph, const changed_mapping& changed, std::string_view group, draft& into) {
    const edge& stated = graph.edges()[changed.mapping];
    std::size_t part = 0; // of a split
    const bool untouched = changed.what <= mapping_change::editorial && !changed.upgrade;
    for (const settled& subject : changed.subjects) {
        for (const settled& object : changed.objects) {
            association& row = into.associations.emplace_back(words_of(graph, stated));
            row.subject = graph.id(subject.end);
            row.object = graph.id(object.end);
            if (!group.empty()) {
                row.group = group;
                row.id.append(1, '#').append(std::to_string(++part));
            }
            if (untouched) continue;
            row.what = changed.upgrade.value_or(proposed(stated, subject, object));
            row.review = model::goals::review_state::unreviewed;
            row.why =
                changed.upgrade ? model::goals::justification::lexical : model::goals::justification::supersession;
            row.note += (row.note.empty() ? "" : "; ") +
                        (changed.upgrade ? "the same words" : std::string(to_string(changed.what)));
        }
    }
}

} // namespace

draft draft_of(const goal_graph& graph, const release_diff& diff) {
    draft made;
    made.head = head_of(graph, diff);
    for (const changed_mapping& one : diff.mappings) {
        if (one.mapping == no_edge || one.subjects.empty() || one.objects.empty()) continue;
        if (one.subjects.size() == 1 && one.objects.size() == 1) {
            add_rows(graph, one, {}, made);
            continue;
        }
        made.groups.push_back(group_of(graph, one, graph.edges()[one.mapping]));
        add_rows(graph, one, made.groups.back().id, made);
    }
    return made;
}

} // namespace schakel::mapping::goals
