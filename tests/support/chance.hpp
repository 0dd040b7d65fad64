// Random choices that are the same on every machine for the same seed; the distributions of <random> are not.
//
// Draw one value per statement: compilers order the arguments of a call as they like.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>

namespace schakel::test {

class chance {
public:
    explicit chance(std::uint64_t seed) : state_(seed) {}

    // SplitMix64.
    std::uint64_t next() {
        std::uint64_t mixed = (state_ += 0x9e3779b97f4a7c15ull);
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ull;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebull;
        return mixed ^ (mixed >> 31);
    }

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    std::size_t between(std::size_t low, std::size_t high) { return low + below(high - low + 1); }
    bool percent(unsigned odds) { return below(100) < odds; }

    template <class Range>
    const auto& pick(const Range& range) {
        return *(std::begin(range) + static_cast<std::ptrdiff_t>(below(std::size(range))));
    }
    template <class T>
    T pick(std::initializer_list<T> list) {
        return *(list.begin() + below(list.size()));
    }

private:
    std::uint64_t state_;
};

} // namespace schakel::test
