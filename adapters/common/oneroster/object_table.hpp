// All objects of one kind of one view, packed: what pages, filters and sorts of a large school are answered from.
//
// A row holds the cells of one object, in the order of the collection: what is made up first, then records by id. Some
// 300 bytes make a user. Columns are made of the rows when a filter or sort first asks for a field, and the few that
// were asked for last are kept. Made from a view after release: what a party may not have is not in it. Parties to
// which the same is released share it. Thread-safe.
#pragma once

#include "adapters/common/oneroster/object_source.hpp"
#include "adapters/common/oneroster/value_path.hpp"
#include "gateway/adapter/roster.hpp"

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::oneroster {

// The cells of a row that are not empty, in order of fields_of<Object>().
class row_reader {
public:
    explicit row_reader(std::string_view row) : rest_(row) {}

    bool next();
    std::size_t field() const { return field_; } // its place in fields_of<Object>()
    std::string_view cell() const { return cell_; }

private:
    std::string_view rest_;
    std::size_t field_ = 0;
    std::string_view cell_;
};

// One field of all rows: which of the different cells each has.
struct table_column {
    std::vector<std::uint32_t> of_row;
    std::vector<std::string_view> cells; // in the table

    std::size_t bytes() const { return of_row.capacity() * sizeof(std::uint32_t) + cells.capacity() * sizeof cells[0]; }
};

// How the cells of a column sort: equal values have equal ranks below `count`, cells without a value have `count`.
struct cell_ranks {
    std::vector<std::uint32_t> of_cell;
    std::uint32_t count = 0;

    std::size_t bytes() const { return of_cell.capacity() * sizeof(std::uint32_t); }
};

template <class Object>
class object_table {
public:
    // Null: it would take more than `most` bytes.
    static std::shared_ptr<const object_table>
    make(const roster_view& view, const roster_frame& frame, version which, std::size_t most);

    std::size_t size() const { return rows_.size(); }
    std::string_view row(std::size_t number) const { return rows_[number].cells; }
    // Its texts stand in JSON, and its ids in addresses, as they are.
    bool is_plain(std::size_t number) const { return rows_[number].plain; }
    std::string_view cell(std::size_t number, std::size_t field) const; // by its place in fields_of<Object>()
    Object object(std::size_t number) const;

    std::shared_ptr<const table_column> column(const field<Object>& which) const;
    // `path` is the text of which `value` was made.
    std::shared_ptr<const cell_ranks> ranks(const std::string& path, const value_path<Object>& value) const;

    std::size_t bytes() const; // with what was made of it so far

private:
    struct row_place {
        std::string_view cells; // in blocks_
        bool plain = false;
    };
    // The last few that were asked for, by name.
    template <class Made>
    struct recent {
        std::vector<std::pair<std::string, std::shared_ptr<const Made>>> made;

        std::shared_ptr<const Made> find(std::string_view name);
        void keep(std::string_view name, std::shared_ptr<const Made> what);
        std::size_t bytes() const;
    };

    void add(const Object& object, version which, std::string& scratch);
    table_column make_column(std::size_t field) const;

    std::deque<std::string> blocks_;
    std::vector<row_place> rows_;
    mutable std::mutex mutex_;
    mutable recent<table_column> columns_;
    mutable recent<cell_ranks> ranks_;
};

} // namespace schakel::oneroster
