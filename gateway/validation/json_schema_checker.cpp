// schema_checker: the walk itself, and what concerns single values. Arrays and objects, and combinations of schemas,
// have files of their own.
#include "gateway/validation/json_schema_checker.hpp"

#include "gateway/codec/utf8.hpp"
#include "gateway/validation/json_schema_text.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {

std::uint8_t bit_of(json::kind kind) {
    static constexpr std::uint8_t bits[] = {null_bit, boolean_bit, number_bit, string_bit, array_bit, object_bit};
    return bits[static_cast<std::size_t>(kind)];
}

bool is_integer(json::value number) {
    const std::string_view text = number.number_text();
    return text.find_first_of(".eE") == std::string_view::npos || json::exact(text).is_integer();
}

// Whatever the characters are: none takes more than four bytes.
bool surely_within(const schema_node& n, std::size_t bytes) {
    return (n.min_length == no_bound || (bytes + 3) / 4 >= static_cast<std::size_t>(n.min_length)) &&
           (n.max_length == no_bound || bytes <= static_cast<std::size_t>(n.max_length));
}

bool is_one_of(std::string_view text, const std::vector<std::string_view>& sorted) {
    constexpr std::size_t few = 8;
    if (sorted.size() > few) return std::binary_search(sorted.begin(), sorted.end(), text);
    for (const std::string_view one : sorted)
        if (one == text) return true;
    return false;
}

} // namespace

void evaluated::mark(std::size_t child) {
    if (child >= children_.size()) children_.resize(child + 1);
    children_[child] = true;
}

void evaluated::merge(const evaluated& other) {
    all_ = all_ || other.all_;
    if (other.children_.size() > children_.size()) children_.resize(other.children_.size());
    for (std::size_t i = 0; i < other.children_.size(); ++i)
        if (other.children_[i]) children_[i] = true;
}

findings schema_checker::check(json::value instance) {
    rows_.resize(nodes_.tables + std::size_t{1});
    known_.resize(1);
    run(nodes_.root, instance, nullptr, nullptr);
    std::stable_sort(found_.begin(), found_.end(), [](const told& a, const told& b) {
        return a.what.where.offset < b.what.where.offset;
    });
    findings out;
    if (too_deep_) {
        finding& f = out.emplace_back();
        f.broken = &rules::schema_limit_depth;
        f.where.offset = *too_deep_;
        f.expected = std::to_string(limits_.depth);
    }
    for (told& t : found_) out.push_back(std::move(t.what));
    const auto end = [&](const rule& broken, std::size_t expected) {
        finding& f = out.emplace_back();
        f.broken = &broken;
        f.expected = std::to_string(expected);
    };
    if (more_) end(rules::schema_limit_findings, limits_.findings);
    if (work_ > most_work) end(rules::schema_limit_work, most_work);
    return out;
}

void schema_checker::add(finding f) {
    if (has_room()) // for one at least, or the document would seem valid
        found_.push_back({std::move(f), depth_});
    else
        more_ = true;
}

std::string schema_checker::seen(std::string_view text) const {
    return values_ == values::masked ? masked(text) : short_name(text);
}

std::string schema_checker::seen(json::value v) const {
    if (v.is(json::kind::string)) return seen(v.text());
    if (v.is(json::kind::number)) return seen(v.number_text());
    return v.is(json::kind::boolean) ? std::string(v.raw()) : std::string(kind_name(v));
}

bool schema_checker::fail_count(const rule& broken, std::size_t offset, std::int64_t expected, std::size_t got) {
    return fail(broken, offset, [&](finding& f) {
        f.expected = std::to_string(expected);
        f.got = std::to_string(got);
    });
}

bool schema_checker::run(node_index schema, json::value v, const dynamic_scope* scope, evaluated* marks) {
    const schema_node& n = node(schema);
    if (n.always) return true;
    if (++work_ > most_work) return false;
    if (n.clause.empty()) return run_node(n, v, scope, marks);
    const std::string* outer = std::exchange(clause_, &n.clause);
    const bool good = run_node(n, v, scope, marks);
    clause_ = outer;
    return good;
}

bool schema_checker::run_node(const schema_node& n, json::value v, const dynamic_scope* scope, evaluated* marks) {
    if (n.never) return fail(rules::schema_false, v.offset(), [](finding&) {});
    if (n.types != any_type && !type(n, v)) return false;
    const dynamic_scope here{scope, n.resource};
    const dynamic_scope* in = scope && scope->resource == n.resource ? scope : &here;
    if (!n.more) {
        const bool good = by_kind(n, v, {in, marks});
        return good || !quiet_ ? enumeration(n, v) && good : false;
    }
    evaluated own;
    const bool asks = n.more->unevaluated_properties != no_schema || n.more->unevaluated_items != no_schema;
    const context inner{in, asks ? &own : marks};
    bool good = by_kind(n, v, inner);
    if (good || !quiet_) good = enumeration(n, v) && good;
    if (good || !quiet_) good = combination(n, v, inner) && good;
    if (asks && (good || !quiet_)) good = unevaluated(n, v, inner) && good;
    if (asks && marks) marks->merge(own);
    return good;
}

bool schema_checker::run_child(node_index schema, json::value v, const dynamic_scope* scope) {
    if (depth_ >= limits_.depth) {
        if (!too_deep_) too_deep_ = v.offset();
        return false;
    }
    if ((plan(schema).plain >> json::node_access::raw(v).sort) & 1) return run_plain(node(schema), v, scope);
    ++depth_;
    const bool good = run(schema, v, scope, nullptr);
    --depth_;
    return good;
}

bool schema_checker::accepts_type(const schema_node& n, json::value v) {
    if (n.types & bit_of(json::node_access::raw(v).kind())) return true;
    return (n.types & integer_bit) && v.is(json::kind::number) && is_integer(v);
}

bool schema_checker::type(const schema_node& n, json::value v) {
    return accepts_type(n, v) || fail(rules::schema_type, v.offset(), [&](finding& f) {
               f.expected = type_names(n.types);
               f.got = kind_name(v);
           });
}

bool schema_checker::by_kind(const schema_node& n, json::value v, const context& in) {
    switch (json::node_access::raw(v).kind()) {
    case json::kind::string: return string(n, v);
    case json::kind::number: return number(n, v);
    case json::kind::array: return array(n, v, in);
    case json::kind::object: return object(n, v, in);
    default: return true;
    }
}

bool schema_checker::enumeration(const schema_node& n, json::value v) {
    if (n.constant && !json::equal(*n.constant, v))
        return fail(rules::schema_const, v.offset(), [&](finding& f) {
            f.expected = short_text(*n.constant);
            f.got = seen(v);
        });
    if (n.enumeration.empty()) return true;
    const bool found =
        v.is(json::kind::string)
            ? is_one_of(v.text(), n.enum_strings)
            : std::any_of(n.enumeration.begin(), n.enumeration.end(), [v](json::value e) { return json::equal(e, v); });
    return found || fail(rules::schema_enum, v.offset(), [&](finding& f) {
               f.expected = nearest_values(n.enumeration, v);
               f.got = seen(v);
           });
}

bool schema_checker::fits_string(const schema_node& n, std::string_view text) const {
    return surely_within(n, text.size()) && (!n.pattern || n.pattern->matches(text)) &&
           (!n.format || has_format(*n.format, text)) && !n.constant &&
           (n.enumeration.empty() || is_one_of(text, n.enum_strings));
}

bool schema_checker::string(const schema_node& n, json::value v) {
    const std::string_view text = json::node_access::string(v);
    bool good = true;
    if (!surely_within(n, text.size())) {
        const std::size_t length = utf8::length(text);
        if (n.min_length != no_bound && length < static_cast<std::size_t>(n.min_length))
            good = fail_count(rules::schema_min_length, v.offset(), n.min_length, length);
        if (n.max_length != no_bound && length > static_cast<std::size_t>(n.max_length))
            good = fail_count(rules::schema_max_length, v.offset(), n.max_length, length);
    }
    if (n.pattern && !n.pattern->matches(text))
        good = fail(rules::schema_pattern, v.offset(), [&](finding& f) {
            f.expected = n.pattern->pattern();
            f.got = seen(text);
        });
    if (n.format && !has_format(*n.format, text))
        good = fail(rules::schema_format, v.offset(), [&](finding& f) {
            f.expected = format_name(*n.format);
            f.got = seen(text);
        });
    return good;
}

bool schema_checker::number(const schema_node& n, json::value v) {
    bool good = true;
    if (n.minimum || n.maximum || n.exclusive_minimum || n.exclusive_maximum) good = bounds(n, v);
    if (n.more && n.more->multiple_of && !json::exact(v.number_text()).is_multiple_of(n.more->multiple_of->value))
        good = fail(rules::schema_multiple_of, v.offset(), [&](finding& f) {
            f.expected = n.more->multiple_of->text;
            f.got = seen(v.number_text());
        });
    return good;
}

// Rounding to a double keeps the order, so digits are compared only where the doubles are equal.
bool schema_checker::bounds(const schema_node& n, json::value v) {
    const double near = v.approximate();
    const auto compared = [&](const numeric_bound& b) {
        if (near < b.near) return std::strong_ordering::less;
        if (near > b.near) return std::strong_ordering::greater;
        return json::exact(v.number_text()) <=> b.value;
    };
    bool good = true;
    const auto check = [&](const std::optional<numeric_bound>& bound, const rule& broken, auto allowed) {
        if (!bound || allowed(compared(*bound))) return;
        good = fail(broken, v.offset(), [&](finding& f) {
            f.expected = bound->text;
            f.got = seen(v.number_text());
        });
    };
    check(n.minimum, rules::schema_minimum, [](auto order) { return order >= 0; });
    check(n.maximum, rules::schema_maximum, [](auto order) { return order <= 0; });
    check(n.exclusive_minimum, rules::schema_exclusive_minimum, [](auto order) { return order > 0; });
    check(n.exclusive_maximum, rules::schema_exclusive_maximum, [](auto order) { return order < 0; });
    return good;
}

} // namespace schakel::validation
