#include "adapters/common/oneroster_csv/rows.hpp"

#include "adapters/common/oneroster_csv/short_text.hpp"
#include "adapters/common/oneroster_csv/values.hpp"
#include "gateway/core/nearest.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

constexpr std::size_t nowhere = string_view::npos;
constexpr string_view metadata_prefix = "metadata.";

std::string csv_name(file_id which) {
    return std::string(name_of(which)) + ".csv";
}

std::string in_words(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& one : words) list += (list.empty() ? "" : "|") + one;
    return list;
}

// The same letters but for capitals, or some letters off: what a heading most likely means. "" for nothing.
string_view column_meant(string_view heading, const file_table& table) {
    std::vector<string_view> names;
    for (const column& one : table.columns) names.emplace_back(one.name);
    return nearest(heading, names);
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
    return reader_.place_of(cell == nowhere ? 0 : cell);
}

void rows::note(const char* rule_id, std::size_t column, std::string expected, std::string got) {
    noted_.add(rule_named(rule_id), at(column), std::move(expected), std::move(got));
}

// ---------------------------------------------------------------- header

bool rows::read_header() {
    header_read_ = true;
    if (!reader_.next()) {
        if (!reader_.stopped()) noted_.add(rule_named("header-missing"), {file_});
        return false;
    }
    match(reader_.cells());
    return true;
}

void rows::match(std::span<const string_view> header) {
    header_cells_ = header.size();
    cell_of_.assign(table_.columns.size(), nowhere);
    std::size_t expected = 0; // the column that should come now
    bool in_order = true;
    for (std::size_t cell = 0; cell < header.size(); ++cell) {
        const csv::place where = reader_.place_of(cell);
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
    const csv::place first = reader_.place_of(0);
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

// ---------------------------------------------------------------- rows

bool rows::next() {
    if (!header_read_ && !read_header()) {
        text_.finish(noted_);
        return false;
    }
    while (reader_.next()) {
        if (!check_length()) continue;
        if (!mended_.empty()) mended_.clear();
        arrange();
        if (!take_id()) continue;
        check_cells();
        metadata_.clear();
        const std::span<const string_view> cells = reader_.cells();
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
    const std::span<const string_view> cells = reader_.cells();
    values_ = cells.data();
    if (in_order_ && cells.size() >= own_values_.size()) return;
    for (std::size_t column = 0; column < own_values_.size(); ++column) {
        const std::size_t cell = cell_of_[column];
        own_values_[column] = cell < cells.size() ? cells[cell] : string_view();
    }
    values_ = own_values_.data();
}

bool rows::check_length() {
    const std::size_t cells = reader_.cells().size();
    if (cells == header_cells_) return true;
    const bool only_blanks =
        cells > header_cells_ && std::all_of(
                                     reader_.cells().begin() + static_cast<std::ptrdiff_t>(header_cells_),
                                     reader_.cells().end(), [](string_view one) { return one.empty(); }
                                 );
    const csv::place where = reader_.place_of(0);
    if (cells > header_cells_ && !only_blanks) {
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
    if (!is_id(id)) noted_.allow(rule_named("id"), at(0), {}, masked(id));
    id_table& own = ids_[index_of(table_.id)];
    self_ = own.intern(id);
    const string_view next = reader_.ahead().substr(0, id.size() + 1); // ids of a file mostly have one length
    if (next.size() > id.size() && next.back() == ',') own.expect(next.substr(0, id.size()));
    id_table::entry& entry = own[self_];
    if (entry.delivered) {
        note("duplicate", 0);
        return false;
    }
    entry.delivered = true;
    entry.row = static_cast<std::uint32_t>(reader_.row());
    return true;
}

// A value that the row before had too needs no other look.
void rows::check_cells() {
    for (watched& one : watched_) {
        const string_view value = values_[one.column];
        references_[one.column] = id_table::none;
        if (value.empty()) {
            if (!one.may_be_empty) check_empty(one.column);
            continue;
        }
        if (one.counts) ++counts_[one.column];
        if (same_text(value, one.settled))
            references_[one.column] = one.number;
        else
            check(one);
    }
}

void rows::check_empty(std::size_t column) {
    const oneroster_csv::column& rules = table_.columns[column];
    const char* const rule_id = rules.form == form::lifecycle ? "lifecycle-missing" : "required";
    noted_.allow(rule_named(rule_id), at(column), rules.name);
}

void rows::check(watched& one) {
    const std::size_t column = one.column;
    const oneroster_csv::column& rules = table_.columns[column];
    const string_view value = values_[column];
    const auto settle = [&] { one.settled = value; };
    switch (rules.form) {
    case form::reference: return check_reference(one);
    case form::references: {
        string_view list = value;
        for (string_view item; next_item(list, item);)
            if (item.empty()) return refuse(column, "list");
        return;
    }
    case form::boolean:
        if (value != "true" && value != "false") return mend(column, "boolean", std::string(boolean_meant(value)));
        return settle();
    case form::date:
        if (!is_date(value)) return mend(column, "date", date_meant(value));
        return settle();
    case form::year:
        if (!is_year(value)) return refuse(column, "year");
        return settle();
    case form::integer:
        if (!is_integer(value)) refuse(column, "integer");
        return;
    case form::number:
        if (!is_number(value)) refuse(column, "number");
        return;
    case form::word: return check_word(one);
    case form::source:
        if (!is_objective_source(value)) refuse(column, "word");
        return;
    case form::objective: return check_objective();
    case form::words:
    case form::texts: return check_list(column);
    case form::user_ids:
    case form::scale: return check_pairs(column);
    case form::lifecycle: return check_lifecycle(one);
    case form::id:
    case form::text:
    case form::secret: return;
    }
}

void rows::check_lifecycle(watched& one) {
    const std::size_t column = one.column;
    const string_view value = values_[column];
    const bool is_status = column == 1;
    if (mode_ == mode::bulk && !std::exchange(lifecycle_told_[is_status ? 0 : 1], true))
        note("lifecycle-in-bulk", column, {}, table_.columns[column].name);
    if (is_status) {
        if (value == "inactive")
            mend(column, "status-inactive", "tobedeleted");
        else if (value != "active" && value != "tobedeleted")
            check_word(one);
    } else if (!is_moment(value))
        mend(column, "moment", moment_meant(value));
}

void rows::check_word(watched& one) {
    const std::size_t column = one.column;
    const vocabulary& words = *table_.columns[column].words;
    const string_view value = values_[column];
    if (words.knows(value)) {
        one.settled = value;
        return;
    }
    const string_view meant = words.in_other_case(value);
    if (!meant.empty()) {
        if (noted_.allow(rule_named("word-case"), at(column), std::string(meant))) replace(column, meant);
        return;
    }
    noted_.allow(rule_named("word"), at(column), in_words(words.words), masked(value));
    replace(column, {});
}

void rows::check_list(std::size_t column) {
    const vocabulary* words = table_.columns[column].words;
    string_view list = values_[column];
    for (string_view item; next_item(list, item);) {
        if (item.empty()) return refuse(column, "list");
        if (words != nullptr && !words->knows(item)) {
            noted_.allow(rule_named("word"), at(column), in_words(words->words), masked(item));
            return;
        }
    }
}

void rows::check_pairs(std::size_t column) {
    string_view list = values_[column];
    string_view left, right;
    while (!list.empty())
        if (!next_pair(list, left, right)) {
            refuse(column, table_.columns[column].form == form::scale ? "scale" : "user-ids");
            replace(column, {});
            return;
        }
}

// Column 4 of both files that have one is the source.
void rows::check_objective() {
    const std::size_t column = table_.at("learningObjectiveId");
    const string_view source = values_[table_.at("source")];
    if (source == "case" && !is_case_objective(values_[column])) refuse(column, "objective");
}

// What stands there is not the form; `meant` is, or "" when nothing can be meant.
void rows::mend(std::size_t column, const char* rule_id, std::string meant) {
    if (meant.empty()) {
        note(rule_id, column, {}, masked(values_[column]));
        replace(column, {});
    } else if (noted_.allow(rule_named(rule_id), at(column), {}, masked(values_[column])))
        replace(column, mended_.emplace_back(std::move(meant)));
}

// The cells stay as they are, because places are found by them.
void rows::replace(std::size_t column, string_view value) {
    if (values_ != own_values_.data()) std::copy_n(values_, own_values_.size(), own_values_.begin());
    values_ = own_values_.data();
    own_values_[column] = value;
}

void rows::refuse(std::size_t column, const char* rule_id) {
    noted_.allow(rule_named(rule_id), at(column), {}, masked(values_[column]));
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
    entry.row = static_cast<std::uint32_t>(reader_.row());
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
