#include "gateway/mapping/goals/graph_assembly.hpp"

#include "gateway/mapping/goals/goal_text.hpp"
#include "gateway/mapping/goals/label_order.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace schakel::mapping::goals {

namespace {

using model::goals::relation;
using owner_kind = owner_part::kind_of;

// Everything of a part that is a number, for comparing.
auto numbers_of(const goal_part& one) {
    return std::tuple(
        one.from, one.to, one.text_print, one.weight, one.state, one.central_exam, one.school_exam, one.grouping,
        one.optional, one.attitude
    );
}
auto texts_of(const goal_part& one) {
    return std::array{one.statement, one.title, one.code, one.kind, one.levels, one.subjects};
}
bool same_content(const goal_part& a, const goal_part& b) {
    return numbers_of(a) == numbers_of(b) && texts_of(a) == texts_of(b) && a.traits_print == b.traits_print;
}

} // namespace

graph_assembly::graph_assembly(content& from) : from_(from), graph_(new goal_graph) {}

std::shared_ptr<const goal_graph> graph_assembly::make() {
    number_frameworks();
    number_releases();
    number_sets();
    number_goals();
    add_mentioned();
    number_groups();
    lay_edges();
    join_same_ids();
    sort_edges();
    lend_texts();
    print_traits();
    lay_arcs();
    lay_members();
    lay_bridges();
    index_codes_and_addresses();
    graph_->texts_ = std::move(from_.texts);
    graph_->texts_.seal();
    graph_->index_ids();
    return graph_;
}

int graph_assembly::compare(text_ref a, text_ref b) const {
    return a == b ? 0 : from_.texts.at(a).compare(from_.texts.at(b));
}

void graph_assembly::number_frameworks() {
    auto& records = from_.frameworks;
    const auto mention = [&](text_ref id) {
        if (frameworks_.emplace(id, no_framework).second) records.push_back({.id = id});
    };
    for (const auto& one : records) frameworks_.emplace(one.id, no_framework);
    for (const auto& one : from_.releases) mention(one.framework);
    for (const auto& one : from_.goals) mention(one.framework);
    // Of several records of one framework the one modified last counts, then the greatest by content.
    std::ranges::sort(records, [&](const auto& a, const auto& b) {
        if (const int by_id = compare(a.id, b.id); by_id != 0) return by_id < 0;
        if (a.modified != b.modified) return a.modified > b.modified;
        if (const int by_title = compare(a.title, b.title); by_title != 0) return by_title > 0;
        if (const int by_publisher = compare(a.publisher, b.publisher); by_publisher != 0) return by_publisher > 0;
        if (const int by_language = compare(a.language, b.language); by_language != 0) return by_language > 0;
        if (const int by_prefix = compare(a.uri_prefixes, b.uri_prefixes); by_prefix != 0) return by_prefix > 0;
        return a.roll_up > b.roll_up;
    });
    for (const auto& one : records) {
        auto& list = graph_->frameworks_;
        if (!list.empty() && list.back().id == one.id) continue;
        frameworks_[one.id] = counted<framework_index>(list.size(), no_framework, "frameworks");
        framework_part& part = list.emplace_back();
        part.id = one.id;
        part.title = one.title;
        part.publisher = one.publisher;
        part.language = one.language;
        part.uri_prefixes = one.uri_prefixes;
        part.roll_up = one.roll_up;
    }
}

void graph_assembly::number_releases() {
    auto& records = from_.releases;
    std::unordered_map<text_ref, std::size_t> declared;
    std::unordered_map<key, bool> known;
    for (std::size_t i = 0; i < records.size(); ++i) {
        declared.emplace(records[i].id, i);
        known.emplace(pair_of(records[i].framework, records[i].id), true);
    }
    // A release may define goals of several frameworks, and goals may come without their release.
    for (const auto& goal : from_.goals) {
        if (!known.emplace(pair_of(goal.framework, goal.release), true).second) continue;
        const auto same = declared.find(goal.release);
        content::release_record release =
            same == declared.end() ? content::release_record{.id = goal.release} : records[same->second];
        release.framework = goal.framework;
        release.declared = false;
        records.push_back(release);
    }
    std::ranges::sort(records, [&](const auto& a, const auto& b) {
        const auto framework_a = frameworks_.at(a.framework), framework_b = frameworks_.at(b.framework);
        if (framework_a != framework_b) return framework_a < framework_b;
        if (a.from != b.from) return a.from < b.from;
        if (const int by_label = compare_labels(from_.texts.at(a.label), from_.texts.at(b.label)); by_label != 0)
            return by_label < 0;
        if (const int by_id = compare(a.id, b.id); by_id != 0) return by_id < 0;
        return std::tuple(a.to, a.draft) < std::tuple(b.to, b.draft);
    });
    for (const auto& one : records) {
        const framework_index in = frameworks_.at(one.framework);
        auto& list = graph_->owners_;
        const auto at = counted<owner_index>(list.size(), no_owner, "releases and mapping sets");
        if (!releases_.emplace(pair_of(one.framework, one.id), at).second) continue;
        framework_part& framework = graph_->frameworks_[in];
        if (framework.releases == 0) framework.first_release = at;
        owner_part& part = list.emplace_back();
        part.id = one.id;
        part.version = one.label;
        part.author = framework.publisher;
        part.title = framework.title;
        part.framework = in;
        part.at = framework.releases++;
        part.from = one.from;
        part.to = one.to;
        part.draft = one.draft;
        if (one.declared || !owners_.contains(one.id)) owners_[one.id] = at;
    }
}

void graph_assembly::number_sets() {
    auto& records = from_.sets;
    std::ranges::sort(records, [&](const auto& a, const auto& b) {
        const owner_part &one = a.part, &two = b.part;
        if (const int by_id = compare(one.id, two.id); by_id != 0) return by_id < 0;
        for (const auto& [x, y] :
             {std::pair(one.name, two.name), std::pair(one.version, two.version), std::pair(one.title, two.title),
              std::pair(one.author, two.author)}) {
            if (const int by_text = compare(x, y); by_text != 0) return by_text < 0;
        }
        return std::tuple(one.from, one.to, one.confidence, one.review, one.signature) <
               std::tuple(two.from, two.to, two.confidence, two.review, two.signature);
    });
    const auto framework_of = [&](text_ref id) {
        const auto found = frameworks_.find(id);
        return id == 0 || found == frameworks_.end() ? no_framework : found->second;
    };
    for (const auto& one : records) {
        const auto at = counted<owner_index>(graph_->owners_.size(), no_owner, "releases and mapping sets");
        if (!owners_.emplace(one.part.id, at).second) continue;
        owner_part& part = graph_->owners_.emplace_back(one.part);
        part.framework = framework_of(one.subject_framework);
        part.object_framework = framework_of(one.object_framework);
    }
    std::vector<text_ref> unknown;
    for (const auto& one : from_.edges) {
        if (!owners_.contains(one.owner)) unknown.push_back(one.owner);
    }
    std::ranges::sort(unknown, [&](text_ref a, text_ref b) { return compare(a, b) < 0; });
    for (const text_ref id : unknown) unknown_owner(id);
}

owner_index graph_assembly::unknown_owner(text_ref id) {
    const auto at = counted<owner_index>(graph_->owners_.size(), no_owner, "releases and mapping sets");
    const auto [found, fresh] = owners_.emplace(id, at);
    if (fresh) {
        owner_part& part = graph_->owners_.emplace_back();
        part.kind = owner_kind::unknown;
        part.id = part.name = id;
    }
    return found->second;
}

owner_index graph_assembly::owner_of(text_ref id) const {
    const auto found = owners_.find(id);
    return found == owners_.end() ? no_owner : found->second;
}

void graph_assembly::number_goals() {
    struct row {
        framework_index framework;
        ordinal release;
        std::uint32_t record;
    };
    std::vector<row> rows;
    rows.reserve(from_.goals.size());
    for (std::uint32_t i = 0; i < from_.goals.size(); ++i) {
        const auto& one = from_.goals[i];
        const owner_index release = releases_.at(pair_of(one.framework, one.release));
        rows.push_back({frameworks_.at(one.framework), graph_->owners_[release].at, i});
    }
    const auto record = [&](const row& one) -> const content::goal_record& { return from_.goals[one.record]; };
    std::ranges::sort(rows, [&](const row& a, const row& b) {
        if (a.framework != b.framework) return a.framework < b.framework;
        if (const int by_id = compare(record(a).id, record(b).id); by_id != 0) return by_id < 0;
        if (a.release != b.release) return a.release < b.release;
        const auto texts_a = texts_of(record(a).part), texts_b = texts_of(record(b).part);
        for (std::size_t i = 0; i < texts_a.size(); ++i) {
            if (const int by_text = compare(texts_a[i], texts_b[i]); by_text != 0) return by_text < 0;
        }
        return numbers_of(record(a).part) < numbers_of(record(b).part);
    });
    text_ref last_id = 0;
    framework_index last_framework = no_framework;
    auto& nodes = graph_->nodes_;
    auto& parts = graph_->parts_;
    for (const row& one : rows) {
        const content::goal_record& goal = record(one);
        const bool fresh = nodes.empty() || goal.id != last_id || one.framework != last_framework;
        if (fresh) {
            const auto at = counted<node>(nodes.size(), no_node, "goals");
            framework_part& framework = graph_->frameworks_[one.framework];
            if (framework.last_goal == 0) framework.first_goal = at;
            framework.last_goal = at + 1;
            nodes_.emplace(goal.id, at);
            nodes.push_back(
                {.id = goal.id, .part = static_cast<std::uint32_t>(parts.size()), .framework = one.framework}
            );
            last_id = goal.id;
            last_framework = one.framework;
        } else if (parts.back().last == one.release) {
            // Told twice by one release: the first by content counts.
            if (!same_content(parts.back(), goal.part)) double_told(one.framework, one.release);
            continue;
        } else if (parts.back().last + 1 == one.release && same_content(parts.back(), goal.part)) {
            parts.back().last = one.release;
            continue;
        }
        parts.push_back(goal.part);
        parts.back().first = parts.back().last = one.release;
    }
    graph_->goal_count_ = nodes.size();
}

// The last goal, by a release of its framework.
void graph_assembly::double_told(framework_index framework, ordinal release) {
    const auto last = static_cast<node>(graph_->nodes_.size() - 1);
    auto& doubled = graph_->doubled_;
    const auto owner = static_cast<owner_index>(graph_->frameworks_[framework].first_release + release);
    if (doubled.empty() || doubled.back().goal != last || doubled.back().owner != owner)
        doubled.push_back({last, owner});
}

void graph_assembly::add_mentioned() {
    std::vector<text_ref> mentioned;
    for (const auto& one : from_.edges) {
        if (!is_lineage(one.part.what)) continue;
        for (const text_ref id : {one.subject, one.object}) {
            if (id != 0 && !nodes_.contains(id)) mentioned.push_back(id);
        }
    }
    std::ranges::sort(mentioned, [&](text_ref a, text_ref b) { return compare(a, b) < 0; });
    auto& nodes = graph_->nodes_;
    for (const text_ref id : mentioned) {
        const auto at = counted<node>(nodes.size(), no_node, "goals");
        if (nodes_.emplace(id, at).second)
            nodes.push_back({.id = id, .part = static_cast<std::uint32_t>(graph_->parts_.size())});
    }
    nodes.push_back({.part = static_cast<std::uint32_t>(graph_->parts_.size())});
}

void graph_assembly::number_groups() {
    auto& records = from_.groups;
    const auto rank = [&](const content::group_record& one) {
        return std::tuple(owner_of(one.owner), one.part.alternatives, one.part.subjects, one.part.objects);
    };
    // Of several records of one group that of the newest owner counts.
    std::ranges::sort(records, [&](const auto& a, const auto& b) {
        if (const int by_id = compare(a.part.id, b.part.id); by_id != 0) return by_id < 0;
        if (rank(a) != rank(b)) return rank(a) > rank(b);
        return compare(a.part.title, b.part.title) > 0;
    });
    for (const auto& one : records) {
        const auto at = counted<group_index>(graph_->groups_.size(), no_group, "groups");
        if (!groups_.emplace(one.part.id, at).second) continue;
        group_part& part = graph_->groups_.emplace_back(one.part);
        part.owner = owner_of(one.owner);
    }
}

} // namespace schakel::mapping::goals
