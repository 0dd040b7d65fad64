// The second half of putting a graph together: edges between the goals that have their numbers.
#include "gateway/codec/huge_pages.hpp"
#include "gateway/mapping/goals/goal_text.hpp"
#include "gateway/mapping/goals/graph_assembly.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace schakel::mapping::goals {

namespace {

using model::goals::relation;
using owner_kind = owner_part::kind_of;

auto numbers_of(const edge& one) {
    return std::tuple(
        one.from, one.to, one.confidence, one.coverage_of_subject, one.coverage_of_object, one.why, one.review
    );
}
auto texts_of(const edge& one) {
    return std::array{one.predicate, one.author, one.note};
}

} // namespace

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
        if (unmatched) {
            if (one.subject < graph_->goal_count_) graph_->unmatched_.push_back({one.subject, one.owner, one.id});
            continue;
        }
        bool whole = true;
        for (const bool is_subject : {true, false}) {
            const node end = is_subject ? one.subject : one.object;
            if (end != no_node && (end < graph_->goal_count_ || is_lineage(one.what))) continue;
            graph_->dangling_.push_back({one.id, is_subject ? record.subject : record.object, one.owner, is_subject});
            whole = false;
        }
        if (whole) graph_->edges_.push_back(one);
    }
    std::ranges::sort(graph_->unmatched_, [&](const unmatched_goal& a, const unmatched_goal& b) {
        if (a.goal != b.goal) return a.goal < b.goal;
        return a.owner != b.owner ? a.owner < b.owner : compare(a.association, b.association) < 0;
    });
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

// A goal without words of its own that stands under one other goal, as a goal at a level does in SLO, says what that
// one says.
void graph_assembly::lend_texts() {
    constexpr node several = no_node;
    std::unordered_map<std::uint32_t, node> lenders; // of parts
    for (const edge& one : graph_->edges_) {
        if (one.what != relation::child_of || one.owner == no_owner || one.subject == one.object) continue;
        const framework_index framework = graph_->nodes_[one.subject].framework;
        if (graph_->nodes_[one.object].framework != framework) continue;
        if (graph_->owners_[one.owner].framework != framework) continue;
        for (std::uint32_t i = graph_->nodes_[one.subject].part; i < graph_->nodes_[one.subject + 1].part; ++i) {
            const goal_part& part = graph_->parts_[i];
            if (part.statement != 0 || part.last < one.first || one.last < part.first) continue;
            const auto [known, fresh] = lenders.emplace(i, one.object);
            if (!fresh && known->second != one.object) known->second = several;
        }
    }
    std::vector<std::pair<std::uint32_t, goal_part>> lent;
    for (const auto& [i, lender] : lenders) {
        if (lender == several) continue;
        const goal_part* words = graph_->part_at(lender, graph_->parts_[i].last);
        if (words && words->statement != 0) lent.emplace_back(i, *words);
    }
    for (const auto& [i, words] : lent) {
        graph_->parts_[i].statement = words.statement;
        graph_->parts_[i].text_print = words.text_print;
        graph_->parts_[i].bare_print = words.bare_print;
    }
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
    rows.reserve(begin.back());
    prefer_huge_pages(rows.data(), rows.capacity() * sizeof(Arc));
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
            const code_parts printed = parts_of_code(from_.texts.at(code));
            codes.push_back({stable_hash(printed.whole), at});
            if (!printed.before.empty()) codes.push_back({stable_hash(printed.number), at});
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
