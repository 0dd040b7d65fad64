#include "gateway/mapping/goals/goal_graph.hpp"

#include "gateway/codec/huge_pages.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace schakel::mapping::goals {

day_number to_number(model::goals::day day) {
    return static_cast<day_number>(std::chrono::sys_days(day).time_since_epoch().count());
}

model::goals::day to_day(day_number number) {
    return model::goals::day(std::chrono::sys_days(std::chrono::days(number)));
}

namespace {

template <class Row>
std::size_t bytes_of(const std::vector<Row>& rows) {
    return rows.capacity() * sizeof(Row);
}

} // namespace

std::size_t goal_graph::memory() const {
    return texts_.memory() + bytes_of(nodes_) + bytes_of(arc_begin_) + bytes_of(lineage_begin_) +
           bytes_of(structure_begin_) + bytes_of(parts_) + bytes_of(edges_) + bytes_of(arcs_) + bytes_of(lineage_) +
           bytes_of(structure_) + bytes_of(frameworks_) + bytes_of(owners_) + bytes_of(groups_) +
           bytes_of(group_begin_) + bytes_of(group_members_) + bytes_of(dangling_) + bytes_of(unmatched_) +
           bytes_of(doubled_) + bytes_of(bridges_) + bytes_of(codes_) + bytes_of(aliases_) + bytes_of(slots_) +
           sizeof(*this);
}

// ---------------------------------------------------------------- finding

void goal_graph::index_ids() {
    if (node_count() > most_nodes) throw std::length_error("more than 16 million goals in one graph");
    nodes_.shrink_to_fit();
    const std::size_t room = std::bit_ceil(nodes_.size() * 2);
    slots_.reserve(room);
    prefer_huge_pages(slots_.data(), room * sizeof(id_slot));
    slots_.assign(room, id_slot{});
    const std::size_t mask = slots_.size() - 1;
    for (node at = 0; at < node_count(); ++at) {
        const std::uint64_t hash = stable_hash(id(at));
        std::size_t slot = hash & mask;
        while (slots_[slot].id != 0) slot = (slot + 1) & mask;
        slots_[slot] = {nodes_[at].id, at & 0xffffff, static_cast<std::uint32_t>(hash >> 56) & 0xff};
    }
}

node goal_graph::find_key(std::string_view wanted, framework_index in, std::string_view address) const {
    const std::size_t mask = slots_.size() - 1;
    const std::uint64_t hash = stable_hash(wanted);
    const auto print = static_cast<std::uint32_t>(hash >> 56);
    node first = no_node;
    for (std::size_t slot = hash & mask; slots_[slot].id != 0; slot = (slot + 1) & mask) {
        if (slots_[slot].print != print || text(slots_[slot].id) != wanted) continue;
        const node at = slots_[slot].goal;
        const framework_index framework = nodes_[at].framework;
        if (in == no_framework ? address.empty() || is_address_in(framework, address) : framework == in) return at;
        first = std::min(first, at);
    }
    return first;
}

bool goal_graph::is_address_in(framework_index framework, std::string_view address) const {
    std::string_view rest = framework == no_framework ? "" : text(frameworks_[framework].uri_prefixes);
    while (!rest.empty()) {
        const std::string_view prefix = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), prefix.size() + 1));
        if (!prefix.empty() && address.starts_with(prefix)) return true;
    }
    return false;
}

node goal_graph::find(std::string_view reference, framework_index in) const {
    if (const node found = find_key(reference, in); found != no_node) return found;
    if (const std::string key = model::goals::uuid_key(reference); !key.empty() && key != reference) {
        if (const node found = find_key(key, in, reference); found != no_node) return found;
    }
    auto at = std::lower_bound(aliases_.begin(), aliases_.end(), reference, [&](const alias& one, std::string_view w) {
        return text(one.address) < w;
    });
    node first = no_node;
    for (; at != aliases_.end() && text(at->address) == reference; ++at) {
        if (in == no_framework || nodes_[at->goal].framework == in) return at->goal;
        first = std::min(first, at->goal);
    }
    return first;
}

framework_index goal_graph::find_framework(std::string_view wanted) const {
    const auto found = std::lower_bound(
        frameworks_.begin(), frameworks_.end(), wanted,
        [&](const framework_part& one, std::string_view w) { return text(one.id) < w; }
    );
    if (found == frameworks_.end() || text(found->id) != wanted) return no_framework;
    return static_cast<framework_index>(found - frameworks_.begin());
}

owner_index goal_graph::find_owner(std::string_view wanted) const {
    for (std::size_t i = 0; i < owners_.size(); ++i) {
        if (text(owners_[i].id) == wanted) return static_cast<owner_index>(i);
    }
    return no_owner;
}

std::vector<node> goal_graph::with_code(std::string_view normalised) const {
    const std::uint64_t wanted = stable_hash(normalised);
    std::vector<node> goals;
    for (auto at = std::lower_bound(codes_.begin(), codes_.end(), coded{wanted, 0});
         at != codes_.end() && at->code == wanted; ++at)
        goals.push_back(at->goal);
    return goals;
}

// ---------------------------------------------------------------- looking

std::span<const goal_part> goal_graph::parts(node which) const {
    return {parts_.data() + nodes_[which].part, parts_.data() + nodes_[which + 1].part};
}

const goal_part* goal_graph::part_at(node which, ordinal at) const {
    for (const goal_part& one : parts(which)) {
        if (one.first <= at && at <= one.last) return &one;
    }
    return nullptr;
}

std::span<const edge_index> goal_graph::members(group_index which) const {
    return {group_members_.data() + group_begin_[which], group_members_.data() + group_begin_[which + 1]};
}

// ---------------------------------------------------------------- time

std::vector<ordinal> goal_graph::releases_on(std::optional<model::goals::day> day) const {
    const day_number when = day ? to_number(*day) : latest_day;
    std::vector<ordinal> chosen(frameworks_.size(), no_release);
    for (std::size_t i = 0; i < frameworks_.size(); ++i) {
        const framework_part& framework = frameworks_[i];
        ordinal draft = no_release;
        for (ordinal at = 0; at < framework.releases; ++at) {
            const owner_part& release = owners_[framework.first_release + at];
            if (day && (release.from > when || release.to <= when)) continue;
            (release.draft ? draft : chosen[i]) = at;
        }
        if (chosen[i] == no_release) chosen[i] = draft;
    }
    return chosen;
}

ordinal goal_graph::find_release(framework_index framework, std::string_view label) const {
    if (framework >= frameworks_.size()) return no_release;
    const framework_part& part = frameworks_[framework];
    for (ordinal at = 0; at < part.releases; ++at) {
        const owner_part& release = owners_[part.first_release + at];
        if (text(release.version) == label || text(release.id) == label) return at;
    }
    return no_release;
}

} // namespace schakel::mapping::goals
