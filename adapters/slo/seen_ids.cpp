#include "adapters/slo/seen_ids.hpp"

#include <utility>

namespace schakel::slo {

bool seen_ids::insert(std::string_view key) {
    const id one = packed(key);
    if (one == id{}) return !std::exchange(zero_, true);
    if ((count_ + 1) * 2 > places_.size()) grow();
    id& place = place_of(one);
    if (place == one) return false;
    place = one;
    ++count_;
    return true;
}

seen_ids::id seen_ids::packed(std::string_view key) {
    constexpr std::size_t half = 16; // digits
    id one;
    std::size_t digits = 0;
    for (const char c : key.substr(key.rfind(':') + 1)) {
        if (c == '-') continue;
        const auto value = static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        std::uint64_t& into = digits++ < half ? one.high : one.low;
        into = into << 4 | value;
    }
    return one;
}

seen_ids::id& seen_ids::place_of(const id& one) {
    const std::size_t mask = places_.size() - 1;
    std::size_t i = ((one.high ^ (one.low << 32 | one.low >> 32)) * 0x9e3779b97f4a7c15U >> 32) & mask;
    while (places_[i] != id{} && places_[i] != one) i = (i + 1) & mask;
    return places_[i];
}

void seen_ids::grow() {
    constexpr std::size_t first = 1024;
    const auto before = std::exchange(places_, std::vector<id>(places_.empty() ? first : places_.size() * 2));
    for (const id& one : before)
        if (one != id{}) place_of(one) = one;
}

} // namespace schakel::slo
