#include "gateway/validation/xsd_keys.hpp"

#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t first_size = 16, first_places = 64;
constexpr std::uint32_t most_few = 16'384;
constexpr std::uint32_t parts = 0x40000; // a part and the number of one of the few are 32 bits together
constexpr std::size_t many_tables = 1024;
constexpr std::uint64_t mark_bit = 1;

__extension__ using wide = unsigned __int128;

std::uint64_t hash_of(const key_hash::value& key) {
    const std::uint64_t hash = key.first & ~mark_bit;
    return hash != 0 ? hash : 2;
}

// Where a hash belongs in a table of that size; a table may have any size.
std::size_t home(std::uint64_t hash, std::size_t size) {
    return static_cast<std::size_t>((static_cast<wide>(hash) * size) >> 64);
}

// The slot that holds the hash, or the free one that awaits it. At least one slot is free.
std::size_t slot_of(const std::vector<std::uint64_t>& slots, std::uint64_t hash) {
    std::size_t at = home(hash, slots.size());
    while (slots[at] != 0 && (slots[at] & ~mark_bit) != hash) at = at + 1 == slots.size() ? 0 : at + 1;
    return at;
}

// Of the hash: not the bits that choose a home, and never 0.
std::uint32_t part_of(std::uint64_t hash) {
    return (static_cast<std::uint32_t>(hash) | 1) % parts;
}

bool is_same(const key_hash::value& kept, std::uint64_t hash, std::uint64_t second) {
    return (kept.first & ~mark_bit) == hash && kept.second == second;
}

// At most seven eighths of the slots are in use.
bool is_full(std::size_t used, std::size_t size) {
    return (used + 1) * 8 > size * 7;
}
} // namespace

key_hash::key_hash() {
    if (::getentropy(seeds_.data(), sizeof seeds_) != 0) throw std::runtime_error("no random numbers from the system");
}

bool key_set::add(const key_hash::value& key) {
    if (tables_.empty()) {
        if (few_.keys.size() < most_few) return add_to_few(key);
        divide();
    }
    return add_to_table(tables_[key.second % many_tables], hash_of(key));
}

bool key_set::contains(const key_hash::value& key) const {
    return find(key) != nullptr;
}

void key_set::mark(const key_hash::value& key) {
    if (std::uint64_t* found = find(key)) *found |= mark_bit;
}

bool key_set::is_marked(const key_hash::value& key) const {
    const std::uint64_t* found = find(key);
    return found != nullptr && (*found & mark_bit) != 0;
}

void key_set::clear() {
    if (!few_.keys.empty()) few_.places.assign(first_places, 0);
    few_.keys.clear();
    tables_.clear();
}

std::uint64_t* key_set::find(const key_hash::value& key) const {
    const std::uint64_t* found = nullptr;
    if (tables_.empty()) {
        if (few_.keys.empty()) return nullptr;
        const std::uint32_t place = *place_in_few(key);
        if (place == 0) return nullptr;
        found = &few_.keys[place % most_few].first;
    } else {
        const std::uint64_t hash = hash_of(key);
        const auto& slots = tables_[key.second % many_tables].slots;
        if (slots.empty()) return nullptr;
        found = &slots[slot_of(slots, hash)];
        if (*found == 0) return nullptr;
    }
    return const_cast<std::uint64_t*>(found); // of members that are not const themselves
}

// The place that holds the key, or the free one that awaits it.
std::uint32_t* key_set::place_in_few(const key_hash::value& key) const {
    const std::uint64_t hash = hash_of(key);
    const std::uint32_t part = part_of(hash);
    const std::size_t mask = few_.places.size() - 1;
    for (std::size_t at = home(hash, few_.places.size());; at = (at + 1) & mask) {
        const std::uint32_t place = few_.places[at];
        if (place != 0 && place / most_few != part) continue;
        const bool here = place == 0 || is_same(few_.keys[place % most_few], hash, key.second);
        if (here) return const_cast<std::uint32_t*>(&few_.places[at]);
    }
}

bool key_set::add_to_few(const key_hash::value& key) {
    if (few_.keys.size() * 2 >= few_.places.size()) widen_few();
    std::uint32_t* place = place_in_few(key);
    if (*place != 0) return false;
    const std::uint64_t hash = hash_of(key);
    *place = part_of(hash) * most_few + static_cast<std::uint32_t>(few_.keys.size());
    few_.keys.push_back({hash, key.second});
    return true;
}

void key_set::widen_few() {
    few_.places.assign(std::max(first_places, few_.places.size() * 4), 0);
    for (std::uint32_t i = 0; i < few_.keys.size(); ++i) {
        const std::uint64_t hash = hash_of(few_.keys[i]);
        std::size_t at = home(hash, few_.places.size());
        while (few_.places[at] != 0) at = (at + 1) & (few_.places.size() - 1);
        few_.places[at] = part_of(hash) * most_few + i;
    }
}

bool key_set::add_to_table(table& t, std::uint64_t hash) {
    if (is_full(t.used, t.slots.size())) {
        std::vector<std::uint64_t> old(std::max(first_size, t.slots.size() + t.slots.size() / 4));
        old.swap(t.slots);
        for (const std::uint64_t s : old)
            if (s != 0) t.slots[slot_of(t.slots, s & ~mark_bit)] = s;
    }
    std::uint64_t& here = t.slots[slot_of(t.slots, hash & ~mark_bit)];
    if (here != 0) return false;
    here = hash;
    ++t.used;
    return true;
}

void key_set::divide() {
    tables_ = std::vector<table>(many_tables);
    for (const key_hash::value& key : few_.keys) add_to_table(tables_[key.second % many_tables], key.first);
    few_ = {};
}

} // namespace schakel::validation::xsd
