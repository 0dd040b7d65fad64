// Which records a collection holds, in the order in which it gives them: what a page is cut from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::oneroster {

// Ids of records, packed. Objects that no record stands behind are told by their number.
class match_list {
public:
    void add(std::string_view record_id) {
        ids_ += record_id;
        ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
    }
    void add_made_up(std::size_t number) { add(std::string(1, made_up_mark) + std::to_string(number)); }

    std::size_t size() const { return ends_.size(); }
    std::string_view at(std::size_t index) const {
        const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
        return std::string_view(ids_).substr(begin, ends_[index] - begin);
    }
    static bool is_made_up(std::string_view id) { return id.starts_with(made_up_mark); }
    static std::size_t number_of(std::string_view made_up) { return std::stoul(std::string(made_up.substr(1))); }

    // In order of id, and most records of the kind are among them: cheaper to page through than to look up one by one.
    bool pages_well = false;
    std::size_t bytes() const { return sizeof *this + ids_.capacity() + ends_.capacity() * sizeof(std::uint32_t); }

private:
    static constexpr char made_up_mark = '\x01'; // no id begins so
    std::string ids_;
    std::vector<std::uint32_t> ends_;
};

// The same as rows of a table.
struct row_list {
    std::vector<std::uint32_t> rows;
    bool all = false; // every row, in its order; `rows` is empty
    std::size_t count = 0;

    std::size_t at(std::size_t index) const { return all ? index : rows[index]; }
    std::size_t bytes() const { return sizeof *this + rows.capacity() * sizeof(std::uint32_t); }
};

} // namespace schakel::oneroster
