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

template <class Number>
Number counted(std::size_t count, Number reserved, const char* what) {
    if (count >= reserved) throw std::length_error(std::string("a graph of goals has too many ") + what);
    return static_cast<Number>(count);
}

bool is_lineage(relation what) {
    return what == relation::replaced_by || what == relation::inherits;
}

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

auto numbers_of(const edge& one) {
    return std::tuple(
        one.from, one.to, one.confidence, one.coverage_of_subject, one.coverage_of_object, one.why, one.review
    );
}
auto texts_of(const edge& one) {
    return std::array{one.predicate, one.author, one.note};
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
            continue; // told twice by one release: the first by content counts
        } else if (parts.back().last + 1 == one.release && same_content(parts.back(), goal.part)) {
            parts.back().last = one.release;
            continue;
        }
        parts.push_back(goal.part);
        parts.back().first = parts.back().last = one.release;
    }
    graph_->goal_count_ = nodes.size();
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

node graph_assembly::end_of(text_ref id, framework_index preferred) const {
    const auto found = nodes_.find(id);
    if (id == 0 || found == nodes_.end()) return no_node;
    if (preferred == no_framework || graph_->nodes_[found->second].framework == preferred) return found->second;
    // The same id may be a goal of the preferred framework too: its goals stand in order of id.
    const framework_part& framework = graph_->frameworks_[preferred];
    const auto first = graph_->nodes_.begin() + framework.first_goal;
    const auto last = graph_->nodes_.begin() + framework.last_goal;
    const auto same = std::lower_bound(first, last, id, [&](const auto& one, text_ref wanted) {
        return compare(one.id, wanted) < 0;
    });
    const bool there = same != last && same->id == id;
    return there ? static_cast<node>(same - graph_->nodes_.begin()) : found->second;
}

void graph_assembly::lay_edges() {
    graph_->edges_.reserve(from_.edges.size());
    for (const auto& record : from_.edges) {
        edge one = record.part;
        one.owner = owner_of(record.owner);
        const owner_part& owner = graph_->owners_[one.owner];
        const bool of_set = owner.kind == owner_kind::mapping_set;
        one.subject = end_of(record.subject, owner.framework);
        one.object = end_of(record.object, of_set ? owner.object_framework : owner.framework);
        one.first = owner.kind == owner_kind::release ? owner.at : 0;
        one.last = owner.kind == owner_kind::release ? owner.at : no_release;
        const auto group = groups_.find(record.group);
        if (record.group != 0 && group != groups_.end()) one.group = group->second;
        const bool unmatched = one.what == relation::none && record.object == 0; // has no counterpart anywhere
        if (unmatched) continue;
        bool whole = true;
        for (const bool is_subject : {true, false}) {
            const node end = is_subject ? one.subject : one.object;
            if (end != no_node && (end < graph_->goal_count_ || is_lineage(one.what))) continue;
            graph_->dangling_.push_back({one.id, is_subject ? record.subject : record.object, one.owner, is_subject});
            whole = false;
        }
        if (whole) graph_->edges_.push_back(one);
    }
    std::ranges::sort(graph_->dangling_, [&](const dangling_end& a, const dangling_end& b) {
        if (a.owner != b.owner) return a.owner < b.owner;
        if (const int by_id = compare(a.association, b.association); by_id != 0) return by_id < 0;
        if (const int by_missing = compare(a.missing, b.missing); by_missing != 0) return by_missing < 0;
        return a.is_subject > b.is_subject;
    });
}

// One id in two frameworks names one goal (model/goal.hpp): an exact edge between them that no owner states.
void graph_assembly::join_same_ids() {
    for (node at = 0; at < graph_->goal_count_; ++at) {
        const node first = nodes_.at(graph_->nodes_[at].id);
        if (first == at) continue;
        edge& joined = graph_->edges_.emplace_back();
        joined.subject = first;
        joined.object = at;
        joined.what = relation::exact;
        joined.last = no_release;
    }
}

void graph_assembly::sort_edges() {
    auto& edges = graph_->edges_;
    // Releases of one framework that state the same edge stand together, the oldest first.
    const auto owner_of_run = [&](const edge& one) {
        if (one.owner == no_owner) return std::pair(no_framework, no_owner);
        const owner_part& owner = graph_->owners_[one.owner];
        return owner.kind == owner_kind::release ? std::pair(owner.framework, no_owner)
                                                 : std::pair(no_framework, one.owner);
    };
    const auto order = [&](const edge& a, const edge& b) {
        const auto ends_a = std::tuple(a.subject, a.what, a.object), ends_b = std::tuple(b.subject, b.what, b.object);
        if (ends_a != ends_b) return ends_a < ends_b ? -1 : 1;
        const auto rest_a = std::tuple(owner_of_run(a), a.group), rest_b = std::tuple(owner_of_run(b), b.group);
        if (rest_a != rest_b) return rest_a < rest_b ? -1 : 1;
        if (numbers_of(a) != numbers_of(b)) return numbers_of(a) < numbers_of(b) ? -1 : 1;
        const auto texts_a = texts_of(a), texts_b = texts_of(b);
        for (std::size_t i = 0; i < texts_a.size(); ++i) {
            if (const int by_text = compare(texts_a[i], texts_b[i]); by_text != 0) return by_text;
        }
        return 0;
    };
    std::ranges::sort(edges, [&](const edge& a, const edge& b) {
        if (const int by_content = order(a, b); by_content != 0) return by_content < 0;
        if (a.first != b.first) return a.first < b.first;
        return compare(a.id, b.id) < 0;
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const bool same = kept > 0 && order(edges[kept - 1], edges[i]) == 0;
        if (same && edges[i].first <= edges[kept - 1].last) continue; // told twice
        if (same && edges[i].first == edges[kept - 1].last + 1) {
            edges[kept - 1].last = edges[i].last;
            edges[kept - 1].owner = edges[i].owner;
            edges[kept - 1].id = edges[i].id;
            continue;
        }
        edges[kept++] = edges[i];
    }
    edges.resize(kept);
    edges.shrink_to_fit();
    counted<edge_index>(kept, no_edge, "edges");
}

std::uint64_t graph_assembly::level_print(std::string_view level, framework_index framework) const {
    const text_ref ref = from_.texts.add(level);
    const node known = end_of(ref, framework);
    if (known == no_node || known >= graph_->goal_count_) return stable_hash(level);
    const goal_part& part = graph_->newest_part(known);
    return stable_hash(
        from_.texts.at(part.code), stable_hash(from_.texts.at(part.title), stable_hash(from_.texts.at(part.statement)))
    );
}

// Levels compare by what they are called, since a level that gets another id is the same level.
std::uint32_t graph_assembly::traits_of(const goal_part& part, framework_index framework) const {
    std::uint64_t levels = 0;
    const std::string list(from_.texts.at(part.levels)); // a copy: level_print may move the texts
    for (std::size_t from = 0; from < list.size();) {
        const std::size_t end = std::min(list.find('\n', from), list.size());
        levels += level_print(std::string_view(list).substr(from, end - from), framework);
        from = end + 1;
    }
    const std::uint64_t flags = (part.central_exam ? 1U : 0U) | (part.school_exam ? 2U : 0U);
    const std::uint64_t all = stable_hash(from_.texts.at(part.kind), levels * 4 + flags);
    return static_cast<std::uint32_t>(all ^ (all >> 32));
}

void graph_assembly::print_traits() {
    for (node at = 0; at < graph_->goal_count_; ++at) {
        for (std::uint32_t i = graph_->nodes_[at].part; i < graph_->nodes_[at + 1].part; ++i)
            graph_->parts_[i].traits_print = traits_of(graph_->parts_[i], graph_->nodes_[at].framework);
    }
    graph_->parts_.shrink_to_fit();
}

// What a release said last of its goal holds, until a newer release that knows the goal says otherwise.
bool graph_assembly::is_current(const edge& one) const {
    if (one.owner == no_owner) return true;
    const owner_part& owner = graph_->owners_[one.owner];
    if (owner.kind != owner_kind::release) return true;
    const bool own = one.subject < graph_->goal_count_ && graph_->nodes_[one.subject].framework == owner.framework;
    const ordinal newest = own ? graph_->newest_part(one.subject).last
                               : static_cast<ordinal>(graph_->frameworks_[owner.framework].releases - 1);
    return one.last >= newest;
}

arc graph_assembly::arc_of(const edge& one, edge_index at, bool backward) const {
    const framework_index from = graph_->nodes_[one.subject].framework, to = graph_->nodes_[one.object].framework;
    const set_relation forward = read(one.what, from == to);
    arc made{.to = backward ? one.subject : one.object, .via = at, .owner = one.owner};
    made.relation = backward ? inverse(forward) : forward;
    const share of_owner = one.owner == no_owner ? no_share : graph_->owners_[one.owner].confidence;
    const share stated = one.confidence != no_share ? one.confidence : of_owner;
    made.confidence = stated == no_share ? whole_share : stated;
    const bool dated = one.from != earliest_day || one.to != latest_day;
    const bool reviewed = one.review != model::goals::review_state::unreviewed;
    const bool alternative = one.group != no_group && graph_->groups_[one.group].alternatives;
    const auto mark = [&](bool when, arc::flag flag) {
        if (when) made.flags = static_cast<std::uint8_t>(made.flags | flag);
    };
    mark(backward, arc::backward);
    mark(is_current(one), arc::current);
    mark(dated || reviewed, arc::conditional);
    mark(alternative, arc::candidate);
    mark(one.what == relation::child_of, arc::structural);
    return made;
}

namespace {

// Puts arcs in one row per node. `each` calls its argument with the node that an arc belongs to and the arc.
template <class Arc, class Each>
void lay(std::vector<Arc>& rows, std::vector<std::uint32_t>& begin, std::size_t nodes, Each&& each) {
    begin.assign(nodes + 1, 0);
    each([&](node at, const Arc&) { ++begin[at + 1]; });
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    rows.resize(begin.back());
    std::vector<std::uint32_t> fill = begin;
    each([&](node at, const Arc& one) { rows[fill[at]++] = one; });
}

} // namespace

void graph_assembly::lay_arcs() {
    const auto& edges = graph_->edges_;
    counted<std::uint32_t>(edges.size() * 2, std::numeric_limits<std::uint32_t>::max(), "edges");
    const std::size_t nodes = graph_->node_count();
    lay(graph_->arcs_, graph_->arc_begin_, nodes, [&](auto&& put) {
        for (edge_index i = 0; i < edges.size(); ++i) {
            const edge& one = edges[i];
            const framework_index a = graph_->nodes_[one.subject].framework, b = graph_->nodes_[one.object].framework;
            const bool left_out = one.subject == one.object || one.review == model::goals::review_state::rejected;
            if (left_out || is_lineage(one.what) || read(one.what, a == b) == set_relation::unknown) continue;
            put(one.subject, arc_of(one, i, false));
            put(one.object, arc_of(one, i, true));
        }
    });
    for (std::size_t i = 0; i < nodes; ++i) {
        std::sort(
            graph_->arcs_.begin() + graph_->arc_begin_[i], graph_->arcs_.begin() + graph_->arc_begin_[i + 1],
            [](const arc& a, const arc& b) {
                return std::tuple(a.relation, a.to, a.via) < std::tuple(b.relation, b.to, b.via);
            }
        );
    }
    lay(graph_->lineage_, graph_->lineage_begin_, nodes, [&](auto&& put) {
        for (edge_index i = 0; i < edges.size(); ++i) {
            const edge& one = edges[i];
            if (!is_lineage(one.what) || one.subject == one.object) continue;
            const bool direct = one.what == relation::replaced_by;
            put(one.subject, lineage_arc{one.object, i, direct ? lineage_step::successor : lineage_step::ancestor});
            put(one.object, lineage_arc{one.subject, i, direct ? lineage_step::predecessor : lineage_step::heir});
        }
    });
    lay(graph_->structure_, graph_->structure_begin_, nodes, [&](auto&& put) {
        for (edge_index i = 0; i < edges.size(); ++i) {
            const edge& one = edges[i];
            const bool same = graph_->nodes_[one.subject].framework == graph_->nodes_[one.object].framework;
            if (one.what != relation::child_of || !same || one.subject == one.object) continue;
            put(one.subject, structure_arc{one.object, i, true});
            put(one.object, structure_arc{one.subject, i, false});
        }
    });
}

void graph_assembly::lay_members() {
    auto& begin = graph_->group_begin_;
    begin.assign(graph_->groups_.size() + 1, 0);
    for (const edge& one : graph_->edges_) {
        if (one.group != no_group) ++begin[one.group + 1];
    }
    for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
    graph_->group_members_.resize(begin.back());
    auto fill = begin;
    for (edge_index i = 0; i < graph_->edges_.size(); ++i) {
        const edge& one = graph_->edges_[i];
        if (one.group != no_group) graph_->group_members_[fill[one.group]++] = i;
    }
}

// Arcs between frameworks, and supersession that leads from one to another, which no owner can switch off.
void graph_assembly::lay_bridges() {
    auto& bridges = graph_->bridges_;
    const auto tidy = [&] {
        std::ranges::sort(bridges);
        bridges.erase(std::unique(bridges.begin(), bridges.end()), bridges.end());
    };
    const auto join = [&](owner_index owner, framework_index a, framework_index b) {
        if (a == b || a == no_framework || b == no_framework) return;
        bridges.push_back({owner, std::min(a, b), std::max(a, b)});
        constexpr std::size_t many = 65536;
        if (bridges.size() % many == 0) tidy();
    };
    for (node at = 0; at + 1 < graph_->nodes_.size(); ++at) {
        framework_index own = graph_->nodes_[at].framework;
        for (const arc& one : graph_->arcs(at)) join(one.owner, own, graph_->nodes_[one.to].framework);
        for (const lineage_arc& one : graph_->lineage(at)) {
            const framework_index other = graph_->nodes_[one.to].framework;
            if (own == no_framework) own = other; // an id that only supersession mentions joins its neighbours
            join(no_owner, own, other);
        }
    }
    tidy();
    bridges.shrink_to_fit();
}

void graph_assembly::index_codes_and_addresses() {
    auto& codes = graph_->codes_;
    for (node at = 0; at < graph_->goal_count_; ++at) {
        text_ref last = 0;
        for (std::uint32_t i = graph_->nodes_[at].part; i < graph_->nodes_[at + 1].part; ++i) {
            const text_ref code = graph_->parts_[i].code;
            if (code == 0 || code == last) continue;
            codes.push_back({stable_hash(normalised_code(from_.texts.at(code))), at});
            last = code;
        }
    }
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    codes.shrink_to_fit();
    auto& aliases = graph_->aliases_;
    for (const auto& one : from_.goals) {
        const std::string list(from_.texts.at(one.addresses));
        const node goal = end_of(one.id, frameworks_.at(one.framework));
        for (std::size_t from = 0; from < list.size();) {
            const std::size_t end = std::min(list.find('\n', from), list.size());
            aliases.push_back({from_.texts.add(std::string_view(list).substr(from, end - from)), goal});
            from = end + 1;
        }
    }
    const auto order = [&](const auto& a, const auto& b) {
        const int by_address = compare(a.address, b.address);
        return by_address != 0 ? by_address < 0 : a.goal < b.goal;
    };
    std::ranges::sort(aliases, order);
    const auto same = [](const auto& a, const auto& b) { return a.address == b.address && a.goal == b.goal; };
    aliases.erase(std::unique(aliases.begin(), aliases.end(), same), aliases.end());
    aliases.shrink_to_fit();
}

} // namespace schakel::mapping::goals
