#include "gateway/codec/data_file.hpp"

#include <toml++/toml.h>

#include <fstream>
#include <iterator>
#include <optional>

namespace schakel {

namespace {

std::optional<std::string> as_text(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return std::to_string(number->get());
    if (const auto* truth = node.as_boolean()) return truth->get() ? "true" : "false";
    return std::nullopt;
}

failure unreadable(std::string_view file, const toml::source_position& at, std::string_view what) {
    return {
        std::string(file) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + std::string(what)};
}

std::optional<failure>
read_row(const toml::table& table, std::string_view file, std::string_view skipped, data_file::row& out) {
    for (const auto& [key, node] : table) {
        if (key.str() == skipped) continue;
        auto text = as_text(node);
        if (!text) return unreadable(file, node.source().begin, "expected a text or a whole number");
        out.emplace(key.str(), std::move(*text));
    }
    return std::nullopt;
}

} // namespace

std::string data_file::text(std::string_view key) const {
    const auto found = head.find(key);
    return found == head.end() ? std::string() : found->second;
}

result<data_file> read_data_file(const std::string& file, std::string_view rows) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return failure{file + ": cannot be read"};
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return parse_data(bytes, file, rows);
}

result<data_file> parse_data(std::string_view bytes, std::string_view name, std::string_view rows) {
    try {
        const toml::table table = toml::parse(bytes, name);
        data_file out;
        if (auto fault = read_row(table, name, rows, out.head)) return *fault;
        const toml::array* list = table[rows].as_array();
        if (!list) return out;
        for (const toml::node& node : *list) {
            const toml::table* row = node.as_table();
            if (!row) return unreadable(name, node.source().begin, "expected a table");
            if (auto fault = read_row(*row, name, {}, out.rows.emplace_back())) return *fault;
        }
        return out;
    } catch (const toml::parse_error& error) {
        return unreadable(name, error.source().begin, error.description());
    }
}

} // namespace schakel
