#include "adapters/common/oneroster_csv/id_table.hpp"

#include "adapters/common/oneroster_csv/short_text.hpp"
#include "gateway/codec/huge_pages.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace schakel::oneroster_csv {

namespace {

constexpr std::uint64_t p0 = 0xa0761d6478bd642fu, p1 = 0xe7037ed1a0b428dbu;

// Multiplies 128 bits wide and folds, eight bytes at a time (the wyhash construction). Ids of a stranger who makes them
// collide on purpose cost time only: texts are compared.
std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    __extension__ using wide_word = unsigned __int128;
    const auto wide = static_cast<wide_word>(a) * b;
    return static_cast<std::uint64_t>(wide) ^ static_cast<std::uint64_t>(wide >> 64);
}

template <class Word = std::uint64_t>
std::uint64_t word_at(const char* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

// Up to 16 bytes, from both ends: the halves may overlap.
std::uint64_t hash_of_end(const char* at, std::size_t size, std::uint64_t hash) {
    if (size >= 8) return folded(word_at(at) ^ p1, word_at(at + size - 8) ^ hash);
    if (size >= 4) return folded(word_at<std::uint32_t>(at) ^ p1, word_at<std::uint32_t>(at + size - 4) ^ hash);
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i) word = (word << 8) | static_cast<unsigned char>(at[i]);
    return folded(word ^ p1, hash ^ p0);
}

} // namespace

std::uint64_t id_table::hash_of(std::string_view id) {
    std::uint64_t hash = id.size() * p0;
    const char* at = id.data();
    std::size_t rest = id.size();
    for (; rest > 16; rest -= 16, at += 16) hash = folded(word_at(at) ^ p1, word_at(at + 8) ^ hash);
    return hash_of_end(at, rest, hash) >> 1;
}

// Low bits of a hash choose the slot where the search begins, high bits tell most strangers without reading their text.
std::size_t id_table::slot_of(std::string_view id, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    const auto sought = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const slot& one = slots_[at];
        if (one.number == 0 || (one.hash == sought && same_text(text(one.number - 1), id))) return at;
    }
}

void id_table::grow() {
    constexpr std::size_t least = 64, length_of_a_uuid = 36;
    const std::size_t slots = std::max({least, 4 * slots_.size(), std::bit_ceil(2 * awaited_)});
    if (awaited_ > entries_.size()) {
        entries_.reserve(awaited_);
        texts_.reserve(awaited_ * length_of_a_uuid);
        prefer_huge_pages(entries_.data(), entries_.capacity() * sizeof(entry));
        prefer_huge_pages(texts_.data(), texts_.capacity());
    }
    slots_.assign(slots, {});
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
        const std::uint64_t hash = hash_of(text(number));
        std::size_t at = hash & mask;
        while (slots_[at].number != 0) at = (at + 1) & mask;
        slots_[at] = {static_cast<std::uint32_t>(hash >> 32), number + 1};
    }
}

// Files mostly speak of the same ids in the same order.
std::uint32_t id_table::intern(std::string_view id) {
    if (last_number_ < entries_.size()) {
        if (same_text(id, text(last_number_))) return last_number_;
        const std::uint32_t following = last_number_ + 1 < entries_.size() ? last_number_ + 1 : 0;
        if (same_text(id, text(following))) return last_number_ = following;
    }
    return intern(id, hash_of(id));
}

std::uint32_t id_table::intern(std::string_view id, std::uint64_t hash) {
    if (2 * (entries_.size() + 1) > slots_.size()) grow();
    slot& found = slots_[slot_of(id, hash)];
    if (found.number == 0) {
        entry& added = entries_.emplace_back();
        added.begin = texts_.size();
        added.length = static_cast<std::uint32_t>(id.size());
        texts_ += id;
        found = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(entries_.size())};
    }
    return last_number_ = found.number - 1;
}

void id_table::expect(std::uint64_t hash) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash & (slots_.size() - 1)], 1);
}

std::uint32_t id_table::find(std::string_view id) const {
    if (slots_.empty()) return none;
    const std::uint32_t number = slots_[slot_of(id, hash_of(id))].number;
    return number == 0 ? none : number - 1;
}

} // namespace schakel::oneroster_csv
