#include "adapters/common/goals/table.hpp"

#include <algorithm>

namespace schakel::goal_files {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

} // namespace

table::table(std::string_view bytes, const table_form& form, const table_rules& rules, notes& told)
    : form_(form), rules_(rules), told_(told),
      reader_(
          one_part(bytes), [this](const csv::fault& fault) { tell(fault); }, form.allowed
      ),
      separator_(form.separator != '\0' ? form.separator : csv::likely_separator(reader_.first_line())),
      places_(form.columns.size()) {
    reader_.separate_by(separator_);
    read_heading();
}

void table::read_heading() {
    std::vector<std::string> names;
    if (reader_.next())
        for (const std::string_view cell : reader_.cells()) names.emplace_back(cell);
    width_ = names.size();
    if (!names.empty() && names.front().starts_with(byte_order_mark)) names.front().erase(0, byte_order_mark.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto known = std::ranges::find(form_.columns, names[i], &column::name);
        if (known == form_.columns.end()) {
            unknown_.push_back(names[i]);
            told_.add(layer::schema, *rules_.unknown_column, located(reader_.place_of(i), {}), {}, masked(names[i]));
            continue;
        }
        auto& place = places_[static_cast<std::size_t>(known - form_.columns.begin())];
        if (place) told_.add(layer::schema, *rules_.doubled_column, located(reader_.place_of(i), {}), {}, names[i]);
        place = i;
    }
    for (std::size_t i = 0; i < form_.columns.size(); ++i) {
        if (form_.columns[i].required && !places_[i])
            told_.add(
                layer::schema, *rules_.missing_column, at_line(form_.lines_before + 1),
                std::string(form_.columns[i].name)
            );
    }
}

bool table::next() {
    while (reader_.next()) {
        if (reader_.cells().size() == width_) {
            ++rows_;
            return true;
        }
        told_.add(
            layer::schema, *rules_.number_of_cells, located(reader_.place_of(0), {}), std::to_string(width_),
            std::to_string(reader_.cells().size())
        );
    }
    return false;
}

std::string_view table::cell(std::size_t column) const {
    return places_[column] ? reader_.cells()[*places_[column]] : std::string_view{};
}

location table::where(std::size_t column) const {
    return located(reader_.place_of(places_[column].value_or(0)), form_.columns[column].name);
}

location table::where() const {
    return located(reader_.place_of(0), {});
}

location table::located(const csv::place& at, std::string_view column) const {
    std::string path = "/row[" + std::to_string(at.row) + "]";
    if (!column.empty()) path.append("/").append(column);
    return at_line(form_.lines_before + at.line, at.column, std::move(path));
}

void table::tell(const csv::fault& fault) {
    const location place = located(fault.where, {});
    if (!fault.tolerated)
        told_.add(layer::well_formed, *fault.broken, place, fault.expected, fault.got);
    else if (fault.broken != &csv::rules::line_break && rules_.tolerated != nullptr)
        told_.add(layer::well_formed, *rules_.tolerated, place, {}, std::string(fault.broken->id));
}

} // namespace schakel::goal_files
