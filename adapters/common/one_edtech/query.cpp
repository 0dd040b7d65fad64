#include "adapters/common/one_edtech/query.hpp"

#include "adapters/common/one_edtech/comparable.hpp"
#include "adapters/common/one_edtech/links.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::one_edtech {

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

void append_parameter(std::string& out, std::string_view name, std::string_view value) {
    if (!out.empty()) out += '&';
    out += encoded(name) + "=" + encoded(value);
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

result<list_query, query_fault> parse_query(const query_parameters& asked, strictness how) {
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
        if (!known && how == strictness::refusing) return query_fault{query_error::invalid_data, fault.reason};
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

std::string query_text(const query_parameters& asked, std::uint64_t limit, std::uint64_t offset) {
    std::string text;
    for (const auto& [name, value] : asked) {
        if (!is_paging(name)) append_parameter(text, name, value);
    }
    append_parameter(text, "limit", std::to_string(limit));
    append_parameter(text, "offset", std::to_string(offset));
    return text;
}

std::string
page_links(std::string_view address, const query_parameters& asked, const list_query& query, std::uint64_t total) {
    std::string all;
    const auto add = [&](std::string_view relation, std::uint64_t offset) {
        if (!all.empty()) all += ", ";
        all.append("<").append(address).append("?").append(query_text(asked, query.limit, offset));
        all.append(">; rel=\"").append(relation).append("\"");
    };
    const std::uint64_t last = total == 0 ? 0 : (total - 1) / query.limit * query.limit;
    add("first", 0);
    if (query.offset > 0) add("prev", query.offset > query.limit ? query.offset - query.limit : 0);
    if (query.offset < total && total - query.offset > query.limit) add("next", query.offset + query.limit);
    add("last", last);
    return all;
}

} // namespace schakel::one_edtech
