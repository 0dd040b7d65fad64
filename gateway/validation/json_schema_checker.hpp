// One validation of one instance. Only for json_schema*.cpp.
#pragma once

#include "gateway/codec/json_nodes.hpp"
#include "gateway/codec/limits.hpp"
#include "gateway/validation/json_schema_nodes.hpp"
#include "gateway/validation/json_schema_rules.hpp"

#include <tuple>

namespace schakel::validation {

// The schema resources entered on the way here, innermost first (2020-12 core 7.1).
struct dynamic_scope {
    const dynamic_scope* outer = nullptr;
    std::uint32_t resource = 0;
};

// Which children of one value a schema has looked at, for unevaluatedProperties and unevaluatedItems.
class evaluated {
public:
    void mark(std::size_t child);
    void mark_all() { all_ = true; }
    bool holds(std::size_t child) const { return all_ || (child < children_.size() && children_[child]); }
    void merge(const evaluated& other);

private:
    std::vector<bool> children_;
    bool all_ = false;
};

inline constexpr std::size_t most_work = 100'000'000; // schemas applied to values; some seconds

// What a schema says about the members of one name.
struct known_property {
    node_index schema = no_schema; // for the value: that of the property, else that for additional members
    std::uint8_t accepts = 0;      // as schema_plan says it; nothing where the name itself has to be looked at
    std::uint8_t plain = 0;        // likewise
    std::uint8_t bit : 6 = 0;      // in the set of required names
    std::uint8_t required : 1 = 0; // whether it is one of them
    bool named : 1 = false;        // it is a property
    bool looked_up = false;        // false: nothing else of this is known
};
static_assert(sizeof(known_property) == 8);

// Runs in one of two ways: collecting every finding, or quietly, where the first fault decides.
class schema_checker {
public:
    // Values of a message may be of a person and are masked; those of a schema are shown to its author.
    enum class values { masked, shown };

    schema_checker(const json_schema_nodes& nodes, const document_limits& limits, values told_values = values::masked)
        : nodes_(nodes), limits_(limits), values_(told_values) {}

    findings check(json::value instance);

private:
    struct told {
        finding what;
        std::size_t depth;
    };
    struct context { // what a schema applied in place needs to know
        const dynamic_scope* scope;
        evaluated* marks; // null when nobody asks
    };

    const schema_node& node(node_index i) const { return nodes_.nodes.data()[i]; }
    const schema_plan& plan(node_index i) const { return nodes_.plans.data()[i]; }

    bool run(node_index schema, json::value v, const dynamic_scope* scope, evaluated* marks);
    bool run_node(const schema_node& n, json::value v, const dynamic_scope* scope, evaluated* marks);
    bool run_plain(const schema_node& n, json::value v, const dynamic_scope* scope);
    bool run_child(node_index schema, json::value v, const dynamic_scope* scope);
    bool attempt(node_index schema, json::value v, const context& in); // quietly; marks only what it accepts

    static bool accepts_type(const schema_node& n, json::value v);
    bool type(const schema_node& n, json::value v);
    bool by_kind(const schema_node& n, json::value v, const context& in);
    bool enumeration(const schema_node& n, json::value v);
    bool string(const schema_node& n, json::value v);
    bool fits_string(const schema_node& n, std::string_view text) const; // for a plain one; says nothing
    bool number(const schema_node& n, json::value v);
    bool bounds(const schema_node& n, json::value v);

    bool array(const schema_node& n, json::value v, const context& in);
    bool contains(const schema_node& n, json::value v, const context& in);
    bool unique(json::value v);

    bool object(const schema_node& n, json::value v, const context& in);
    [[gnu::always_inline]] inline bool
    members(const schema_node& n, json::value v, const context& in, std::uint64_t& seen); // no step for each object
    bool member(const schema_node& n, known_property property, json::value child, const context& in);
    void mark_members(const schema_node& n, json::value v, evaluated& marks) const;
    std::size_t make_row(const schema_node& n, std::size_t names);
    const known_property&
    look_up(const schema_node& n, const json::document_content& content, const json::node& name, std::size_t row);
    known_property say(const schema_node& n, std::string_view name) const;
    bool wrong_name(node_index schema, json::value member, const context& in);
    bool required(const schema_node& n, json::value v, std::uint64_t seen);

    bool combination(const schema_node& n, json::value v, const context& in);
    bool any_of(const schema_node& n, json::value v, const context& in);
    bool one_of(const schema_node& n, json::value v, const context& in);
    bool condition(const schema_node& n, json::value v, const context& in);
    bool dependencies(const schema_node& n, json::value v, const context& in);
    bool references(const schema_node& n, json::value v, const context& in);
    node_index dynamic_target(const schema_combination& m, const dynamic_scope* scope) const;
    struct distance {
        bool other_kind = false;     // the value is of another type
        std::size_t other_names = 0; // a const or an enum decides for another branch
        std::size_t faults = 0;
        std::size_t deepest = 0;

        bool operator<(const distance& d) const {
            return std::tuple(other_kind, other_names, faults, d.deepest) <
                   std::tuple(d.other_kind, d.other_names, d.faults, deepest);
        }
    };
    distance distance_of(const std::vector<told>& faults) const;
    bool differ_in_type_only(const std::vector<node_index>& branches, json::value v);
    bool closest(const rule& broken, const std::vector<node_index>& branches, json::value v, const context& in);
    bool unevaluated(const schema_node& n, json::value v, const context& in);

    bool has_room() const { return found_.empty() || found_.size() < limits_.findings; }

    // Always false. `describe` fills in expected and got, and is not called when nobody listens or nothing more is
    // told: of a million faults it would cost more than finding them.
    template <class Describe>
    bool fail(const rule& broken, std::size_t offset, Describe describe) {
        if (quiet_) return false;
        if (!has_room()) {
            more_ = true;
            return false;
        }
        finding f;
        f.broken = &broken;
        f.where.offset = offset;
        if (clause_) f.clause = *clause_;
        describe(f);
        add(std::move(f));
        return false;
    }
    bool fail_count(const rule& broken, std::size_t offset, std::int64_t expected, std::size_t got);
    void add(finding f);
    std::string seen(std::string_view text) const; // for `got`
    std::string seen(json::value v) const;

    const json_schema_nodes& nodes_;
    const document_limits& limits_;
    std::vector<std::uint32_t> rows_;   // by schema_node::table: where its row begins in known_; 0 for no row yet
    std::vector<known_property> known_; // a row has one for each numbered name of the document, behind an empty one;
                                        // in front of the first row stands a row of only that
    known_property unnumbered_;         // what was said last about another name
    values values_;
    std::vector<told> found_;
    const std::string* clause_ = nullptr; // the innermost x-schakel-clause on the way here
    std::size_t depth_ = 0;
    std::size_t work_ = 0;
    bool quiet_ = false;
    std::optional<std::size_t> too_deep_; // where the depth limit was met, also when nobody listened
    bool more_ = false;                   // over the limit of findings
};

} // namespace schakel::validation
