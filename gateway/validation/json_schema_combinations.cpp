// schema_checker: schemas that are applied to the same value, and what remains unevaluated after them.
#include "gateway/validation/json_schema_checker.hpp"
#include "gateway/validation/json_schema_text.hpp"

#include <algorithm>

namespace schakel::validation {

bool schema_checker::attempt(node_index schema, json::value v, const context& in) {
    evaluated own;
    const bool was_quiet = std::exchange(quiet_, true);
    const bool good = run(schema, v, in.scope, in.marks ? &own : nullptr);
    quiet_ = was_quiet;
    if (good && in.marks) in.marks->merge(own);
    return good;
}

bool schema_checker::combination(const schema_node& n, json::value v, const context& in) {
    const schema_combination& m = *n.more;
    bool good = references(n, v, in);
    for (const node_index part : m.all_of)
        if (good || !quiet_) good = run(part, v, in.scope, in.marks) && good;
    if (!m.any_of.empty() && (good || !quiet_)) good = any_of(n, v, in) && good;
    if (!m.one_of.empty() && (good || !quiet_)) good = one_of(n, v, in) && good;
    if (m.no != no_schema && (good || !quiet_) && attempt(m.no, v, {in.scope, nullptr}))
        good = fail(rules::schema_not, v.offset(), [&](finding& f) { f.expected = node(m.no).name; });
    if (m.condition != no_schema && (good || !quiet_)) good = condition(n, v, in) && good;
    if (!m.dependencies.empty() && v.is(json::kind::object) && (good || !quiet_)) good = dependencies(n, v, in) && good;
    return good;
}

bool schema_checker::references(const schema_node& n, json::value v, const context& in) {
    const schema_combination& m = *n.more;
    bool good = true;
    if (m.reference != no_schema) good = run(m.reference, v, in.scope, in.marks);
    if (m.dynamic_reference != no_schema && (good || !quiet_))
        good = run(dynamic_target(m, in.scope), v, in.scope, in.marks) && good;
    return good;
}

// The outermost resource on the way here that has the anchor decides.
node_index schema_checker::dynamic_target(const schema_combination& m, const dynamic_scope* scope) const {
    node_index target = m.dynamic_reference;
    for (; !m.dynamic_anchor.empty() && scope; scope = scope->outer) {
        const auto& anchors = nodes_.dynamic_anchors[scope->resource];
        if (const auto at = anchors.find(m.dynamic_anchor); at != anchors.end()) target = at->second;
    }
    return target;
}

// With marks every branch has to be tried, since each that fits evaluates children.
bool schema_checker::any_of(const schema_node& n, json::value v, const context& in) {
    bool good = false;
    for (const node_index branch : n.more->any_of)
        if (!good || in.marks) good = attempt(branch, v, in) || good;
    return good || closest(rules::schema_any_of, n.more->any_of, v, in);
}

bool schema_checker::one_of(const schema_node& n, json::value v, const context& in) {
    std::vector<node_index> fitting;
    for (const node_index branch : n.more->one_of) {
        if (attempt(branch, v, in)) fitting.push_back(branch);
        if (fitting.size() > 1 && quiet_) return false;
    }
    if (fitting.size() == 1) return true;
    if (fitting.empty()) return closest(rules::schema_one_of, n.more->one_of, v, in);
    return fail(rules::schema_one_of_many, v.offset(), [&](finding& f) {
        f.expected = "1";
        for (const node_index branch : fitting) f.got += (f.got.empty() ? "" : ", ") + node(branch).name;
    });
}

// How far a branch is from the value: what it takes the value for counts before how much is wrong with it.
schema_checker::distance schema_checker::distance_of(const std::vector<told>& faults) const {
    distance d;
    d.faults = faults.size();
    for (const told& t : faults) {
        const std::string_view id = t.what.broken->id;
        const bool names_a_value = id == rules::schema_const.id || id == rules::schema_enum.id;
        if (t.depth == depth_ && id == rules::schema_type.id) d.other_kind = true;
        if (t.depth <= depth_ + 1 && names_a_value) ++d.other_names;
        d.deepest = std::max(d.deepest, t.depth);
    }
    return d;
}

// Alternatives that each ask for another type are one question: which type is it?
bool schema_checker::differ_in_type_only(const std::vector<node_index>& branches, json::value v) {
    std::uint8_t types = 0;
    for (const node_index branch : branches) {
        const schema_node& n = node(branch);
        const bool only_type = n.types != any_type && !n.more && n.enumeration.empty() && !n.constant;
        if (!only_type || accepts_type(n, v)) return false;
        types = static_cast<std::uint8_t>(types | n.types);
    }
    fail(rules::schema_type, v.offset(), [&](finding& f) {
        f.expected = type_names(types);
        f.got = kind_name(v);
    });
    return true;
}

// Names the branch that came closest and lets it speak: of those that take the value for what it says it is (its type,
// and its members that a branch asks one of certain values for), the one with the fewest findings, then the one that
// was entered deepest.
bool schema_checker::closest(
    const rule& broken, const std::vector<node_index>& branches, json::value v, const context& in
) {
    if (quiet_ || differ_in_type_only(branches, v)) return false;
    std::vector<told> before = std::move(found_);
    std::vector<told> best;
    node_index best_branch = no_schema;
    distance best_distance;
    for (const node_index branch : branches) {
        found_.clear();
        run(branch, v, in.scope, nullptr);
        const distance d = distance_of(found_);
        if (best_branch != no_schema && !(d < best_distance)) continue;
        best = std::exchange(found_, {});
        best_branch = branch;
        best_distance = d;
    }
    found_ = std::move(before);
    fail(broken, v.offset(), [&](finding& f) { f.expected = node(best_branch).name; });
    for (told& t : best) {
        if (found_.size() < limits_.findings)
            found_.push_back(std::move(t));
        else
            more_ = true;
    }
    return false;
}

// Only where a member is missing does the reader ask why it has to be there; the condition is then told first.
bool schema_checker::condition(const schema_node& n, json::value v, const context& in) {
    const bool holds = attempt(n.more->condition, v, in);
    const node_index branch = holds ? n.more->then : n.more->otherwise;
    const std::size_t before = found_.size();
    if (branch == no_schema || run(branch, v, in.scope, in.marks)) return true;
    const bool asks_why =
        std::any_of(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(), [this](const told& t) {
            return t.depth == depth_ && t.what.broken == &rules::schema_required;
        });
    if (!asks_why || found_.size() >= limits_.findings) return false;
    fail(rules::schema_condition, v.offset(), [&](finding& f) {
        f.expected = node(n.more->condition).name;
        f.got = holds ? "then" : "else";
    });
    std::rotate(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end() - 1, found_.end());
    return false;
}

bool schema_checker::dependencies(const schema_node& n, json::value v, const context& in) {
    bool good = true;
    for (const dependency& d : n.more->dependencies) {
        if (!v.member(d.name)) continue;
        for (const std::string& wanted : d.required)
            if (!v.member(wanted))
                good = fail(rules::schema_dependent_required, v.offset(), [&](finding& f) {
                    f.expected = wanted;
                    f.got = d.name;
                });
        if (d.schema != no_schema) good = run(d.schema, v, in.scope, in.marks) && good;
    }
    return good;
}

bool schema_checker::unevaluated(const schema_node& n, json::value v, const context& in) {
    const bool object = v.is(json::kind::object);
    const node_index schema = object                    ? n.more->unevaluated_properties
                              : v.is(json::kind::array) ? n.more->unevaluated_items
                                                        : no_schema;
    if (schema == no_schema) return true;
    bool good = true;
    std::size_t index = 0;
    for (json::value child = v.first_child(); child && (good || !quiet_); child = child.next_sibling(), ++index) {
        if (in.marks->holds(index)) continue;
        if (!node(schema).never)
            good = run_child(schema, child, in.scope) && good;
        else if (object)
            good = fail(rules::schema_unevaluated_properties, child.name_offset(), [&](finding& f) {
                f.got = short_name(child.name());
            });
        else
            good = fail(rules::schema_unevaluated_items, child.offset(), [](finding&) {});
    }
    in.marks->mark_all();
    return good;
}

} // namespace schakel::validation
