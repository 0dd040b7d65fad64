// Sets of key tuples that stay small however many there are. Private to the XSD engine.
//
// A key is kept as a keyed hash of 63 bits, in one of many tables that 10 further bits choose: 9 to 12 bytes for each
// key, whatever its length. That two different keys of a document with a million of them look alike has a probability
// of 1 in 10^10; nobody can bring it about, because the hash is keyed anew for each document.
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
        friend bool operator==(const value&, const value&) = default;
    };

    key_hash(); // keyed by the system's random numbers
    value of(std::string_view text) const;

private:
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
    // Tables with open addressing. A free slot is 0; the last bit of a hash is the mark.
    struct slot {
        std::uint64_t first = 0, second = 0;
    };
    struct table {
        std::vector<std::uint64_t> slots;
        std::size_t used = 0;
    };
    std::uint64_t* find(const key_hash::value& key) const; // null: not there
    std::size_t place_in_few(const key_hash::value& key) const;
    bool add_to_few(const key_hash::value& key);
    static bool add_to_table(table& t, std::uint64_t hash);
    void divide();

    std::vector<slot> few_; // as long as there are few, with both halves, so that they can be divided
    std::size_t few_used_ = 0;
    std::vector<table> tables_; // then; each grows on its own, so that no growth takes the memory of all once more
};

} // namespace schakel::validation::xsd
