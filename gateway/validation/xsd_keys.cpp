#include "gateway/validation/xsd_keys.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t first_size = 16;
constexpr std::size_t split_size = 4096; // keys in one segment, after which there are many
constexpr std::size_t many_segments = 61;
constexpr std::uint64_t offset_mask = ((std::uint64_t{1} << 39) - 1) << 1;
constexpr std::uint64_t twice_mark = 1;

__extension__ using wide = unsigned __int128;

std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    const wide product = static_cast<wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// The same key whatever its place and mark.
bool alike(const key_set::entry& a, const key_set::entry& b) {
    return a.hash == b.hash && ((a.rest ^ b.rest) & ~(offset_mask | twice_mark)) == 0;
}

key_set::entry entry_of(const key_hash::value& key, std::size_t offset) {
    const std::uint64_t hash = key.first != 0 ? key.first : 1;
    return {hash, (key.second & ~(offset_mask | twice_mark)) | (static_cast<std::uint64_t>(offset) << 1 & offset_mask)};
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

void key_set::clear() {
    if (count_ == 0) return;
    segments_ = std::vector<segment>(1);
    count_ = 0;
}

// Where the key is, or the free slot that awaits it. The segment has a free slot.
key_set::entry* key_set::place(segment& in, const entry& wanted) {
    const std::size_t size = in.slots.size();
    auto slot = static_cast<std::size_t>((static_cast<wide>(wanted.hash) * size) >> 64);
    while (in.slots[slot].hash != 0 && !alike(in.slots[slot], wanted)) slot = slot + 1 == size ? 0 : slot + 1;
    return &in.slots[slot];
}

const key_set::entry* key_set::find(const key_hash::value& key) const {
    const entry wanted = entry_of(key, 0);
    auto& in = const_cast<key_set*>(this)->of(wanted.hash); // place() changes nothing
    if (in.slots.empty()) return nullptr;
    const entry* found = place(in, wanted);
    return found->hash != 0 ? found : nullptr;
}

const key_set::entry* key_set::add(const key_hash::value& key, std::size_t offset) {
    return insert(entry_of(key, offset));
}

key_set::entry* key_set::insert(entry added) {
    if (segments_.size() == 1 && count_ == split_size) split();
    segment& in = of(added.hash);
    if ((in.used + 1) * 8 > in.slots.size() * 7) grow(in);
    entry* slot = place(in, added);
    if (slot->hash != 0) return slot;
    *slot = added;
    ++in.used;
    ++count_;
    return nullptr;
}

void key_set::import(const key_set& other) {
    for (const segment& s : other.segments_)
        for (const entry& e : s.slots)
            if (e.hash != 0)
                if (entry* known = insert(e)) known->rest |= twice_mark;
}

void key_set::grow(segment& s) {
    const std::size_t size = s.slots.size();
    std::vector<entry> old(std::max(first_size, size < split_size ? size * 2 : size + size / 4));
    old.swap(s.slots);
    for (const entry& e : old)
        if (e.hash != 0) *place(s, e) = e;
}

void key_set::split() {
    const std::vector<entry> all = std::move(segments_[0].slots);
    segments_ = std::vector<segment>(many_segments);
    count_ = 0;
    for (const entry& e : all)
        if (e.hash != 0) insert(e);
}

} // namespace schakel::validation::xsd
