// A table with a heading, in comma-, semicolon- or tab-separated text: cells are asked for by the name of their column.
#pragma once

#include "adapters/common/goals/notes.hpp"
#include "gateway/codec/csv_reader.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::goal_files {

struct column {
    std::string_view name;
    bool required = false;
};

// What a table can do wrong, in the words of the adapter.
struct table_rules {
    const rule* missing_column;  // {expected}
    const rule* unknown_column;  // {got}
    const rule* doubled_column;  // {got}
    const rule* number_of_cells; // {expected}, {got}
    const rule* tolerated;       // {got}: the rule of CSV that was let pass; null when nothing is
};

struct table_form {
    std::span<const column> columns;
    csv::leniency allowed = {}; // line breaks within cells are what RFC 4180 has, and not told
    char separator = '\0';      // none: the likely one of ',', ';' and tab
    std::size_t lines_before = 0;
};

class table {
public:
    table(std::string_view bytes, const table_form& form, const table_rules& rules, notes& told);

    // The next row with as many cells as the heading; others are told and passed over.
    bool next();

    bool has(std::size_t column) const { return places_[column].has_value(); }
    std::string_view cell(std::size_t column) const; // "" where the table does not have the column
    location where(std::size_t column) const;
    location where() const; // of the row
    std::size_t rows() const { return rows_; }
    char separator() const { return separator_; }
    std::span<const std::string> unknown() const { return unknown_; }

private:
    void read_heading();
    void tell(const csv::fault& fault);
    location located(const csv::place& at, std::string_view column) const;

    table_form form_;
    table_rules rules_;
    notes& told_;
    csv::reader reader_;
    char separator_;
    std::vector<std::optional<std::size_t>> places_; // by column of the form
    std::vector<std::string> unknown_;
    std::size_t width_ = 0, rows_ = 0;
};

} // namespace schakel::goal_files
