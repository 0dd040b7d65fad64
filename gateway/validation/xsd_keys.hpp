// Sets of key tuples that stay small however many there are. Private to the XSD engine.
//
// A key is kept as 88 bits of a keyed hash and its place, 16 bytes, of which the table holds 1.1 to 1.5 times as many
// as there are keys: a million keys take 20 MB whatever their length. That two different keys of a document of a
// million look alike has a probability of 2 in 10^15; nobody can bring it about, because the hash is keyed anew for
// each document.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace schakel::validation::xsd {

class key_hash {
public:
    struct value {
        std::uint64_t first = 0, second = 0;
    };

    key_hash(); // keyed by the system's random numbers
    value of(std::string_view text) const;

private:
    std::array<std::uint64_t, 4> seeds_;
};

class key_set {
public:
    struct entry {
        std::uint64_t hash = 0; // 0: free
        std::uint64_t rest = 0; // 24 bits of hash, 39 of the place in the document, 1 that says "twice"

        std::size_t offset() const { return rest >> 1 & ((std::uint64_t{1} << 39) - 1); }
        bool twice() const { return (rest & 1) != 0; }
    };

    // Adds a key; the entry that is there already, or null when it was not.
    const entry* add(const key_hash::value& key, std::size_t offset);
    const entry* find(const key_hash::value& key) const;

    // Adds the keys of another set; those of both are marked.
    void import(const key_set& other);

    bool empty() const { return count_ == 0; }
    void clear();

private:
    // Grows on its own, so that making room for one does not take the memory of all once more.
    struct segment {
        std::vector<entry> slots;
        std::size_t used = 0;
    };
    segment& of(std::uint64_t hash) { return segments_[segments_.size() == 1 ? 0 : hash % segments_.size()]; }
    static entry* place(segment& in, const entry& wanted);
    entry* insert(entry added);
    static void grow(segment& s);
    void split();

    std::vector<segment> segments_ = std::vector<segment>(1);
    std::size_t count_ = 0;
};

} // namespace schakel::validation::xsd
