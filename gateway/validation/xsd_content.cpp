// Position automata (Glushkov) of particles, made deterministic by the subset construction. Small bounds are unrolled;
// wide ones become counters, which demand that every child leads to one position.
#include "gateway/validation/xsd_content.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t unroll_limit = 64; // copies times positions of one particle
constexpr std::size_t position_limit = 20'000;
constexpr std::size_t edge_limit = 1'000'000;
constexpr std::size_t counter_limit = 8;

struct refused {
    content_fault fault;
};
[[noreturn]] void refuse(bool not_supported, std::string message) {
    throw refused{{not_supported, std::move(message)}};
}

using steps = std::vector<counter_step>;

struct reach {
    std::uint32_t position;
    steps done; // what passing from or to the position does to counters
};

struct part {
    bool nullable = true;
    std::vector<reach> first;
    std::vector<reach> last;
};

bool same(const steps& a, const steps& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](auto& x, auto& y) {
        return x.what == y.what && x.counter == y.counter;
    });
}

// Positions, each a copy of a leaf, and which may follow which.
class position_builder {
public:
    std::vector<const particle*> leaves;
    std::vector<std::vector<reach>> follow;
    std::vector<content_model::bounds> counters;

    part build(const particle& p) {
        if (p.most == 0) return {};
        const std::size_t size = count(p);
        const std::size_t copies = p.most == unbounded ? std::max<std::size_t>(p.least, 1) : p.most;
        if (copies == 1) return p.most == unbounded ? looped(once(p), p.least) : optional_if(p.least == 0, once(p));
        if (copies * size <= unroll_limit) return unrolled(p);
        return counted(p);
    }

private:
    static std::size_t count(const particle& p) {
        if (p.what == particle::kind::element || p.what == particle::kind::any) return 1;
        std::size_t total = 0;
        for (const particle& child : p.children) total += count(child);
        return total;
    }

    static part optional_if(bool optional, part p) {
        p.nullable |= optional;
        return p;
    }

    part once(const particle& p) {
        switch (p.what) {
        case particle::kind::element:
        case particle::kind::any: return leaf(p);
        case particle::kind::choice: return choice(p);
        default: return sequence(p);
        }
    }

    part leaf(const particle& p) {
        if (leaves.size() >= position_limit) refuse(true, "the content model is too large");
        const auto position = static_cast<std::uint32_t>(leaves.size());
        leaves.push_back(&p);
        follow.emplace_back();
        return {false, {{position, {}}}, {{position, {}}}};
    }

    part choice(const particle& p) {
        part out;
        out.nullable = p.children.empty();
        for (const particle& child : p.children) {
            const part c = build(child);
            out.nullable |= c.nullable;
            out.first.insert(out.first.end(), c.first.begin(), c.first.end());
            out.last.insert(out.last.end(), c.last.begin(), c.last.end());
        }
        return out;
    }

    part sequence(const particle& p) {
        part out;
        for (const particle& child : p.children) out = joined(std::move(out), build(child));
        return out;
    }

    part joined(part a, part b) {
        connect(a.last, {}, b.first);
        part out;
        out.nullable = a.nullable && b.nullable;
        out.first = a.first;
        if (a.nullable) out.first.insert(out.first.end(), b.first.begin(), b.first.end());
        out.last = b.last;
        if (b.nullable) out.last.insert(out.last.end(), a.last.begin(), a.last.end());
        return out;
    }

    part looped(part p, std::uint32_t least) {
        connect(p.last, {}, p.first);
        return optional_if(least == 0, std::move(p));
    }

    // xx(x(x)?)? or xx+ : an optional copy is entered only from the copy before it.
    part unrolled(const particle& p) {
        part out;
        const std::uint32_t fixed = p.most == unbounded ? p.least - 1 : p.least;
        for (std::uint32_t i = 0; i < fixed; ++i) out = joined(std::move(out), once(p));
        if (p.most == unbounded) return joined(std::move(out), looped(once(p), 1));
        part tail;
        for (std::uint32_t i = fixed; i < p.most; ++i) tail = optional_if(true, joined(once(p), std::move(tail)));
        return joined(std::move(out), std::move(tail));
    }

    part counted(const particle& p) {
        if (counters.size() >= counter_limit)
            refuse(true, "too many particles with wide occurrence bounds in one content model");
        const auto counter = static_cast<std::uint16_t>(counters.size());
        counters.push_back({p.least, p.most});
        part out = once(p);
        if (out.nullable) counters[counter].least = 0; // empty rounds fill the minimum
        connect(out.last, {{counter_step::kind::again, counter}}, out.first);
        for (reach& r : out.first) r.done.insert(r.done.begin(), {counter_step::kind::begin, counter});
        for (reach& r : out.last) r.done.push_back({counter_step::kind::leave, counter});
        return optional_if(p.least == 0, std::move(out));
    }

    void connect(const std::vector<reach>& from, const steps& between, const std::vector<reach>& to) {
        if (from.size() * to.size() > edge_limit) refuse(true, "the content model is too large");
        for (const reach& a : from) {
            for (const reach& b : to) {
                reach r{b.position, a.done};
                r.done.insert(r.done.end(), between.begin(), between.end());
                r.done.insert(r.done.end(), b.done.begin(), b.done.end());
                add_follow(a.position, std::move(r));
            }
        }
    }

    void add_follow(std::uint32_t position, reach r) {
        auto& list = follow[position];
        for (const reach& known : list)
            if (known.position == r.position && same(known.done, r.done)) return;
        if (++edges_ > edge_limit) refuse(true, "the content model is too large");
        list.push_back(std::move(r));
    }

    std::size_t edges_ = 0;
};

class model_builder {
public:
    model_builder(const particle& root, const particle_names& names) : names_(names) {
        const part whole = positions_.build(root);
        out_.counters = positions_.counters;
        first_ = whole.first;
        nullable_ = whole.nullable;
        for (const reach& r : whole.last) last_[r.position] = r.done;
    }

    content_model build() {
        state_for({});
        for (std::size_t s = 0; s < sets_.size(); ++s) fill(static_cast<std::uint32_t>(s));
        return std::move(out_);
    }

private:
    using position_set = std::vector<std::uint32_t>;

    struct target {
        const particle* leaf = nullptr;
        index declaration = none;
        position_set positions;
        steps done;
    };

    std::uint32_t state_for(position_set set) {
        const auto [entry, added] = numbers_.try_emplace(set, static_cast<std::uint32_t>(sets_.size()));
        if (added) {
            sets_.push_back(std::move(set));
            out_.states.emplace_back();
        }
        return entry->second;
    }

    // The empty set is the start.
    void fill(std::uint32_t s) {
        const position_set set = sets_[s];
        std::map<index, target> by_name;
        std::vector<target> by_wildcard;
        if (set.empty()) spread(first_, by_name, by_wildcard);
        for (const std::uint32_t p : set) spread(positions_.follow[p], by_name, by_wildcard);
        check_wildcards(by_name, by_wildcard);
        content_state& state = out_.states[s];
        state.accepts =
            set.empty() ? nullable_ : std::any_of(set.begin(), set.end(), [&](auto p) { return last_.contains(p); });
        if (!set.empty() && state.accepts && last_.contains(set[0]))
            add_steps(last_[set[0]], state.steps_begin, state.steps_end);
        write_edges(s, by_name, by_wildcard);
    }

    void spread(const std::vector<reach>& reached, std::map<index, target>& by_name, std::vector<target>& by_wildcard) {
        for (const reach& r : reached) {
            const particle* leaf = positions_.leaves[r.position];
            if (leaf->what == particle::kind::any) {
                const auto known =
                    std::find_if(by_wildcard.begin(), by_wildcard.end(), [&](auto& t) { return t.leaf == leaf; });
                target& t = known == by_wildcard.end() ? by_wildcard.emplace_back() : *known;
                merge(t, leaf, none, r);
                continue;
            }
            for (const admitted& a : names_.admits(leaf->element)) {
                target& t = by_name[a.name];
                if (t.leaf != nullptr && t.leaf != leaf)
                    refuse(
                        false, "the child " + names_.shown(a.name) +
                                   " could be two particles of the content model (unique particle attribution)"
                    );
                merge(t, leaf, a.element, r);
            }
        }
    }

    void merge(target& t, const particle* leaf, index declaration, const reach& r) {
        t.leaf = leaf;
        t.declaration = declaration;
        if (!positions_.counters.empty() && !t.positions.empty())
            refuse(true, "wide occurrence bounds where a child could belong to this round or the next");
        t.done = r.done;
        t.positions.push_back(r.position);
    }

    void check_wildcards(const std::map<index, target>& by_name, const std::vector<target>& by_wildcard) const {
        for (std::size_t i = 0; i < by_wildcard.size(); ++i) {
            const wildcard& any = by_wildcard[i].leaf->any;
            for (const auto& [name, unused] : by_name)
                if (any.allows(names_.space_of(name)))
                    refuse(
                        false, "the child " + names_.shown(name) +
                                   " could be an element or the wildcard beside it (unique particle attribution)"
                    );
            for (std::size_t j = 0; j < i; ++j)
                if (any.overlaps(by_wildcard[j].leaf->any))
                    refuse(false, "two wildcards could take the same child (unique particle attribution)");
        }
    }

    void add_steps(const steps& done, std::uint32_t& begin, std::uint32_t& end) {
        begin = static_cast<std::uint32_t>(out_.steps.size());
        out_.steps.insert(out_.steps.end(), done.begin(), done.end());
        end = static_cast<std::uint32_t>(out_.steps.size());
    }

    void write_edges(std::uint32_t s, const std::map<index, target>& by_name, const std::vector<target>& by_wildcard) {
        if (out_.edges.size() + by_name.size() > edge_limit || sets_.size() > position_limit)
            refuse(true, "the content model is too large");
        out_.states[s].begin = static_cast<std::uint32_t>(out_.edges.size());
        for (const auto& [name, t] : by_name) write_edge(name, t.declaration, t);
        out_.states[s].names_end = static_cast<std::uint32_t>(out_.edges.size());
        for (const target& t : by_wildcard) write_edge(none, wildcard_index(t.leaf), t);
        out_.states[s].end = static_cast<std::uint32_t>(out_.edges.size());
    }

    void write_edge(index name, index declaration, const target& t) {
        edge e;
        e.name = name;
        e.target = declaration;
        position_set positions = t.positions;
        std::sort(positions.begin(), positions.end());
        positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
        e.to = state_for(std::move(positions));
        add_steps(t.done, e.steps_begin, e.steps_end);
        out_.edges.push_back(e);
    }

    index wildcard_index(const particle* leaf) {
        const auto [entry, added] = wildcard_numbers_.try_emplace(leaf, static_cast<index>(out_.wildcards.size()));
        if (added) out_.wildcards.push_back(leaf->any);
        return entry->second;
    }

    const particle_names& names_;
    position_builder positions_;
    std::vector<reach> first_;
    std::map<std::uint32_t, steps> last_;
    bool nullable_ = false;
    content_model out_;
    std::map<position_set, std::uint32_t> numbers_;
    std::vector<position_set> sets_;
    std::map<const particle*, index> wildcard_numbers_;
};

content_model build_all(const particle& root, const particle_names& names) {
    content_model out;
    out.is_all = true;
    out.may_be_empty = root.least == 0;
    if (root.children.size() > 64) refuse(true, "an all group of more than 64 elements");
    std::set<index> taken;
    for (std::uint32_t position = 0; position < root.children.size(); ++position) {
        const particle& child = root.children[position];
        if (child.most == 0) continue;
        if (child.least > 0) out.required |= std::uint64_t{1} << position;
        for (const admitted& a : names.admits(child.element)) {
            if (!taken.insert(a.name).second)
                refuse(false, "the child " + names.shown(a.name) + " stands twice in an all group");
            out.members.push_back({a.name, a.element, position});
        }
    }
    return out;
}
} // namespace

std::variant<content_model, content_fault> build_content(const particle& root, const particle_names& names) {
    try {
        if (root.what == particle::kind::all && root.most > 0) return build_all(root, names);
        return model_builder(root, names).build();
    } catch (const refused& r) {
        return r.fault;
    }
}

} // namespace schakel::validation::xsd
