#include "adapters/common/oneroster_csv/rows.hpp"

#include "adapters/common/oneroster_csv/short_text.hpp"
#include "adapters/common/oneroster_csv/values.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

constexpr std::size_t nowhere = string_view::npos;

constexpr std::uint64_t is_odd = std::uint64_t{1} << 63; // of of_id()
constexpr std::size_t rows_until_memory_answers = 8;

std::string csv_name(file_id which) {
    return std::string(name_of(which)) + ".csv";
}

} // namespace

rows::rows(const package& from, const file_table& table, id_tables& ids, notes& noted)
    : table_(table), ids_(ids), noted_(noted), mode_(from.mode_of(table.id)), file_(csv_name(table.id)),
      text_(from.archive, *from.files[index_of(table.id)]), reader_(open_rows(text_.parts(), file_, noted)),
      own_values_(table.columns.size()), references_(table.columns.size(), id_table::none),
      counts_(table.columns.size()), package_(from) {
    constexpr std::uint64_t bytes_per_row = 160,
                            most_rows = std::uint64_t{1} << 17; // what a file says of itself is no promise
    ids_[index_of(table.id)].reserve(std::min(from.files[index_of(table.id)]->unpacked / bytes_per_row, most_rows));
    for (std::size_t column = 1; column < table.columns.size(); ++column) watch(column);
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

bool rows::check_length() {
    const std::size_t cells = row_.cells.size();
    if (cells == header_cells_) return true;
    const auto is_blank = [](string_view one) { return one.empty(); };
    const bool too_much = cells > header_cells_ && !std::ranges::all_of(row_.cells.subspan(header_cells_), is_blank);
    const csv::place where = row_.place_of(0);
    if (too_much) {
        noted_.add(rule_named("row-length"), {file_, &where}, std::to_string(header_cells_), std::to_string(cells));
        return false;
    }
    return noted_.allow(
        rule_named("row-length"), {file_, &where}, std::to_string(header_cells_), std::to_string(cells)
    );
}

// The sourcedId of the row. False when there is none, or it was there before: the row cannot be used.
bool rows::take_id() {
    const string_view id = values_[0];
    if (id.empty()) {
        note("required", 0, table_.columns[0].name);
        return false;
    }
    ++counts_[0];
    const std::uint64_t known = ahead_ ? ahead_->remarked() : of_id(id);
    if ((known & is_odd) != 0) noted_.allow(rule_named("id"), at(0), {}, masked(id));
    id_table& own = ids_[index_of(table_.id)];
    if (ahead_) own.expect(ahead_->remarked_later(rows_until_memory_answers) & ~is_odd);
    self_ = own.intern(id, known & ~is_odd);
    id_table::entry& entry = own[self_];
    if (entry.delivered) {
        note("duplicate", 0);
        return false;
    }
    entry.delivered = true;
    entry.row = static_cast<std::uint32_t>(row_.row);
    return true;
}

std::uint64_t rows::of_id(string_view id) {
    return id_table::hash_of(id) | (is_id(id) ? 0 : is_odd);
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
