// rows: the form of each cell, and what is put in its place where that was agreed.
#include "adapters/common/oneroster_csv/rows.hpp"

#include "adapters/common/oneroster_csv/short_text.hpp"
#include "adapters/common/oneroster_csv/values.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

namespace {

using std::string_view;

std::string in_words(const std::vector<std::string>& words) {
    std::string list;
    for (const std::string& one : words) list += (list.empty() ? "" : "|") + one;
    return list;
}

} // namespace

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

} // namespace schakel::oneroster_csv
