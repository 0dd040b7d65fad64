// Particle Valid (Restriction): whether a content model accepts no more than that of the base type, by the table of
// cases of XML Schema 1.0 part 1, 3.9.6.
#include "gateway/validation/xsd_compiler.hpp"

#include <algorithm>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t comparison_limit = 5'000'000;

using kind = particle::kind;

bool is_group(const particle& p) {
    return p.what == kind::sequence || p.what == kind::choice || p.what == kind::all;
}

std::uint64_t most_total(const particle& p) {
    if (!is_group(p)) return p.most;
    std::uint64_t most = 0;
    for (const particle& child : p.children) {
        const std::uint64_t own = most_total(child);
        most = p.what == kind::choice ? std::max(most, own) : most + own;
        if (own == unbounded) most = unbounded;
    }
    if (most == 0 || p.most == 0) return 0;
    return most >= unbounded || p.most == unbounded ? unbounded : std::min<std::uint64_t>(most * p.most, unbounded);
}

struct too_large {};

class restriction_check {
public:
    restriction_check(const xsd_tables& tables, const std::map<index, std::vector<admitted>>& members)
        : tables_(tables), members_(members) {}

    // The failed case, or nothing. Throws too_large.
    std::optional<std::string> run(const particle& derived, const particle& base) {
        const particle own = without_pointless(derived);
        if (is_group(own) && own.children.empty() && own.what != kind::choice && least_children(base) == 0)
            return std::nullopt;
        if (fits(own, without_pointless(base))) return std::nullopt;
        return failed_;
    }

private:
    // Particles that only wrap others are left out, and heads of substitution groups become choices.
    particle without_pointless(const particle& p) const {
        if (p.what == kind::element) return substitutable(p);
        particle out = p;
        out.children.clear();
        for (const particle& child : p.children) {
            if (child.most == 0) continue;
            particle inner = without_pointless(child);
            const bool once = inner.least == 1 && inner.most == 1;
            if (is_group(inner) && inner.children.empty() && (inner.what != kind::choice || inner.least == 0)) continue;
            if (once && inner.what == out.what && out.what != kind::all && !inner.children.empty())
                std::move(inner.children.begin(), inner.children.end(), std::back_inserter(out.children));
            else
                out.children.push_back(std::move(inner));
        }
        if (is_group(out) && out.least == 1 && out.most == 1 && out.children.size() == 1)
            return particle(std::move(out.children[0]));
        return out;
    }

    particle substitutable(const particle& p) const {
        const auto group = members_.find(p.element);
        if (group == members_.end() || group->second.empty()) return p;
        particle out;
        out.what = kind::choice;
        out.element = p.element; // marks the choice as a set without order
        out.least = p.least;
        out.most = p.most;
        const auto add = [&](index element) {
            particle& member = out.children.emplace_back();
            member.what = kind::element;
            member.element = element;
        };
        add(p.element);
        for (const admitted& a : group->second) add(a.element);
        return out;
    }

    bool fail(std::string what) {
        if (failed_.empty()) failed_ = std::move(what);
        return false;
    }

    static bool range_fits(std::uint64_t least, std::uint64_t most, const particle& base) {
        return least >= base.least && (base.most == unbounded || most <= base.most);
    }
    static bool range_fits(const particle& derived, const particle& base) {
        return range_fits(derived.least, derived.most, base);
    }

    bool fits(const particle& derived, const particle& base) {
        if (++compared_ > comparison_limit) throw too_large{};
        if (derived.what == kind::element) {
            if (base.what == kind::element) return name_and_type(derived, base);
            if (base.what == kind::any) return namespace_fits(derived, base);
            return as_group(derived, base);
        }
        if (derived.what == kind::any)
            return base.what == kind::any ? namespace_subset(derived, base) : fail("a wildcard for a group or element");
        if (base.what == kind::element) return fail("a group where the base has an element");
        if (base.what == kind::any) return within_wildcard(derived, base);
        if (derived.what == base.what)
            return derived.what == kind::choice ? lax(derived, base) : recurse(derived, base);
        if (derived.what == kind::sequence)
            return base.what == kind::all ? unordered(derived, base) : map_and_sum(derived, base);
        return fail("groups of different kinds");
    }

    bool name_and_type(const particle& derived, const particle& base) {
        const element_declaration& d = tables_.elements[derived.element];
        const element_declaration& b = tables_.elements[base.element];
        if (d.name != b.name) return fail("rcase-NameAndTypeOK.1: " + shown(d) + " for " + shown(b));
        if (!range_fits(derived, base)) return fail("rcase-NameAndTypeOK.3: the occurrences of " + shown(d));
        if (derived.element == base.element) return true;
        if (d.nillable && !b.nillable) return fail("rcase-NameAndTypeOK.2: " + shown(d) + " becomes nillable");
        if (b.fixed && d.fixed != b.fixed) return fail("rcase-NameAndTypeOK.4: the fixed value of " + shown(d));
        if (!d.constraints.empty()) return fail("rcase-NameAndTypeOK.5: identity constraints of " + shown(d));
        if ((b.block & ~d.block) != 0) return fail("rcase-NameAndTypeOK.6: the block of " + shown(d));
        if (is_derived(tables_, d.type, b.type, by_extension | by_list | by_union)) return true;
        return fail("rcase-NameAndTypeOK.7: the type of " + shown(d));
    }

    bool namespace_fits(const particle& derived, const particle& base) {
        const element_declaration& d = tables_.elements[derived.element];
        if (!base.any.allows(tables_.names.space(d.name)))
            return fail("rcase-NSCompat.1: the namespace of " + shown(d));
        return range_fits(derived, base) || fail("rcase-NSCompat.2: the occurrences of " + shown(d));
    }

    bool as_group(const particle& derived, const particle& base) {
        particle group;
        group.what = base.what;
        group.children.push_back(derived);
        return fits(group, base) || fail("rcase-RecurseAsIfGroup");
    }

    bool namespace_subset(const particle& derived, const particle& base) {
        if (!range_fits(derived, base)) return fail("rcase-NSSubset.1: the occurrences of the wildcard");
        if (!derived.any.is_within(base.any)) return fail("rcase-NSSubset.2: the namespaces of the wildcard");
        if (derived.any.contents > base.any.contents) return fail("rcase-NSSubset.3: a weaker processContents");
        return true;
    }

    bool within_wildcard(const particle& derived, const particle& base) {
        if (!range_fits(least_children(derived), most_total(derived), base))
            return fail("rcase-NSRecurseCheckCardinality.2: the number of children");
        particle any = base; // how often each part occurs is in the total
        any.least = 0;
        any.most = unbounded;
        return std::all_of(derived.children.begin(), derived.children.end(), [&](const particle& child) {
            return fits(child, any) || fail("rcase-NSRecurseCheckCardinality.1");
        });
    }

    // Each part has its part of the base, in the same order; what it leaves out could be left out.
    bool recurse(const particle& derived, const particle& base) {
        if (!range_fits(derived, base)) return fail("rcase-Recurse.1: the occurrences of the group");
        auto at = base.children.begin();
        for (const particle& child : derived.children) {
            while (at != base.children.end() && !tried(child, *at)) {
                if (least_children(*at) != 0) return fail("rcase-Recurse.2: " + shown(child));
                ++at;
            }
            if (at == base.children.end()) return fail("rcase-Recurse.2: " + shown(child));
            ++at;
        }
        const bool rest =
            std::all_of(at, base.children.end(), [](const particle& p) { return least_children(p) == 0; });
        return rest || fail("rcase-Recurse.2.2: a required part is left out");
    }

    bool lax(const particle& derived, const particle& base) {
        if (!range_fits(derived, base)) return fail("rcase-RecurseLax.1: the occurrences of the choice");
        auto at = base.children.begin();
        for (const particle& child : derived.children) {
            if (base.element != none) at = base.children.begin();
            at = std::find_if(at, base.children.end(), [&](const particle& b) { return tried(child, b); });
            if (at == base.children.end()) return fail("rcase-RecurseLax.2: " + shown(child));
            ++at;
        }
        return true;
    }

    bool unordered(const particle& derived, const particle& base) {
        if (!range_fits(derived, base)) return fail("rcase-RecurseUnordered.1: the occurrences of the group");
        std::vector<bool> used(base.children.size());
        for (const particle& child : derived.children) {
            std::size_t b = 0;
            while (b < used.size() && (used[b] || !tried(child, base.children[b]))) ++b;
            if (b == used.size()) return fail("rcase-RecurseUnordered.2: " + shown(child));
            used[b] = true;
        }
        for (std::size_t b = 0; b < used.size(); ++b)
            if (!used[b] && least_children(base.children[b]) != 0)
                return fail("rcase-RecurseUnordered.2.3: " + shown(base.children[b]) + " is left out");
        return true;
    }

    bool map_and_sum(const particle& derived, const particle& base) {
        for (const particle& child : derived.children) {
            const bool mapped = std::any_of(base.children.begin(), base.children.end(), [&](const particle& b) {
                return tried(child, b);
            });
            if (!mapped) return fail("rcase-MapAndSum.1: " + shown(child));
        }
        const std::uint64_t parts = derived.children.size();
        const std::uint64_t most = derived.most == unbounded ? unbounded : derived.most * parts;
        return range_fits(derived.least * parts, most, base) || fail("rcase-MapAndSum.2: the number of children");
    }

    // Like fits, but one of several attempts.
    bool tried(const particle& derived, const particle& base) {
        const std::string before = failed_;
        const bool good = fits(derived, base);
        failed_ = before;
        return good;
    }

    std::string shown(const element_declaration& e) const { return "the element " + tables_.names.expanded(e.name); }
    std::string shown(const particle& p) const {
        return p.what == kind::element ? shown(tables_.elements[p.element])
               : p.what == kind::any   ? "a wildcard"
                                       : "a group";
    }

    const xsd_tables& tables_;
    const std::map<index, std::vector<admitted>>& members_;
    std::size_t compared_ = 0;
    std::string failed_;
};

void check_particles(
    const xsd_tables& tables, const std::map<index, std::vector<admitted>>& members, const particle& derived,
    const particle& base, const source_node& at
) {
    try {
        const auto failed = restriction_check(tables, members).run(derived, base);
        if (failed)
            refuse_invalid(
                at, "the content is no restriction of that of the base (" + *failed +
                        "; cos-particle-restrict, derivation-ok-restriction.5.4)"
            );
    } catch (const too_large&) {
        refuse_unsupported(at, "a restriction too large to compare with its base");
    }
}
} // namespace

// Derivation Valid (Restriction, Complex), clause 5, for content with children.
void schema_compiler::check_restrictions() {
    for (index t = 0; t < tables_->types.size(); ++t) {
        const element_type& type = tables_->types[t];
        const source_node* node = type_sources_[t];
        if (node == nullptr || type.derived_by != by_restriction || type.base == tables_->any_type) continue;
        if (type.content == content_kind::simple) continue;
        const element_type& base = tables_->types[type.base];
        const auto& from = particles_[type.base];
        const bool emptiable = !from || least_children(*from) == 0;
        if (type.content == content_kind::empty) {
            if (base.content == content_kind::empty || (base.content != content_kind::simple && emptiable)) continue;
            refuse_invalid(*node, "empty content where the base demands children (derivation-ok-restriction.5.3)");
        }
        if (base.content == content_kind::simple || base.content == content_kind::empty)
            refuse_invalid(*node, "children where the base has none (derivation-ok-restriction.5.4)");
        if (type.content == content_kind::mixed && base.content != content_kind::mixed)
            refuse_invalid(*node, "mixed content where the base has none (derivation-ok-restriction.5.4.1)");
        check_particles(*tables_, members_, *particles_[t], *from, *node);
    }
}

void schema_compiler::check_group_restriction(const source_node& node, const source_node& original) {
    check_particles(*tables_, members_, group_at(node), group_at(original), node);
}

} // namespace schakel::validation::xsd
