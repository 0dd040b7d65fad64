// The names of members that a document has used, numbered in the order of their first use. A number stands for its name
// wherever names would be compared: for duplicates while parsing, for the properties of a schema while validating. Only
// for json_*.cpp of this folder.
//
// A stranger chooses the names. So the table is small, a search in it takes few steps, and a name that finds no room
// has no number; such names are compared as texts.
#pragma once

#include "gateway/codec/json_characters.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace schakel::json {

inline constexpr std::uint32_t most_names = 255;

class name_table {
public:
    // 1 to most_names, or 0 when there is no room. The bytes of `name` stay, and eight bytes may be read behind them.
    std::uint32_t number_of(std::string_view name) {
        std::uint32_t slot = hash(name);
        for (int step = 0; step < longest_search; ++step, slot = (slot + 1) % slots) {
            const std::uint32_t number = numbers_[slot];
            if (number == 0) return add(name, slot);
            if (names_[number - 1] == name) return follow(number);
        }
        return follow(0);
    }

    // The name that followed the last one the last time, when it stands here with its closing quote; else 0. So the
    // names of a list of like objects are read without a search. `room` bytes of text begin at `at`.
    std::uint32_t expected(const char* at, std::size_t room) {
        const std::uint32_t number = followers_[last_];
        if (number == 0) return 0;
        const std::string_view name = names_[number - 1];
        if (name.size() >= room || at[name.size()] != '"' || !same_bytes(at, name.data(), name.size())) return 0;
        return last_ = number;
    }
    std::size_t size_of(std::uint32_t number) const { return names_[number - 1].size(); }
    std::vector<std::string_view> take() { return std::move(names_); }

private:
    static constexpr std::uint32_t slots = 1024;
    static constexpr int longest_search = 8;

    static std::uint64_t eight_bytes(const char* at) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        return word;
    }
    // The first and the last eight bytes and the length decide.
    static std::uint32_t hash(std::string_view name) {
        constexpr std::uint64_t factor = 0x9E3779B97F4A7C15u;
        const std::size_t size = name.size();
        std::uint64_t mixed = size * factor;
        if (size >= 8)
            mixed ^= eight_bytes(name.data()) ^ std::rotl(eight_bytes(name.data() + size - 8), 23);
        else if (size > 0)
            mixed ^= eight_bytes(name.data()) << (64 - 8 * size);
        return static_cast<std::uint32_t>((mixed * factor) >> 54);
    }
    std::uint32_t follow(std::uint32_t number) {
        followers_[last_] = static_cast<std::uint8_t>(number);
        return last_ = number;
    }
    std::uint32_t add(std::string_view name, std::uint32_t slot) {
        if (names_.size() == most_names) return follow(0);
        if (names_.capacity() == 0) names_.reserve(64);
        names_.push_back(name);
        numbers_[slot] = static_cast<std::uint8_t>(names_.size());
        return follow(numbers_[slot]);
    }

    std::vector<std::string_view> names_;
    std::array<std::uint8_t, slots> numbers_{};
    std::array<std::uint8_t, most_names + 1> followers_{};
    std::uint32_t last_ = 0;
};

// Which names an object has had so far.
class name_set {
public:
    // False when it was there before.
    bool add(std::uint32_t number) {
        std::uint64_t& word = words_[number / 64];
        const std::uint64_t bit = std::uint64_t{1} << (number % 64);
        const bool fresh = (word & bit) == 0;
        word |= bit;
        return fresh;
    }

private:
    std::array<std::uint64_t, (most_names + 1) / 64> words_{};
};

} // namespace schakel::json
