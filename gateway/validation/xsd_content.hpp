// Content models: from particles to automata that read one child at a time. Private to the XSD engine.
#pragma once

#include "gateway/validation/xsd_names.hpp"

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace schakel::validation::xsd {

struct wildcard {
    enum class process : std::uint8_t { strict, lax, skip };
    bool negated = true;       // the namespaces listed are those that are not allowed
    std::vector<index> spaces; // empty and negated: any
    process contents = process::strict;

    bool allows(index space) const;
    wildcard intersect(const wildcard& other) const; // keeps this one's process
    wildcard unite(const wildcard& other) const;
    bool overlaps(const wildcard& other) const;
    bool is_within(const wildcard& other) const; // Wildcard Subset (cos-ns-subset)
    bool is_expressible() const;                 // as any, a set, or everything but one namespace and the absent one
};

inline constexpr std::uint32_t unbounded = 0xFFFFFFFF;

// What may stand among the children: an element, a wildcard, or a group of particles. While compiling only.
struct particle {
    enum class kind : std::uint8_t { element, any, sequence, choice, all };
    kind what = kind::sequence;
    std::uint32_t least = 1, most = 1;
    index element = none; // declaration
    wildcard any;
    std::vector<particle> children;
};

// The least number of children that a particle demands (cos-seq-range, cos-choice-range).
std::uint64_t least_children(const particle& p);

// One counter operation of an edge. A counter counts the rounds of a particle whose bounds are too wide to be unrolled.
struct counter_step {
    enum class kind : std::uint8_t { begin, again, leave };
    kind what = kind::begin;
    std::uint16_t counter = 0;

    friend auto operator<=>(const counter_step&, const counter_step&) = default;
};

// Several edges of one state may take the same child; their counters then exclude each other, and the one that passes
// is the way.
struct edge {
    index name = none;                            // of the child; none for a wildcard
    index target = none;                          // element declaration, or index in content_model::wildcards
    std::uint32_t to = 0;                         // state
    std::uint32_t steps_begin = 0, steps_end = 0; // in content_model::steps
};

struct content_state {
    std::uint32_t begin = 0, names_end = 0, end = 0; // edges: by name in ascending order, then wildcards
    bool accepts = false;
    std::uint32_t steps_begin = 0, steps_end = 0; // counters that ending here leaves
};

struct all_member {
    index name = none;
    index element = none;
    std::uint32_t position = 0; // members of one substitution group share it
};

struct content_model {
    struct bounds {
        std::uint32_t least, most;
    };
    bool is_all = false;
    bool may_be_empty = false;           // of an all group
    std::vector<all_member> members;     // of an all group, in the order of the schema
    std::vector<std::uint32_t> by_name;  // places in `members`, in ascending order of the names
    std::vector<std::uint32_t> required; // of an all group: positions that must be taken, as bits
    std::vector<content_state> states;   // 0 is the start
    std::vector<edge> edges;
    std::vector<counter_step> steps;
    std::vector<bounds> counters;
    std::vector<wildcard> wildcards;
};

// A declaration that a particle's element admits: itself, or a member of its substitution group.
struct admitted {
    index name;
    index element;
};

// What building needs to know of declarations.
class particle_names {
public:
    virtual ~particle_names() = default;
    virtual std::span<const admitted> admits(index element) const = 0;
    virtual index space_of(index name) const = 0;
    virtual std::string shown(index name) const = 0;
};

struct content_fault {
    bool not_supported = false;
    std::string message;
};

// What building a content model throws.
struct content_refused {
    content_fault fault;
};

// Refuses models in which a child could be two particles (unique particle attribution), and sizes that no table should
// hold. `budget`: steps of work that a whole schema may take; what was taken is subtracted.
std::variant<content_model, content_fault>
build_content(const particle& root, const particle_names& names, std::size_t& budget);

} // namespace schakel::validation::xsd
