// schema_checker: arrays and objects.
#include "gateway/validation/json_schema_checker.hpp"
#include "gateway/validation/json_schema_text.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {

constexpr std::size_t required_bits = 64; // names beyond are looked up one by one

// A value written so that equal values are written the same; its depth is that of the document.
void write_canonical(json::value v, std::string& out) {
    switch (v.kind()) {
    case json::kind::string:
        out.append("\"").append(std::to_string(v.text().size())).append(":").append(v.text());
        return;
    case json::kind::number: {
        const json::exact_number n = json::exact(v.number_text());
        out.append(n.negative ? "-" : "+").append(n.digits).append("e").append(std::to_string(n.exponent));
        return;
    }
    case json::kind::array:
        out += '[';
        for (json::value child = v.first_child(); child; child = child.next_sibling())
            (write_canonical(child, out), out += ',');
        out += ']';
        return;
    case json::kind::object: {
        std::vector<json::value> members;
        for (json::value child = v.first_child(); child; child = child.next_sibling()) members.push_back(child);
        std::sort(members.begin(), members.end(), [](json::value a, json::value b) { return a.name() < b.name(); });
        out += '{';
        for (const json::value m : members) {
            out.append(std::to_string(m.name().size())).append(":").append(m.name()).append("=");
            write_canonical(m, out);
        }
        out += '}';
        return;
    }
    default: out.append(v.is(json::kind::null) ? "n" : v.boolean() ? "t" : "f");
    }
}

} // namespace

bool schema_checker::array(const schema_node& n, json::value v, const context& in) {
    const std::size_t size = v.size();
    bool good = true;
    if (n.min_items != no_bound && size < static_cast<std::size_t>(n.min_items))
        good = fail_count(rules::schema_min_items, v.offset(), n.min_items, size);
    if (n.max_items != no_bound && size > static_cast<std::size_t>(n.max_items))
        good = fail_count(rules::schema_max_items, v.offset(), n.max_items, size);
    if (n.unique_items && !unique(v)) good = false;
    if (n.more && n.more->contains != no_schema && (good || !quiet_) && !contains(n, v, in)) good = false;
    if (n.prefix.empty() && n.items == no_schema) return good;
    std::size_t index = 0;
    for (json::value child = v.first_child(); child && (good || !quiet_); child = child.next_sibling(), ++index) {
        const node_index schema = index < n.prefix.size() ? n.prefix[index] : n.items;
        if (schema == no_schema) break;
        if (in.marks) in.marks->mark(index);
        if (node(schema).never && index >= n.prefix.size()) {
            return fail(rules::schema_additional_items, child.offset(), [&](finding& f) {
                f.expected = std::to_string(n.prefix.size());
                f.got = std::to_string(size);
            });
        }
        good = run_child(schema, child, in.scope) && good;
    }
    return good;
}

bool schema_checker::contains(const schema_node& n, json::value v, const context& in) {
    const schema_combination& m = *n.more;
    std::size_t matches = 0;
    std::size_t index = 0;
    for (json::value child = v.first_child(); child; child = child.next_sibling(), ++index) {
        const bool was_quiet = std::exchange(quiet_, true);
        const bool match = run_child(m.contains, child, in.scope);
        quiet_ = was_quiet;
        if (!match) continue;
        ++matches;
        if (in.marks) in.marks->mark(index);
        if (!in.marks && m.max_contains == no_bound && matches >= static_cast<std::size_t>(m.min_contains)) return true;
    }
    if (matches < static_cast<std::size_t>(m.min_contains))
        return fail_count(rules::schema_contains, v.offset(), m.min_contains, matches);
    if (m.max_contains != no_bound && matches > static_cast<std::size_t>(m.max_contains))
        return fail_count(rules::schema_max_contains, v.offset(), m.max_contains, matches);
    return true;
}

// Sorting costs the same for every choice of items, so a stranger cannot make them collide.
bool schema_checker::unique(json::value v) {
    std::vector<std::pair<std::string, std::size_t>> items;
    std::vector<std::size_t> offsets;
    for (json::value child = v.first_child(); child; child = child.next_sibling()) {
        items.emplace_back(std::string(), items.size());
        write_canonical(child, items.back().first);
        offsets.push_back(child.offset());
    }
    std::sort(items.begin(), items.end());
    bool good = true;
    for (std::size_t i = 1; i < items.size() && (good || !quiet_); ++i)
        if (items[i].first == items[i - 1].first)
            good = fail(rules::schema_unique_items, offsets[items[i].second], [&](finding& f) {
                f.got = std::to_string(items[i - 1].second);
            });
    return good;
}

bool schema_checker::object(const schema_node& n, json::value v, const context& in) {
    const std::size_t size = v.size();
    std::uint64_t seen = 0;
    bool good = true;
    if (n.names_members) good = members(n, v, in, seen);
    if ((good || !quiet_) && !n.required.empty()) good = required(n, v, seen) && good;
    if (n.min_properties != no_bound && size < static_cast<std::size_t>(n.min_properties))
        good = fail_count(rules::schema_min_properties, v.offset(), n.min_properties, size);
    if (n.max_properties != no_bound && size > static_cast<std::size_t>(n.max_properties))
        good = fail_count(rules::schema_max_properties, v.offset(), n.max_properties, size);
    return good;
}

bool schema_checker::members(const schema_node& n, json::value v, const context& in, std::uint64_t& seen) {
    bool good = true;
    std::size_t index = 0;
    for (json::value child = v.first_child(); child && (good || !quiet_); child = child.next_sibling(), ++index) {
        bool known = false;
        good = member(n, child, in, seen, known) && good;
        if (known && in.marks) in.marks->mark(index);
    }
    return good;
}

bool schema_checker::member(
    const schema_node& n, json::value child, const context& in, std::uint64_t& seen, bool& known
) {
    const std::string_view name = child.name();
    bool good = true;
    if (const auto* entry = n.properties.find(name)) {
        if (entry->required >= 0 && entry->required < static_cast<int>(required_bits))
            seen |= std::uint64_t{1} << entry->required;
        known = entry->schema != no_schema;
        if (known) good = run_child(entry->schema, child, in.scope);
    }
    for (const pattern_property& p : n.patterns) {
        if (!p.pattern.matches(name)) continue;
        known = true;
        good = run_child(p.schema, child, in.scope) && good;
    }
    if (!known && n.additional != no_schema) {
        known = true;
        if (node(n.additional).never)
            good = fail(rules::schema_additional_properties, child.name_offset(), [&](finding& f) {
                f.expected = nearest_names(n.properties, name);
                f.got = short_name(name);
            });
        else
            good = run_child(n.additional, child, in.scope) && good;
    }
    if (n.more && n.more->property_names != no_schema &&
        !attempt(n.more->property_names, child.name_value(), {in.scope, nullptr}))
        good = fail(rules::schema_property_names, child.name_offset(), [&](finding& f) { f.got = short_name(name); });
    return good;
}

bool schema_checker::required(const schema_node& n, json::value v, std::uint64_t seen) {
    bool good = true;
    for (std::size_t i = 0; i < n.required.size() && (good || !quiet_); ++i) {
        const bool present = i < required_bits ? ((seen >> i) & 1) != 0 : static_cast<bool>(v.member(n.required[i]));
        if (!present) good = fail(rules::schema_required, v.offset(), [&](finding& f) { f.expected = n.required[i]; });
    }
    return good;
}

} // namespace schakel::validation
