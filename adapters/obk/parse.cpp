#include "adapters/obk/translate.hpp"

namespace schakel::obk {

document parse(std::string_view bytes, goal_files::notes& told) {
    goal_files::table_form form{columns};
    form.allowed.windows_1252 = true; // one of the published tables is ISO 8859-1
    form.allowed.mixed_line_ends = true;
    const goal_files::table_rules rules{
        &rule_named("obk.missing-column"), &rule_named("obk.unknown-column"), &rule_named("obk.doubled-column"),
        &rule_named("obk.cells"), &rule_named("obk.tolerated")};
    goal_files::table table(bytes, form, rules, told);
    document out;
    while (table.next()) {
        row& one = out.rows.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) one.cells[i] = table.cell(i);
        one.where = table.where();
    }
    return out;
}

} // namespace schakel::obk
