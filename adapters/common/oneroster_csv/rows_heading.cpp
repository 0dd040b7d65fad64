// rows: the heading, matched with the columns of the table.
#include "adapters/common/oneroster_csv/rows.hpp"

#include "gateway/core/nearest.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

constexpr std::size_t nowhere = string_view::npos;
constexpr string_view metadata_prefix = "metadata.";

// The same letters but for capitals, or some letters off: what a heading most likely means. "" for nothing.
string_view column_meant(string_view heading, const file_table& table) {
    std::vector<string_view> names;
    for (const column& one : table.columns) names.emplace_back(one.name);
    return nearest(heading, names);
}

} // namespace

bool rows::read_header() {
    header_read_ = true;
    if (!read_row()) {
        if (!reader_.stopped()) noted_.add(rule_named("header-missing"), {file_});
        return false;
    }
    match(row_.cells);
    if (package_.files[index_of(table_.id)]->unpacked >= worth_a_thread)
        ahead_ = csv::rows_ahead::start(reader_, [cell = cell_of_[0]](std::span<const string_view> cells) {
            return cell < cells.size() ? of_id(cells[cell]) : 0;
        });
    return true;
}

void rows::match(std::span<const string_view> header) {
    header_cells_ = header.size();
    cell_of_.assign(table_.columns.size(), nowhere);
    std::size_t expected = 0; // the column that should come now
    bool in_order = true;
    for (std::size_t cell = 0; cell < header.size(); ++cell) {
        const csv::place where = row_.place_of(cell);
        const spot here{file_, &where};
        if (header[cell].starts_with(metadata_prefix)) {
            extras_.push_back({std::string(header[cell].substr(metadata_prefix.size())), cell, 0});
            if (expected < table_.columns.size()) in_order = false;
            continue;
        }
        std::optional<std::size_t> column = table_.find(header[cell]);
        if (!column) {
            const string_view meant = column_meant(header[cell], table_);
            if (!meant.empty() && cell_of_[table_.at(meant)] == nowhere) {
                if (noted_.allow(rule_named("header-misspelt"), here, std::string(meant)))
                    column = table_.at(meant);
                else {
                    cell_of_[table_.at(meant)] = cell; // so that one mistake is told once
                    ++expected;
                    continue;
                }
            }
        }
        if (!column) {
            noted_.allow(rule_named("header-column-unknown"), here);
            continue;
        }
        if (cell_of_[*column] != nowhere) {
            noted_.add(rule_named("header-duplicate"), here, {}, table_.columns[*column].name);
            continue;
        }
        cell_of_[*column] = cell;
        while (expected < *column && cell_of_[expected] != nowhere) ++expected;
        if (*column == expected)
            ++expected;
        else if (*column < expected)
            in_order = false;
        else
            expected = *column + 1; // columns left out are told below
    }
    const csv::place first = row_.place_of(0);
    if (!in_order) noted_.allow(rule_named("header-order"), {file_, &first}, {}, out_of_order());
    for (std::size_t column = 0; column < table_.columns.size(); ++column)
        if (cell_of_[column] == nowhere)
            noted_.allow(rule_named("header-column-missing"), {file_, &first}, table_.columns[column].name);
    in_order_ = true;
    for (std::size_t column = 0; column < table_.columns.size(); ++column)
        in_order_ = in_order_ && cell_of_[column] == column;
}

// The first column that stands before one that it should follow.
std::string rows::out_of_order() const {
    std::size_t last = 0;
    for (std::size_t column = 0; column < cell_of_.size(); ++column) {
        if (cell_of_[column] == nowhere) continue;
        if (cell_of_[column] < last) return table_.columns[column].name;
        last = cell_of_[column];
    }
    return extras_.empty() ? std::string() : std::string(metadata_prefix) + "*";
}

} // namespace schakel::oneroster_csv
