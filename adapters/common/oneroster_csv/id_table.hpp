// The sourcedIds of one file: which rows there are, and which are only spoken of. Some 60 bytes per id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster_csv {

class id_table {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    struct entry {
        std::uint64_t begin = 0; // of its text
        std::uint32_t length = 0;
        std::uint32_t row = 0;       // of the row, or where it was first spoken of
        std::uint32_t parent = none; // of the same table
        std::uint32_t other = none;  // of another table: the user of a profile, the class of a line item
        std::uint8_t file = 0;       // that spoke of it first: a file_id
        std::uint8_t cell = 0;       // the column that did
        std::uint8_t kind = 0;       // what the file's reader needs to know of it
        bool delivered = false;
    };

    // So many ids will come; more may. Room is made when they do.
    void reserve(std::size_t count) { awaited_ = count; }
    // The number of the id, new or known. New ones are not delivered yet.
    std::uint32_t intern(std::string_view id);
    // The same for whoever has the hash already.
    std::uint32_t intern(std::string_view id, std::uint64_t hash);
    static std::uint64_t hash_of(std::string_view id); // 63 bits
    // That an id of this hash will be asked for soon: has the memory fetched in which it is sought.
    void expect(std::uint64_t hash) const;
    std::uint32_t find(std::string_view id) const; // none when it was never spoken of

    entry& operator[](std::uint32_t number) { return entries_[number]; }
    const entry& operator[](std::uint32_t number) const { return entries_[number]; }
    std::string_view text(std::uint32_t number) const {
        return {texts_.data() + entries_[number].begin, entries_[number].length};
    }
    std::size_t size() const { return entries_.size(); }

private:
    struct slot {
        std::uint32_t hash = 0;
        std::uint32_t number = 0; // + 1; 0 for free
    };

    std::size_t slot_of(std::string_view id, std::uint64_t hash) const;
    void grow();

    std::vector<entry> entries_;
    std::vector<slot> slots_; // a power of two
    std::string texts_;
    std::uint32_t last_number_ = none; // rows that refer to the same id come together
    std::size_t awaited_ = 0;
};

} // namespace schakel::oneroster_csv
