#include "adapters/common/oneroster_csv/rows.hpp"

#include "adapters/common/oneroster_csv/short_text.hpp"
#include "adapters/common/oneroster_csv/values.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

constexpr std::size_t nowhere = string_view::npos;

std::string csv_name(file_id which) {
    return std::string(name_of(which)) + ".csv";
}

} // namespace

rows::rows(const package& from, const binding& tables, file_id which, id_tables& ids, notes& noted)
    : table_(*tables.find(which)), ids_(ids), noted_(noted), mode_(from.mode_of(which)), file_(csv_name(which)),
      text_(from.archive, *from.files[index_of(which)]), reader_(open_rows(text_.parts(), file_, noted)),
      referred_to_(tables.refers_to(which)), own_values_(table_.columns.size()),
      references_(table_.columns.size(), id_table::none), counts_(table_.columns.size()), package_(from) {
    constexpr std::uint64_t bytes_per_row = 160,
                            most_rows = std::uint64_t{1} << 17; // what a file says of itself is no promise
    ids_[index_of(which)].reserve(std::min(from.files[index_of(which)]->unpacked / bytes_per_row, most_rows));
    for (std::size_t column = 1; column < table_.columns.size(); ++column) watch(column);
}

// Texts that may be absent and that nobody counts are left alone.
void rows::watch(std::size_t column) {
    const oneroster_csv::column& rules = table_.columns[column];
    watched one{.column = column};
    one.may_be_empty = rules.form == form::lifecycle ? mode_ != mode::delta : !rules.required;
    one.counts = rules.form == form::secret || table_.part != part::rostering;
    if (!one.may_be_empty || one.counts || (rules.form != form::text && rules.form != form::id))
        watched_.push_back(std::move(one));
}

spot rows::at(std::size_t column) {
    here_ = place(column);
    return {file_, &here_, column < table_.columns.size() ? string_view(table_.columns[column].name) : string_view()};
}

csv::place rows::place(std::size_t column) const {
    const std::size_t cell = column < cell_of_.size() ? cell_of_[column] : 0;
    return row_.place_of(cell == nowhere ? 0 : cell);
}

void rows::note(const char* rule_id, std::size_t column, std::string expected, std::string got) {
    noted_.add(rule_named(rule_id), at(column), std::move(expected), std::move(got));
}

// ---------------------------------------------------------------- rows

bool rows::read_row() {
    if (ahead_ ? !ahead_->next() : !reader_.next()) return false;
    row_ = ahead_ ? ahead_->current() : reader_.current();
    return true;
}

bool rows::next() {
    if (!header_read_ && !read_header()) {
        text_.finish(noted_);
        return false;
    }
    while (read_row()) {
        if (!check_length()) continue;
        if (!mended_.empty()) mended_.clear();
        arrange();
        if (!take_id()) continue;
        check_cells();
        metadata_.clear();
        const std::span<const string_view> cells = row_.cells;
        for (std::size_t number = 0; number < extras_.size(); ++number) {
            extra_column& one = extras_[number];
            if (one.cell >= cells.size() || cells[one.cell].empty()) continue;
            metadata_.push_back({number, one.name, cells[one.cell]});
            ++one.count;
        }
        return true;
    }
    text_.finish(noted_);
    return false;
}

// The values in the order of the columns.
void rows::arrange() {
    const std::span<const string_view> cells = row_.cells;
    values_ = cells.data();
    if (in_order_ && cells.size() >= own_values_.size()) return;
    for (std::size_t column = 0; column < own_values_.size(); ++column) {
        const std::size_t cell = cell_of_[column];
        own_values_[column] = cell < cells.size() ? cells[cell] : string_view();
    }
    values_ = own_values_.data();
}

// Too many cells are no matter when there is nothing in them, and a row that is short may have been agreed.
template <class CellAt>
bool rows::has_good_length(std::size_t cells, CellAt cell_at) const {
    for (std::size_t cell = header_cells_; cell < cells; ++cell)
        if (!cell_at(cell).empty()) return false;
    return cells == header_cells_ || noted_.allows(rule_named("row-length"));
}

bool rows::check_length() {
    const std::size_t cells = row_.cells.size();
    if (cells == header_cells_) return true;
    const bool good = has_good_length(cells, [&](std::size_t cell) { return row_.cells[cell]; });
    const csv::place where = row_.place_of(0);
    const spot here{file_, &where};
    const rule& broken = rule_named("row-length");
    if (good)
        noted_.allow(broken, here, std::to_string(header_cells_), std::to_string(cells));
    else
        noted_.add(broken, here, std::to_string(header_cells_), std::to_string(cells));
    return good;
}

// The sourcedId of the row. False when there is none, or it was there before: the row cannot be used.
bool rows::take_id() {
    const string_view id = values_[0];
    if (id.empty()) {
        note("required", 0, table_.columns[0].name);
        return false;
    }
    ++counts_[0];
    const std::uint32_t what = ahead_ && !referred_to_ ? ahead_->remarked() : look_at_id(id);
    if ((what & id_is_odd) != 0) noted_.allow(rule_named("id"), at(0), {}, masked(id));
    if ((what & id_is_repeated) != 0) note("duplicate", 0);
    return (what & id_is_new) != 0;
}

std::uint32_t rows::look_at_id(string_view id) {
    const std::uint32_t number = ids_[index_of(table_.id)].intern(id);
    if (referred_to_) self_ = number;
    return look_at_id(id, number, row_.row);
}

std::uint32_t rows::look_at_id(string_view id, std::uint32_t number, std::uint64_t row) {
    const std::uint32_t odd = is_id(id) ? 0 : id_is_odd;
    id_table::entry& entry = ids_[index_of(table_.id)][number];
    if (entry.delivered) return odd | id_is_repeated;
    entry.delivered = true;
    entry.row = static_cast<std::uint32_t>(row);
    return odd | id_is_new;
}

// On the thread that reads: ids of a file to which no column refers are known to that thread alone.
void rows::look_ahead_at_ids(csv::rows_ahead::some_rows& read) {
    if (referred_to_) return;
    id_table& own = ids_[index_of(table_.id)];
    const std::size_t cell = cell_of_[0];
    const auto id_of = [&](std::size_t row) {
        const auto cell_at = [&](std::size_t which) { return read.cell(row, which); };
        const bool good = cell < read.cells(row) && has_good_length(read.cells(row), cell_at);
        return good ? cell_at(cell) : string_view();
    };
    expected_.resize(read.size());
    for (std::size_t row = 0; row < read.size(); ++row) expected_[row] = own.expect(id_of(row));
    for (std::size_t row = 0; row < read.size(); ++row)
        if (const string_view id = id_of(row); !id.empty())
            read.remark(row, look_at_id(id, own.intern(id, expected_[row]), read.number(row)));
}

// ---------------------------------------------------------------- references

// Once the row is there, or its absence is noted, referring to it again says nothing more.
void rows::check_reference(watched& one) {
    const std::uint32_t number = refer(one.column, values_[one.column]);
    references_[one.column] = number;
    const id_table::entry& target = ids_[index_of(table_.columns[one.column].target)][number];
    if (!target.delivered && target.row == 0) return;
    assign_text(one.settled, values_[one.column]);
    one.number = number;
}

std::uint32_t rows::refer(std::size_t column, string_view id) {
    const file_id target = table_.columns[column].target;
    id_table& theirs = ids_[index_of(target)];
    const std::uint32_t number = theirs.intern(id);
    id_table::entry& entry = theirs[number];
    if (entry.delivered || entry.row != 0) return number;
    if (!is_id(id)) noted_.allow(rule_named("id"), at(column), {}, masked(id));
    if (mode_ != mode::bulk) return number; // a delta may name what was delivered before
    entry.row = static_cast<std::uint32_t>(row_.row);
    entry.file = static_cast<std::uint8_t>(table_.id);
    entry.cell = static_cast<std::uint8_t>(column);
    if (!package_.delivers(target) && !std::exchange(absent_told_[index_of(target)], true))
        noted_.allow(rule_named("reference-file"), at(column), csv_name(target));
    return number;
}

std::span<const std::uint32_t> rows::references(std::size_t column) {
    listed_.clear();
    string_view list = values_[column];
    if (list.empty()) return {};
    for (string_view item; next_item(list, item);)
        if (!item.empty()) listed_.push_back(refer(column, item));
    return listed_;
}

bool rows::delivered(std::size_t column) const {
    const std::uint32_t number = references_[column];
    return number != id_table::none && ids_[index_of(table_.columns[column].target)][number].delivered;
}

std::vector<std::pair<std::string, std::uint64_t>> rows::metadata_counts() const {
    std::vector<std::pair<std::string, std::uint64_t>> all;
    for (const extra_column& one : extras_) all.emplace_back(one.name, one.count);
    return all;
}

} // namespace schakel::oneroster_csv
