// Sets of key tuples that stay small however many there are. Private to the XSD engine.
//
// A key is kept as a keyed hash of 63 bits, in one of many tables that 10 further bits choose: 9 to 12 bytes for each
// key, whatever its length. That two different keys of a document with a million of them look alike has a probability
// of 1 in 10^10; nobody can bring it about, because the hash is keyed anew for each document.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace schakel::validation::xsd {

class key_hash {
public:
    struct value {
        std::uint64_t first = 0, second = 0;
        friend bool operator==(const value&, const value&) = default;
    };

    key_hash(); // keyed by the system's random numbers

    // Of a text that has a mark, which tells apart like texts.
    value of(char mark, std::string_view text) const {
        const char* at = text.data();
        std::size_t left = text.size();
        const std::uint64_t begin = left | std::uint64_t{static_cast<unsigned char>(mark)} << 56;
        chains h{seeds_[0] ^ begin, seeds_[1] ^ begin};
        for (; left > 16; left -= 16, at += 16) mix(h, word_at(at), word_at(at + 8));
        if (left >= 8)
            mix(h, word_at(at), word_at(at + left - 8));
        else
            mix(h, few_bytes_at(at, left), 0);
        mix(h, seeds_[1], seeds_[0]);
        return {h.first, h.second};
    }

private:
    // Two chains of folded multiplications over the same words, each with seeds of its own.
    struct chains {
        std::uint64_t first, second;
    };
    void mix(chains& h, std::uint64_t a, std::uint64_t b) const {
        h.first = folded(a ^ seeds_[2], b ^ h.first);
        h.second = folded(a ^ seeds_[3], b ^ h.second);
    }
    static std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
        __extension__ using twice = unsigned __int128;
        const twice product = static_cast<twice>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }
    static std::uint64_t word_at(const char* at) {
        std::uint64_t word;
        std::memcpy(&word, at, sizeof word);
        return word;
    }
    // Texts of one length, at most 7, have different words: the parts that are read overlap.
    static std::uint64_t few_bytes_at(const char* at, std::size_t count) {
        std::uint32_t first = 0, last = 0;
        if (count >= 4) {
            std::memcpy(&first, at, 4);
            std::memcpy(&last, at + count - 4, 4);
            return first | std::uint64_t{last} << 32;
        }
        const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
        return count == 0 ? 0 : byte(0) | byte(count / 2) << 8 | byte(count - 1) << 16;
    }

    std::array<std::uint64_t, 4> seeds_;
};

class key_set {
public:
    bool add(const key_hash::value& key); // false: it is there already
    bool contains(const key_hash::value& key) const;

    void mark(const key_hash::value& key); // one that is there
    bool is_marked(const key_hash::value& key) const;

    void clear();

private:
    // As long as there are few: the keys one after the other, with both halves so that they can be divided, and a small
    // table that says where a key stands. A place is a part of the hash and the number of the key; 0 is free.
    struct few_keys {
        std::vector<key_hash::value> keys;
        std::vector<std::uint32_t> places; // a power of two, at most half of them in use
    };
    // Then tables with open addressing. A free slot is 0; the last bit of a hash is the mark.
    struct table {
        std::vector<std::uint64_t> slots;
        std::size_t used = 0;
    };
    std::uint64_t* find(const key_hash::value& key) const; // null: not there
    std::uint32_t* place_in_few(const key_hash::value& key) const;
    bool add_to_few(const key_hash::value& key);
    void widen_few();
    static bool add_to_table(table& t, std::uint64_t hash);
    void divide();

    few_keys few_;
    std::vector<table> tables_; // each grows on its own, so that no growth takes the memory of all once more
};

} // namespace schakel::validation::xsd
