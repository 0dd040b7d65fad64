#include "adapters/obk/translate.hpp"

namespace schakel::obk {

namespace {

void write_cell(std::string& out, std::string_view text) {
    if (text.find_first_of(";\"\r\n") == text.npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) out.append(c == '"' ? "\"\"" : std::string(1, c));
    out += '"';
}

} // namespace

std::string write(const document& whole) {
    std::string out;
    for (const goal_files::column& one : columns) out.append(out.empty() ? "" : ";").append(one.name);
    out += '\n';
    for (const row& one : whole.rows) {
        for (std::size_t i = 0; i < one.cells.size(); ++i) {
            if (i > 0) out += ';';
            write_cell(out, one.cells[i]);
        }
        out += '\n';
    }
    return out;
}

} // namespace schakel::obk
