// schema_checker: arrays and objects.
#include "gateway/validation/json_schema_checker.hpp"
#include "gateway/validation/json_schema_text.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {

constexpr std::size_t no_row = 0; // where the row of nobody begins

bool fits_a_pattern(const schema_node& n, std::string_view name) {
    return std::any_of(n.patterns.begin(), n.patterns.end(), [name](const auto& p) { return p.pattern.matches(name); });
}

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

namespace {

// An item as text: strings as they are, others in canonical form. Strings sort apart from the others.
struct sortable {
    std::string_view text;
    std::size_t begin = 0, size = 0; // in the canonical text, for others
    std::uint32_t index = 0;
    bool is_string = false;

    auto key() const { return std::tuple(is_string, text); }
};

} // namespace

// Sorting costs the same for every choice of items, so a stranger cannot make them collide. Strings are compared where
// they stand; memory beyond that is the canonical text of the other items.
bool schema_checker::unique(json::value v) {
    std::vector<sortable> items(v.size());
    std::string canonical;
    auto item = items.begin();
    for (json::value child = v.first_child(); child; child = child.next_sibling(), ++item) {
        item->index = static_cast<std::uint32_t>(item - items.begin());
        item->is_string = child.is(json::kind::string);
        item->begin = canonical.size();
        if (item->is_string)
            item->text = child.text();
        else
            write_canonical(child, canonical);
        item->size = canonical.size() - item->begin;
    }
    for (sortable& i : items)
        if (!i.is_string) i.text = std::string_view(canonical).substr(i.begin, i.size);
    work_ += items.size() + canonical.size() / 16;
    std::sort(items.begin(), items.end(), [](const sortable& a, const sortable& b) {
        return std::tuple(a.key(), a.index) < std::tuple(b.key(), b.index);
    });
    std::vector<std::pair<std::uint32_t, std::uint32_t>> repeated; // index, and that of the equal one before it
    for (std::size_t i = 1; i < items.size(); ++i)
        if (items[i].key() == items[i - 1].key()) repeated.emplace_back(items[i].index, items[i - 1].index);
    if (quiet_ || repeated.empty()) return repeated.empty();
    std::sort(repeated.begin(), repeated.end());
    std::uint32_t index = 0;
    auto next = repeated.begin();
    for (json::value child = v.first_child(); next != repeated.end(); child = child.next_sibling(), ++index) {
        if (index != next->first) continue;
        fail(rules::schema_unique_items, child.offset(), [&](finding& f) { f.got = std::to_string(next->second); });
        ++next;
    }
    return false;
}

// A child of a kind that schema_plan calls plain, above the limit of depth. Only a string may have an enumeration.
bool schema_checker::run_plain(const schema_node& n, json::value v, const dynamic_scope* scope) {
    if (++work_ > most_work) return false;
    ++depth_;
    const dynamic_scope here{scope, n.resource};
    const context in{scope && scope->resource == n.resource ? scope : &here, nullptr};
    const bool is_object = json::node_access::raw(v).kind() == json::kind::object;
    bool good = is_object ? object(n, v, in) : by_kind(n, v, in);
    if (!is_object && (good || !quiet_) && (!n.enumeration.empty() || n.constant)) good = enumeration(n, v) && good;
    --depth_;
    return good;
}

bool schema_checker::object(const schema_node& n, json::value v, const context& in) {
    const std::size_t size = json::node_access::raw(v).extra;
    std::uint64_t seen = 0;
    bool good = true;
    if (n.names_members) good = members(n, v, in, seen);
    if ((good || !quiet_) && seen != n.all_required) good = required(n, v, seen) && good;
    if (n.min_properties != no_bound && size < static_cast<std::size_t>(n.min_properties))
        good = fail_count(rules::schema_min_properties, v.offset(), n.min_properties, size);
    if (n.max_properties != no_bound && size > static_cast<std::size_t>(n.max_properties))
        good = fail_count(rules::schema_max_properties, v.offset(), n.max_properties, size);
    return good;
}

known_property schema_checker::say(const schema_node& n, std::string_view name) const {
    known_property out{.schema = n.additional, .looked_up = true};
    if (const auto* entry = n.properties.find(name)) {
        if (entry->required >= 0 && entry->required < required_bits) {
            out.required = 1;
            out.bit = static_cast<unsigned>(entry->required) & 63u;
        }
        out.named = entry->schema != no_schema;
        if (out.named) out.schema = entry->schema;
    }
    const bool more_to_see = !n.patterns.empty() || (n.more && n.more->property_names != no_schema);
    if (out.schema == no_schema || more_to_see) return out;
    out.accepts = plan(out.schema).accepts;
    out.plain = plan(out.schema).plain;
    return out;
}

// Where in known_ what is said about the numbered names of the document will stand; no_row for a schema without a
// number.
std::size_t schema_checker::make_row(const schema_node& n, std::size_t names) {
    constexpr std::size_t usual = 32; // rows that a document needs
    if (n.table == 0) return no_row;
    if (known_.size() == 1) known_.reserve((names + 1) * std::min<std::size_t>(nodes_.tables, usual) + 1);
    const std::size_t row = known_.size();
    rows_[n.table] = static_cast<std::uint32_t>(row);
    known_.resize(row + names + 1);
    return row;
}

// A name is looked up once for each schema; its number finds it from then on. The answer holds until the next call.
const known_property& schema_checker::look_up(
    const schema_node& n, const json::document_content& content, const json::node& name, std::size_t row
) {
    const bool numbered = row != no_row && name.sort == json::name_sort && name.extra != 0;
    known_property& known = numbered ? known_[row + name.extra] : unnumbered_;
    return known = say(n, content.string(name));
}

// Most members are decided by two loads: what is known of the name, and the kind of the value.
bool schema_checker::members(const schema_node& n, json::value v, const context& in, std::uint64_t& seen) {
    const json::document_content& content = json::node_access::content(v);
    const json::node* nodes = content.nodes.data();
    const std::uint32_t object = json::node_access::index(v);
    const std::uint32_t end = nodes[object].next;
    std::size_t row = rows_.data()[n.table];
    if (row == no_row) row = make_row(n, content.names.size());
    const known_property* known = known_.data() + row;
    const bool deep = depth_ >= limits_.depth;
    std::uint64_t found = 0;
    bool good = true;
    for (std::uint32_t name = object + 1; name < end;) {
        const json::node& called = nodes[name];
        const json::node& child = nodes[name + 1];
        const bool numbered = row != no_row && called.sort == json::name_sort;
        const known_property* property = known + (numbered ? called.extra : 0);
        if (!property->looked_up) property = &look_up(n, content, called, row);
        found |= std::uint64_t{property->required} << property->bit;
        const json::value value = json::node_access::at(content, name + 1);
        name = child.is_container() ? child.next : name + 2;
        const bool plain = ((property->plain >> child.sort) & 1) != 0;
        const bool fits =
            ((property->accepts >> child.sort) & 1) != 0 ||
            (plain && child.kind() == json::kind::string && fits_string(node(property->schema), content.string(child)));
        if (fits && !deep && ++work_ <= most_work) continue;
        good =
            (plain && !deep ? run_plain(node(property->schema), value, in.scope) : member(n, *property, value, in)) &&
            good;
        if (!good && quiet_) break;
        known = known_.data() + row; // it may have moved
    }
    seen = found;
    if (in.marks) mark_members(n, v, *in.marks);
    return good;
}

void schema_checker::mark_members(const schema_node& n, json::value v, evaluated& marks) const {
    std::size_t index = 0;
    for (json::value child = v.first_child(); child; child = child.next_sibling(), ++index)
        if (say(n, child.name()).schema != no_schema || fits_a_pattern(n, child.name())) marks.mark(index);
}

bool schema_checker::member(const schema_node& n, known_property property, json::value child, const context& in) {
    bool good = !property.named || run_child(property.schema, child, in.scope);
    bool known = property.named;
    for (const pattern_property& p : n.patterns) {
        if (!p.pattern.matches(child.name())) continue;
        known = true;
        good = run_child(p.schema, child, in.scope) && good;
    }
    if (!known && n.additional != no_schema) {
        if (node(n.additional).never)
            good = fail(rules::schema_additional_properties, child.name_offset(), [&](finding& f) {
                f.expected = nearest_names(n.properties, child.name());
                f.got = short_name(child.name());
            });
        else
            good = run_child(n.additional, child, in.scope) && good;
    }
    if (n.more && n.more->property_names != no_schema &&
        !attempt(n.more->property_names, child.name_value(), {in.scope, nullptr}))
        good = wrong_name(n.more->property_names, child, in);
    return good;
}

// Tells what the first rule is that the name breaks.
bool schema_checker::wrong_name(node_index schema, json::value member, const context& in) {
    if (quiet_) return false;
    std::vector<told> before = std::exchange(found_, {});
    run(schema, member.name_value(), in.scope, nullptr);
    const std::vector<told> inner = std::exchange(found_, std::move(before));
    return fail(rules::schema_property_names, member.name_offset(), [&](finding& f) {
        f.got = short_name(member.name());
        if (inner.empty()) return;
        const finding& why = inner.back().what; // behind a finding about alternatives stands what is wrong
        f.expected = why.broken->id.substr(why.broken->id.find('.') + 1);
        if (!why.expected.empty()) f.expected += " " + why.expected;
    });
}

bool schema_checker::required(const schema_node& n, json::value v, std::uint64_t seen) {
    const std::size_t size = n.required.size();
    bool good = true;
    for (std::size_t i = 0; i < size && (good || !quiet_); ++i) {
        const bool present =
            i < std::size_t{required_bits} ? ((seen >> i) & 1) != 0 : static_cast<bool>(v.member(n.required[i]));
        if (!present) good = fail(rules::schema_required, v.offset(), [&](finding& f) { f.expected = n.required[i]; });
    }
    return good;
}

} // namespace schakel::validation
