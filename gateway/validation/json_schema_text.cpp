#include "gateway/validation/json_schema_text.hpp"

#include "gateway/codec/utf8.hpp"
#include "gateway/core/finding.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <numeric>

namespace schakel::validation {

namespace {

constexpr std::size_t shown = 5; // alternatives named in a finding
constexpr std::size_t most_compared = 200;
constexpr std::size_t longest_compared = 48;

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// Levenshtein's distance, upper and lower case alike; long texts by their beginning.
std::size_t distance(std::string_view a, std::string_view b) {
    a = a.substr(0, longest_compared);
    b = b.substr(0, longest_compared);
    std::array<std::size_t, longest_compared + 1> row{};
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row[b.size()];
}

std::string nearest(std::vector<std::string_view> names, std::string_view got) {
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t i = 0; i < names.size(); ++i)
        order.emplace_back(i < most_compared ? distance(names[i], got) : names[i].size() + got.size(), i);
    std::stable_sort(order.begin(), order.end());
    std::string out;
    for (std::size_t i = 0; i < order.size() && i < shown; ++i)
        (out += i == 0 ? "" : ", ") += utf8::shortened(names[order[i].second], 60);
    return order.size() > shown ? out + ", …" : out;
}

} // namespace

std::string type_names(std::uint8_t types) {
    using named = std::pair<std::uint8_t, std::string_view>;
    static constexpr std::array<named, 7> names{
        named{object_bit, "object"}, {array_bit, "array"},     {string_bit, "string"}, {number_bit, "number"},
        {integer_bit, "integer"},    {boolean_bit, "boolean"}, {null_bit, "null"}};
    std::string out;
    for (const auto& [bit, name] : names) {
        if (!(types & bit) || (bit == integer_bit && (types & number_bit))) continue;
        (out += out.empty() ? "" : ", ") += name;
    }
    return out;
}

std::string_view kind_name(json::value v) {
    static constexpr std::array<std::string_view, 6> names{"null", "boolean", "number", "string", "array", "object"};
    return names[static_cast<std::size_t>(v.kind())];
}

std::string short_text(json::value v) {
    return utf8::shortened(v.is(json::kind::string) ? v.text() : v.raw(), 60);
}

std::string short_name(std::string_view name) {
    return utf8::shortened(name, 60);
}

std::string nearest_values(std::span<const json::value> allowed, json::value got) {
    std::vector<std::string_view> names;
    for (const json::value v : allowed) names.push_back(v.is(json::kind::string) ? v.text() : v.raw());
    return nearest(std::move(names), got.is(json::kind::string) ? got.text() : got.number_text());
}

std::string nearest_names(const property_table& allowed, std::string_view got) {
    std::vector<std::string_view> names;
    for (const auto& entry : allowed.entries())
        if (entry.schema != no_schema) names.push_back(entry.name);
    return nearest(std::move(names), got);
}

} // namespace schakel::validation
