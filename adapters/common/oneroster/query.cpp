#include "adapters/common/oneroster/query.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::oneroster {

namespace {

std::optional<std::uint64_t> whole(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// The last value of a parameter, whatever the capitals of its name.
const std::string* find(const query_parameters& asked, std::string_view small_name) {
    const std::string* found = nullptr;
    for (const auto& [name, value] : asked) {
        if (folded(name) == small_name) found = &value;
    }
    return found;
}

bool is_paging(std::string_view name) {
    const std::string small = folded(name);
    return small == "limit" || small == "offset";
}

void append_encoded(std::string& out, std::string_view text) {
    constexpr std::string_view plain = "-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          plain.find(c) != std::string_view::npos;
        const auto byte = static_cast<unsigned char>(c);
        if (kept)
            out += c;
        else
            out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
}

void append_parameter(std::string& out, std::string_view name, std::string_view value) {
    if (!out.empty()) out += '&';
    append_encoded(out, name);
    out += '=';
    append_encoded(out, value);
}

std::vector<std::string> split_names(std::string_view list) {
    std::vector<std::string> names;
    for (;;) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view name = list.substr(0, comma);
        while (name.starts_with(' ')) name.remove_prefix(1);
        while (name.ends_with(' ')) name.remove_suffix(1);
        names.emplace_back(name);
        if (comma == list.size()) return names;
        list.remove_prefix(comma + 1);
    }
}

// A paging number within its bounds; the fault otherwise.
std::optional<query_fault>
take_number(const query_parameters& asked, std::string_view name, std::uint64_t least, std::uint64_t& into) {
    const std::string* said = find(asked, name);
    if (!said) return std::nullopt;
    const auto value = whole(*said);
    if (!value || *value < least)
        return query_fault{
            query_error::invalid_data, std::string(name) + " must be a whole number from " + std::to_string(least)};
    into = *value;
    return std::nullopt;
}

} // namespace

std::string_view to_string(query_error what) {
    constexpr std::array<std::string_view, 4> words{
        "invalid_filter_field", "invalid_selection_field", "invalid_sort_field", "invaliddata"};
    return words[static_cast<std::size_t>(what)];
}

result<list_query, query_fault> parse_query(const query_parameters& asked, version which) {
    list_query made;
    if (auto fault = take_number(asked, "limit", 1, made.limit)) return *fault;
    if (auto fault = take_number(asked, "offset", 0, made.offset)) return *fault;
    made.limit = std::min(made.limit, largest_limit);
    if (const std::string* sort = find(asked, "sort")) made.sort = *sort;
    if (const std::string* order = find(asked, "orderby"); order && !order->empty()) {
        const std::string small = folded(*order);
        made.descending = small == "desc";
        const bool known = small == "desc" || small == "asc" || small == "acs"; // a misprint of the published 1.1
        query_fault fault{query_error::sort_field, "orderBy must be asc or desc"};
        if (!known && which == version::v1_2) return query_fault{query_error::invalid_data, fault.reason};
        if (!known) made.warnings.push_back(std::move(fault));
    }
    if (const std::string* filter = find(asked, "filter")) {
        auto parsed = parse_filter(*filter);
        if (!parsed)
            return query_fault{
                query_error::filter_field,
                "filter, character " + std::to_string(parsed.error().offset + 1) + ": " + parsed.error().reason};
        made.filter = *std::move(parsed);
    }
    if (const std::string* fields = find(asked, "fields"); fields && !fields->empty())
        made.fields = split_names(*fields);
    return made;
}

template <class Object>
result<std::uint64_t, query_fault> keep_mask(list_query& query, version which) {
    if (query.fields.empty()) return ~std::uint64_t{0};
    std::uint64_t keep = 0;
    const auto all = fields_of<Object>();
    for (const std::string& name : query.fields) {
        const field<Object>* found = find_field<Object>(which, name);
        if (found) {
            keep |= std::uint64_t{1} << static_cast<unsigned>(found - all.data());
            continue;
        }
        query_fault fault{query_error::selection_field, "fields names something that the object does not have"};
        if (which == version::v1_2) return fault;
        query.warnings.push_back(std::move(fault));
    }
    return keep == 0 ? ~std::uint64_t{0} : keep;
}

std::string query_text(const query_parameters& asked, std::uint64_t limit, std::uint64_t offset) {
    std::string text;
    for (const auto& [name, value] : asked) {
        if (!is_paging(name)) append_parameter(text, name, value);
    }
    append_parameter(text, "limit", std::to_string(limit));
    append_parameter(text, "offset", std::to_string(offset));
    return text;
}

template result<std::uint64_t, query_fault> keep_mask<academic_session>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<org>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<course>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<class_object>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<user>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<enrollment>(list_query&, version);

} // namespace schakel::oneroster
