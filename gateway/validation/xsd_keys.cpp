#include "gateway/validation/xsd_keys.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t first_size = 16;
constexpr std::size_t most_few = 16'384;
constexpr std::size_t many_tables = 1024;
constexpr std::uint64_t mark_bit = 1;

__extension__ using wide = unsigned __int128;

std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    const wide product = static_cast<wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t hash_of(const key_hash::value& key) {
    const std::uint64_t hash = key.first & ~mark_bit;
    return hash != 0 ? hash : 2;
}

// Where a hash belongs in a table of that size; a table may have any size.
std::size_t home(std::uint64_t hash, std::size_t size) {
    return static_cast<std::size_t>((static_cast<wide>(hash) * size) >> 64);
}

// The slot that is_it() takes, or the free one that awaits it. At least one slot is free.
template <class Slots, class IsIt>
std::size_t place(const Slots& slots, std::uint64_t hash, IsIt is_it) {
    std::size_t at = home(hash, slots.size());
    while (!is_it(slots[at])) at = at + 1 == slots.size() ? 0 : at + 1;
    return at;
}

std::size_t place(const std::vector<std::uint64_t>& slots, std::uint64_t hash) {
    return place(slots, hash, [&](std::uint64_t s) { return s == 0 || (s & ~mark_bit) == hash; });
}

// At most seven eighths of the slots are in use.
bool is_full(std::size_t used, std::size_t size) {
    return (used + 1) * 8 > size * 7;
}
} // namespace

key_hash::key_hash() {
    if (::getentropy(seeds_.data(), sizeof seeds_) != 0) throw std::runtime_error("no random numbers from the system");
}

// Two chains of folded multiplications over the same words, each with seeds of its own.
key_hash::value key_hash::of(std::string_view text) const {
    std::uint64_t first = seeds_[0] ^ text.size(), second = seeds_[1] ^ text.size();
    const auto mix = [&](std::uint64_t a, std::uint64_t b) {
        first = folded(a ^ seeds_[2], b ^ first);
        second = folded(a ^ seeds_[3], b ^ second);
    };
    std::uint64_t a = 0, b = 0;
    while (text.size() > 16) {
        std::memcpy(&a, text.data(), 8);
        std::memcpy(&b, text.data() + 8, 8);
        mix(a, b);
        text.remove_prefix(16);
    }
    a = b = 0;
    if (!text.empty()) std::memcpy(&a, text.data(), std::min<std::size_t>(text.size(), 8));
    if (text.size() > 8) std::memcpy(&b, text.data() + 8, text.size() - 8);
    mix(a, b);
    mix(seeds_[1], seeds_[0]);
    return {first, second};
}

bool key_set::add(const key_hash::value& key) {
    if (tables_.empty()) {
        if (few_used_ < most_few) return add_to_few(key);
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
    if (few_used_ > 0) few_.assign(first_size, {});
    few_used_ = 0;
    tables_.clear();
}

std::uint64_t* key_set::find(const key_hash::value& key) const {
    const std::uint64_t hash = hash_of(key);
    const std::uint64_t* found = nullptr;
    if (tables_.empty()) {
        if (few_.empty()) return nullptr;
        found = &few_[place_in_few(key)].first;
    } else {
        const auto& slots = tables_[key.second % many_tables].slots;
        if (slots.empty()) return nullptr;
        found = &slots[place(slots, hash)];
    }
    return *found != 0 ? const_cast<std::uint64_t*>(found) : nullptr; // of members that are not const themselves
}

std::size_t key_set::place_in_few(const key_hash::value& key) const {
    const std::uint64_t hash = hash_of(key);
    return place(few_, hash, [&](const slot& s) {
        return s.first == 0 || ((s.first & ~mark_bit) == hash && s.second == key.second);
    });
}

bool key_set::add_to_few(const key_hash::value& key) {
    if (is_full(few_used_, few_.size())) {
        std::vector<slot> old(std::max(first_size, few_.size() * 2));
        old.swap(few_);
        for (const slot& s : old)
            if (s.first != 0) few_[place_in_few({s.first, s.second})] = s;
    }
    slot& here = few_[place_in_few(key)];
    if (here.first != 0) return false;
    here = {hash_of(key), key.second};
    ++few_used_;
    return true;
}

bool key_set::add_to_table(table& t, std::uint64_t hash) {
    if (is_full(t.used, t.slots.size())) {
        std::vector<std::uint64_t> old(std::max(first_size, t.slots.size() + t.slots.size() / 4));
        old.swap(t.slots);
        for (const std::uint64_t s : old)
            if (s != 0) t.slots[place(t.slots, s & ~mark_bit)] = s;
    }
    std::uint64_t& here = t.slots[place(t.slots, hash & ~mark_bit)];
    if (here != 0) return false;
    here = hash;
    ++t.used;
    return true;
}

void key_set::divide() {
    tables_ = std::vector<table>(many_tables);
    for (const slot& s : few_)
        if (s.first != 0) add_to_table(tables_[s.second % many_tables], s.first);
    few_ = {};
    few_used_ = 0;
}

} // namespace schakel::validation::xsd
