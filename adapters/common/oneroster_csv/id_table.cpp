#include "adapters/common/oneroster_csv/id_table.hpp"

#include <cstring>

namespace schakel::oneroster_csv {

namespace {

// Multiplies 128 bits wide and folds, eight bytes at a time (the wyhash construction). Ids of a stranger who makes them
// collide on purpose cost time only: texts are compared.
std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    __extension__ using wide_word = unsigned __int128;
    const auto wide = static_cast<wide_word>(a) * b;
    return static_cast<std::uint64_t>(wide) ^ static_cast<std::uint64_t>(wide >> 64);
}

std::uint64_t word_at(const char* at, std::size_t size) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, size);
    return word;
}

std::uint64_t hash_of(std::string_view id) {
    constexpr std::uint64_t p0 = 0xa0761d6478bd642fu, p1 = 0xe7037ed1a0b428dbu;
    std::uint64_t hash = id.size() * p0;
    const char* at = id.data();
    std::size_t rest = id.size();
    for (; rest >= 16; rest -= 16, at += 16) hash = folded(word_at(at, 8) ^ p1, word_at(at + 8, 8) ^ hash);
    if (rest >= 8) {
        hash = folded(word_at(at, 8) ^ p0, hash ^ p1);
        at += 8;
        rest -= 8;
    }
    return folded(word_at(at, rest) ^ p1, hash ^ p0);
}

} // namespace

std::size_t id_table::slot_of(std::string_view id, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        if (slots_[slot] == 0) return slot;
        const entry& one = entries_[slots_[slot] - 1];
        if (one.hash == hash && one.length == id.size() &&
            std::memcmp(texts_.data() + one.begin, id.data(), id.size()) == 0)
            return slot;
    }
}

void id_table::grow() {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 4, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
        std::size_t slot = entries_[number].hash & mask;
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = number + 1;
    }
}

std::uint32_t id_table::intern(std::string_view id) {
    if (last_number_ != none && id == last_) return last_number_;
    if (2 * (entries_.size() + 1) > slots_.size()) grow();
    const std::uint64_t hash = hash_of(id);
    const std::size_t slot = slot_of(id, hash);
    if (slots_[slot] == 0) {
        entry& added = entries_.emplace_back();
        added.hash = hash;
        added.begin = texts_.size();
        added.length = static_cast<std::uint32_t>(id.size());
        texts_ += id;
        slots_[slot] = static_cast<std::uint32_t>(entries_.size());
    }
    last_ = id;
    return last_number_ = slots_[slot] - 1;
}

std::uint32_t id_table::find(std::string_view id) const {
    if (slots_.empty()) return none;
    const std::uint32_t slot = slots_[slot_of(id, hash_of(id))];
    return slot == 0 ? none : slot - 1;
}

} // namespace schakel::oneroster_csv
