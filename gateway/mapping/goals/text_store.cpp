#include "gateway/mapping/goals/text_store.hpp"

#include "gateway/codec/huge_pages.hpp"

#include <limits>
#include <stdexcept>

namespace schakel::mapping::goals {

namespace {

std::uint64_t word_at(const char* from, std::size_t size) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < size; ++i) word |= std::uint64_t{static_cast<unsigned char>(from[i])} << (8 * i);
    return word;
}

std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 32;
    value *= 0xd6e8feb86659fd93U;
    value ^= value >> 29;
    return value;
}

} // namespace

std::uint64_t stable_hash(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = mixed(seed ^ (text.size() * 0x9e3779b97f4a7c15U));
    const char* from = text.data();
    std::size_t left = text.size();
    for (; left >= 8; from += 8, left -= 8) hash = mixed(hash ^ word_at(from, 8)) * 0x9e3779b97f4a7c15U;
    hash = mixed(hash ^ word_at(from, left));
    return mixed(hash * 0x9e3779b97f4a7c15U);
}

text_store::text_store() : bytes_(1, '\0'), slots_(16, 0) {}

text_ref text_store::add(std::string_view text) {
    if (text.empty()) return 0;
    if ((count_ + 1) * 4 > slots_.size() * 3) grow();
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = stable_hash(text) & mask;
    for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if (at(slots_[slot]) == text) return slots_[slot];
    }
    constexpr std::size_t longest_size = 5;
    if (bytes_.size() + text.size() + longest_size > std::numeric_limits<text_ref>::max())
        throw std::length_error("more than 4 GiB of text in one graph of goals");
    const auto ref = static_cast<text_ref>(bytes_.size());
    std::size_t size = text.size();
    for (; size >= 0x80; size >>= 7) bytes_ += static_cast<char>((size & 0x7f) | 0x80);
    bytes_ += static_cast<char>(size);
    bytes_ += text;
    slots_[slot] = ref;
    ++count_;
    return ref;
}

void text_store::grow() {
    std::vector<text_ref> larger(slots_.size() * 2, 0);
    const std::size_t mask = larger.size() - 1;
    for (const text_ref one : slots_) {
        if (one == 0) continue;
        std::size_t slot = stable_hash(at(one)) & mask;
        while (larger[slot] != 0) slot = (slot + 1) & mask;
        larger[slot] = one;
    }
    slots_ = std::move(larger);
}

void text_store::seal() {
    // Ids are looked at anywhere in the block: with huge pages the processor finds them sooner.
    std::string tight;
    tight.reserve(bytes_.size());
    prefer_huge_pages(tight.data(), tight.capacity());
    tight = bytes_;
    bytes_ = std::move(tight);
    slots_ = {};
}

} // namespace schakel::mapping::goals
