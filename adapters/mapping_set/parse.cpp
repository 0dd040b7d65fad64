#include "adapters/mapping_set/parse.hpp"

#include "adapters/mapping_set/rules.hpp"
#include "gateway/codec/data_file.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace schakel::mapping_set_file {

namespace {

using goal_files::at_line;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view line_at(std::string_view text, std::size_t from) {
    std::string_view line = text.substr(from, text.find('\n', from) - from);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::size_t after_line(std::string_view text, std::size_t from) {
    const std::size_t end = text.find('\n', from);
    return end == text.npos ? text.size() : end + 1;
}

struct parts {
    std::string_view head, table;
    std::size_t lines_before_table = 0;
};

std::optional<parts> divide(std::string_view text) {
    if (line_at(text, 0) != fence) return std::nullopt;
    const std::size_t begin = after_line(text, 0);
    std::size_t lines = 1;
    for (std::size_t at = begin; at < text.size(); at = after_line(text, at)) {
        ++lines;
        if (line_at(text, at) != fence) continue;
        return parts{text.substr(begin, at - begin), text.substr(after_line(text, at)), lines};
    }
    return std::nullopt;
}

// "head:3:7: message" -> line 3 of the head, column 7, and the message.
finding toml_fault(const std::string& message) {
    finding one;
    one.broken = &rule_named("mapping-set.head");
    one.got = message;
    std::size_t line = 0, column = 0;
    const char* at = message.data() + std::min<std::size_t>(message.find(':') + 1, message.size());
    const char* end = message.data() + message.size();
    const auto first = std::from_chars(at, end, line);
    if (first.ec == std::errc{} && first.ptr != end) {
        const auto second = std::from_chars(first.ptr + 1, end, column);
        if (second.ec == std::errc{} && second.ptr + 2 < end) one.got = std::string(second.ptr + 2, end);
    }
    one.where = at_line(line + 1, column); // the fence stands before the head
    return one;
}

// Toml remembers no places; keys of the head stand at the beginning of a line.
void find_lines(std::string_view head, document& into) {
    std::size_t number = 1;
    for (std::size_t at = 0; at < head.size(); at = after_line(head, at)) {
        ++number;
        const std::string_view line = line_at(head, at);
        if (line.starts_with('[')) return;
        const std::string_view key = line.substr(0, line.find_first_of(" \t="));
        if (!key.empty()) into.lines.emplace(key, number);
    }
}

void parse_head(std::string_view text, document& into, goal_files::notes& told) {
    find_lines(text, into);
    auto read = parse_data(text, "head", "group");
    if (!read) {
        told.add(layer::well_formed, toml_fault(read.error().message));
        return;
    }
    into.head = std::move(read->head);
    for (data_file::row& one : read->rows) into.groups.push_back(std::move(one));
}

goal_files::table_rules table_rules() {
    return {
        &rule_named("mapping-set.missing-column"), &rule_named("mapping-set.unknown-column"),
        &rule_named("mapping-set.doubled-column"), &rule_named("mapping-set.cells"), nullptr};
}

} // namespace

document parse(std::string_view bytes, goal_files::notes& told) {
    document out;
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    const std::optional<parts> found = divide(bytes);
    if (!found) {
        told.add(layer::well_formed, rule_named("mapping-set.form"), at_line(1));
        return out;
    }
    parse_head(found->head, out, told);
    if (told.rejects()) return out;
    goal_files::table_form form{columns};
    form.lines_before = found->lines_before_table;
    goal_files::table table(found->table, form, table_rules(), told);
    while (table.next()) {
        row& one = out.rows.emplace_back();
        for (std::size_t i = 0; i < column_count; ++i) one.cells[i] = table.cell(i);
        one.where = table.where();
    }
    if (!bytes.ends_with('\n') && !told.rejects())
        told.add(
            layer::well_formed, rule_named("mapping-set.last-line"),
            out.rows.empty() ? at_line(1) : out.rows.back().where
        );
    return out;
}

} // namespace schakel::mapping_set_file
