// One data file, row by row: header matched with the table, cells checked for their form, ids of rows and references
// interned. What was agreed is mended on the way, so whoever uses the rows sees the standard's own forms. The rows of a
// large file are read on a thread of their own.
#pragma once

#include "adapters/common/oneroster_csv/id_table.hpp"
#include "adapters/common/oneroster_csv/notes.hpp"
#include "adapters/common/oneroster_csv/package.hpp"
#include "adapters/common/oneroster_csv/tables.hpp"
#include "gateway/codec/csv_rows_ahead.hpp"

#include <array>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace schakel::oneroster_csv {

// Ids of all files of one package.
using id_tables = std::array<id_table, file_count>;

class rows {
public:
    // `ids` outlives it.
    rows(const package& from, const file_table& table, id_tables& ids, notes& noted);

    rows(const rows&) = delete;
    rows& operator=(const rows&) = delete;

    // The next row that can be used; false at the end.
    bool next();

    std::string_view operator[](std::size_t column) const { return values_[column]; } // "" for none
    std::uint32_t self() const { return self_; }                                      // number of its own id
    // Of a reference: its number in the table of the target, id_table::none for none.
    std::uint32_t reference(std::size_t column) const { return references_[column]; }
    // Of a list of references: their numbers, until the next call.
    std::span<const std::uint32_t> references(std::size_t column);
    bool delivered(std::size_t column) const; // whether that reference names a row that was read

    // metadata.<name> columns with a value in this row.
    struct metadata_cell {
        std::size_t number = 0; // of the column among those of metadata
        std::string_view name, value;
    };
    std::span<const metadata_cell> metadata() const { return metadata_; }

    oneroster_csv::mode mode() const { return mode_; }
    bool ended() const { return values_[1] == "tobedeleted"; }
    csv::place place(std::size_t column) const;
    void note(const char* rule_id, std::size_t column, std::string expected = {}, std::string got = {});

    const file_table& table() const { return table_; }
    // How many cells had a value: of each column whose values become no record, and of each metadata column.
    std::span<const std::uint64_t> counts() const { return counts_; }
    std::vector<std::pair<std::string, std::uint64_t>> metadata_counts() const;

private:
    struct extra_column {
        std::string name; // without "metadata."
        std::size_t cell = 0;
        std::uint64_t count = 0;
    };

    bool read_header();
    void match(std::span<const std::string_view> header);
    std::string out_of_order() const;
    bool read_row();
    bool check_length();
    void arrange();
    // A column whose cells have to be looked at.
    struct watched {
        std::size_t column = 0;
        bool may_be_empty = false;
        bool counts = false;
        std::string settled = {};              // a value that has its form; of a reference, one that is known …
        std::uint32_t number = id_table::none; // … with this number
    };
    void watch(std::size_t column);
    void check_cells();
    void check(watched& one);
    void check_empty(std::size_t column);
    void check_lifecycle(watched& one);
    void check_word(watched& one);
    void check_reference(watched& one);
    void check_list(std::size_t column);
    void check_pairs(std::size_t column);
    void check_objective();
    void mend(std::size_t column, const char* rule_id, std::string meant);
    void replace(std::size_t column, std::string_view value);
    void refuse(std::size_t column, const char* rule_id);
    std::uint32_t refer(std::size_t column, std::string_view id);
    bool take_id();
    static std::uint64_t of_id(std::string_view id); // its hash, and whether it has the characters of an id
    spot at(std::size_t column);

    const file_table& table_;
    id_tables& ids_;
    notes& noted_;
    oneroster_csv::mode mode_;
    std::string file_;
    entry_text text_;
    csv::reader reader_;
    csv::row_view row_;
    bool header_read_ = false;

    std::vector<std::size_t> cell_of_; // of a column; npos when the file does not have it
    std::vector<extra_column> extras_;
    std::size_t header_cells_ = 0;
    bool in_order_ = false; // cells and columns are the same

    std::vector<watched> watched_;
    const std::string_view* values_ = nullptr; // the cells of the reader, or:
    std::vector<std::string_view> own_values_; // in the order of the columns, or with one that was mended
    std::vector<std::uint32_t> references_;
    std::vector<std::uint32_t> listed_;
    std::vector<metadata_cell> metadata_;
    std::deque<std::string> mended_; // texts of this row that differ from the cells
    std::vector<std::uint64_t> counts_;
    std::uint32_t self_ = id_table::none;
    std::array<bool, file_count> absent_told_{};
    std::array<bool, 2> lifecycle_told_{}; // status, dateLastModified
    const package& package_;
    csv::place here_;
    std::unique_ptr<csv::rows_ahead> ahead_; // last: it uses the others
};

} // namespace schakel::oneroster_csv
