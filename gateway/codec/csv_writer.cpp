#include "gateway/codec/csv_writer.hpp"

#include <algorithm>

namespace schakel::csv {

writer& writer::cell(std::string_view text) {
    if (within_) out_ += ',';
    within_ = true;
    const auto needs_quotes = [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; };
    if (std::none_of(text.begin(), text.end(), needs_quotes))
        out_ += text;
    else
        quoted(text);
    return *this;
}

void writer::quoted(std::string_view text) {
    out_ += '"';
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t quote = std::min(text.find('"', from), text.size());
        out_ += text.substr(from, quote - from);
        if (quote < text.size()) out_ += "\"\"";
        from = quote + 1;
    }
    out_ += '"';
}

void writer::end_row() {
    out_ += "\r\n";
    within_ = false;
}

bool is_formula(std::string_view text) {
    if (text.empty()) return false;
    if (std::string_view("=@\t\r\n").find(text.front()) != std::string_view::npos) return true;
    if (text.front() != '+' && text.front() != '-') return false;
    return text.find_first_not_of("0123456789 .,()+-/") != std::string_view::npos;
}

} // namespace schakel::csv
