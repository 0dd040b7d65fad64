#include "adapters/common/oneroster_csv/from_model.hpp"

#include <algorithm>

namespace schakel::oneroster_csv {

using std::string_view;

void cell_changes::tell(field_fate& into) const {
    for (const auto& [what, count] : seen_) into.defaulted(what.first, what.second, count);
}

string_view cell_text::fitted(std::string& text, bool free, string_view file, string_view column) {
    const auto path = [&] { return std::string(file) + "/" + std::string(column); };
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20; };
    if (std::any_of(text.begin(), text.end(), is_control)) {
        std::replace_if(text.begin(), text.end(), is_control, ' ');
        changes_.add(path(), "a cell has no line breaks or control characters: a space stands for each");
    }
    if (free && !style_.formulas && csv::is_formula(text)) {
        text.insert(text.begin(), '\'');
        changes_.add(path(), "a spreadsheet would calculate with it: an apostrophe stands before it");
    }
    return text;
}

template <class Object>
row_maker<Object>::row_maker(const file_table& table, row_style style, cell_changes& changes)
    : table_(table), style_(style), fit_(style, changes) {
    for (const column& one : table.columns) {
        place& made = places_.emplace_back(place{&one, nullptr, one.form == form::text || one.form == form::texts});
        for (const cell_of<Object>& known : cells<Object>())
            if (known.column == one.name && (style.delta || one.form != form::lifecycle)) made.write = known.write;
    }
}

template <class Object>
void row_maker<Object>::announce(const oneroster::metadata_list& names) {
    for (const oneroster::metadata_entry& one : names)
        if (!metadata_.contains(one.name)) metadata_.insert(one.name);
}

template <class Object>
void row_maker<Object>::header(csv::writer& out) const {
    for (const place& one : places_) out.cell(one.of->name);
    for (const std::string& name : metadata_) out.cell("metadata." + name);
    out.end_row();
}

template <class Object>
void row_maker<Object>::row(const Object& from, csv::writer& out) {
    const string_view file = name_of(table_.id);
    for (const place& one : places_) {
        text_.clear();
        if (one.write != nullptr) one.write(from, text_);
        out.cell(fit_.fitted(text_, one.free, file, one.of->name));
    }
    if constexpr (requires { from.metadata; })
        for (const std::string& name : metadata_) {
            text_.clear();
            const auto is_it = [&](const oneroster::metadata_entry& one) { return one.name == name; };
            const auto found = std::find_if(from.metadata.begin(), from.metadata.end(), is_it);
            if (found != from.metadata.end()) text_ = found->value;
            out.cell(fit_.fitted(text_, true, file, "metadata"));
        }
    out.end_row();
}

template class row_maker<oneroster::academic_session>;
template class row_maker<oneroster::org>;
template class row_maker<oneroster::course>;
template class row_maker<oneroster::class_object>;
template class row_maker<oneroster::user>;
template class row_maker<oneroster::enrollment>;
template class row_maker<role_line>;

} // namespace schakel::oneroster_csv
