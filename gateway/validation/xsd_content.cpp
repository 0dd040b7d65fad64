// Content models as automata: positions made deterministic by the subset construction. States that continue alike are
// one.
#include "gateway/validation/xsd_positions.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace schakel::validation::xsd {

namespace {
constexpr std::size_t unroll_limit = 64;        // what costs less unrolled than counted
constexpr std::size_t last_unroll_limit = 1000; // where counting is ambiguous
constexpr std::size_t state_limit = 50'000;
constexpr std::size_t edge_limit = 2'000'000;

// A child could count for this round or for the next, and the tables have room for one answer only.
struct ambiguous_counters {};

bool holds(const counter_steps& steps, counter_step::kind what, std::uint16_t counter) {
    return std::find(steps.begin(), steps.end(), counter_step{what, counter}) != steps.end();
}

class model_builder {
public:
    model_builder(const particle& root, const particle_names& names, std::size_t unroll, std::size_t& budget)
        : names_(names), positions_(unroll), budget_(budget) {
        const auto whole = positions_.build(root);
        out_.counters = positions_.counters;
        nullable_ = whole.nullable;
        positions_.sets.push_back(whole.first);
        for (const reach& r : whole.last) last_[r.position] = r.done;
        classify();
    }

    content_model build() {
        states_.push_back({}); // the start
        out_.states.emplace_back();
        for (std::size_t s = 0; s < states_.size(); ++s) fill(static_cast<std::uint32_t>(s));
        return std::move(out_);
    }

private:
    using class_set = std::vector<std::uint32_t>;

    // What may follow some positions, and whether the children may end there.
    struct position_class {
        std::vector<continuation> follow;
        bool accepts = false;
        counter_steps leaving;

        friend auto operator<=>(const position_class&, const position_class&) = default;
    };
    // One way to reach a leaf: which counters move, and which classes follow.
    struct way {
        counter_steps done;
        class_set classes;
    };
    struct target {
        const particle* leaf = nullptr;
        index declaration = none;
        std::vector<way> ways;
    };
    using targets = std::vector<target>;

    void classify() {
        std::map<position_class, std::uint32_t> known;
        for (std::uint32_t p = 0; p < positions_.leaves.size(); ++p) {
            position_class c;
            c.follow = std::move(positions_.follow[p]);
            std::sort(c.follow.begin(), c.follow.end());
            c.follow.erase(std::unique(c.follow.begin(), c.follow.end()), c.follow.end());
            if (const auto end = last_.find(p); end != last_.end()) {
                c.accepts = true;
                c.leaving = end->second;
            }
            const auto [entry, added] = known.try_emplace(c, static_cast<std::uint32_t>(classes_.size()));
            if (added) classes_.push_back(std::move(c));
            class_of_.push_back(entry->second);
        }
    }

    std::uint32_t state_for(class_set set) {
        const auto [entry, added] = numbers_.try_emplace(set, static_cast<std::uint32_t>(states_.size()));
        if (added) {
            states_.push_back(std::move(set));
            out_.states.emplace_back();
        }
        return entry->second;
    }

    void fill(std::uint32_t s) {
        const class_set set = states_[s];
        std::map<index, targets> by_name;
        targets by_wildcard;
        if (s == 0) spread({{}, static_cast<std::uint32_t>(positions_.sets.size() - 1)}, by_name, by_wildcard);
        for (const std::uint32_t c : set)
            for (const continuation& next : classes_[c].follow) spread(next, by_name, by_wildcard);
        check_attribution(by_name, by_wildcard);
        if (s == 0)
            out_.states[s].accepts = nullable_;
        else
            set_end(set, out_.states[s]);
        write_edges(s, by_name, by_wildcard);
    }

    void spread(const continuation& next, std::map<index, targets>& by_name, targets& by_wildcard) {
        for (const reach& r : positions_.sets[next.set]) {
            if (budget_ == 0 || --budget_ == 0) refuse_model(true, "the content model is too large");
            counter_steps done = next.before;
            done.insert(done.end(), r.done.begin(), r.done.end());
            const particle* leaf = positions_.leaves[r.position];
            const std::uint32_t to = class_of_[r.position];
            if (leaf->what == particle::kind::any) {
                add_way(target_of(by_wildcard, leaf, none), std::move(done), to);
                continue;
            }
            for (const admitted& a : names_.admits(leaf->element))
                add_way(target_of(by_name[a.name], leaf, a.element), done, to);
        }
    }

    static target& target_of(targets& list, const particle* leaf, index declaration) {
        for (target& t : list)
            if (t.leaf == leaf) return t;
        return list.emplace_back(target{leaf, declaration, {}});
    }

    static void add_way(target& t, counter_steps done, std::uint32_t to) {
        for (way& w : t.ways) {
            if (w.done != done) continue;
            w.classes.push_back(to);
            return;
        }
        t.ways.push_back({std::move(done), {to}});
    }

    // One demands that a counter has reached its only value, the other that it has not.
    bool exclude_each_other(const counter_steps& a, const counter_steps& b) const {
        for (const counter_step& step : a) {
            const auto& bounds = out_.counters[step.counter];
            if (bounds.least != bounds.most || step.what == counter_step::kind::begin) continue;
            const auto other =
                step.what == counter_step::kind::again ? counter_step::kind::leave : counter_step::kind::again;
            if (holds(b, other, step.counter)) return true;
        }
        return false;
    }

    bool exclude_each_other(const target& a, const target& b) const {
        for (const way& x : a.ways)
            for (const way& y : b.ways)
                if (!exclude_each_other(x.done, y.done)) return false;
        return true;
    }

    void check_attribution(const std::map<index, targets>& by_name, const targets& by_wildcard) const {
        for (const auto& [name, list] : by_name) {
            for (std::size_t i = 1; i < list.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (!exclude_each_other(list[i], list[j])) refuse_two(name, "two particles of the content model");
            for (const target& any : by_wildcard)
                for (const target& t : list)
                    if (any.leaf->any.allows(names_.space_of(name)) && !exclude_each_other(any, t))
                        refuse_two(name, "an element or the wildcard beside it");
        }
        for (std::size_t i = 1; i < by_wildcard.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (by_wildcard[i].leaf->any.overlaps(by_wildcard[j].leaf->any) &&
                    !exclude_each_other(by_wildcard[i], by_wildcard[j]))
                    refuse_model(
                        false, "two wildcards could take the same child: unique particle attribution (cos-nonambig)"
                    );
    }

    [[noreturn]] void refuse_two(index name, const char* which) const {
        refuse_model(
            false,
            "the child " + names_.shown(name) + " could be " + which + ": unique particle attribution (cos-nonambig)"
        );
    }

    // Of ways to the same leaf the one with fewer rounds is as good as another where no minimum asks for rounds.
    bool covers(const way& better, const way& worse) const {
        const auto fewer = [&](const counter_step& s) {
            return s.what == counter_step::kind::again && out_.counters[s.counter].least == 0;
        };
        counter_steps rest;
        std::copy_if(worse.done.begin(), worse.done.end(), std::back_inserter(rest), [&](auto& s) {
            return !fewer(s) || holds(better.done, s.what, s.counter);
        });
        return rest == better.done &&
               std::includes(better.classes.begin(), better.classes.end(), worse.classes.begin(), worse.classes.end());
    }

    void settle(target& t) const {
        for (way& w : t.ways) {
            std::sort(w.classes.begin(), w.classes.end());
            w.classes.erase(std::unique(w.classes.begin(), w.classes.end()), w.classes.end());
        }
        for (std::size_t i = 0; i < t.ways.size(); ++i)
            for (std::size_t j = t.ways.size(); j-- > 0;)
                if (i != j && covers(t.ways[i], t.ways[j])) {
                    t.ways.erase(t.ways.begin() + static_cast<std::ptrdiff_t>(j));
                    if (j < i) --i;
                }
        for (std::size_t i = 1; i < t.ways.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                if (!exclude_each_other(t.ways[i].done, t.ways[j].done)) throw ambiguous_counters{};
    }

    void set_end(const class_set& set, content_state& state) {
        const position_class* end = nullptr;
        for (const std::uint32_t c : set) {
            if (!classes_[c].accepts) continue;
            if (end != nullptr && end->leaving != classes_[c].leaving) throw ambiguous_counters{};
            end = &classes_[c];
        }
        state.accepts = end != nullptr;
        if (end != nullptr) add_steps(end->leaving, state.steps_begin, state.steps_end);
    }

    void add_steps(const counter_steps& done, std::uint32_t& begin, std::uint32_t& end) {
        begin = static_cast<std::uint32_t>(out_.steps.size());
        out_.steps.insert(out_.steps.end(), done.begin(), done.end());
        end = static_cast<std::uint32_t>(out_.steps.size());
    }

    void write_edges(std::uint32_t s, std::map<index, targets>& by_name, targets& by_wildcard) {
        if (out_.edges.size() + by_name.size() > edge_limit || states_.size() > state_limit)
            refuse_model(true, "the content model is too large");
        out_.states[s].begin = static_cast<std::uint32_t>(out_.edges.size());
        for (auto& [name, list] : by_name)
            for (target& t : list) write_target(name, t.declaration, t);
        out_.states[s].names_end = static_cast<std::uint32_t>(out_.edges.size());
        for (target& t : by_wildcard) write_target(none, wildcard_index(t.leaf), t);
        out_.states[s].end = static_cast<std::uint32_t>(out_.edges.size());
    }

    void write_target(index name, index declaration, target& t) {
        settle(t);
        for (way& w : t.ways) {
            edge e;
            e.name = name;
            e.target = declaration;
            e.to = state_for(std::move(w.classes));
            add_steps(w.done, e.steps_begin, e.steps_end);
            out_.edges.push_back(e);
        }
    }

    index wildcard_index(const particle* leaf) {
        const auto [entry, added] = wildcard_numbers_.try_emplace(leaf, static_cast<index>(out_.wildcards.size()));
        if (added) out_.wildcards.push_back(leaf->any);
        return entry->second;
    }

    const particle_names& names_;
    position_builder positions_;
    std::map<std::uint32_t, counter_steps> last_;
    bool nullable_ = false;
    std::vector<position_class> classes_;
    std::vector<std::uint32_t> class_of_; // by position
    content_model out_;
    std::map<class_set, std::uint32_t> numbers_;
    std::vector<class_set> states_;
    std::map<const particle*, index> wildcard_numbers_;
    std::size_t& budget_;
};

content_model build_all(const particle& root, const particle_names& names) {
    content_model out;
    out.is_all = true;
    out.may_be_empty = root.least == 0;
    out.required.resize((root.children.size() + 31) / 32);
    std::set<index> taken;
    for (std::uint32_t position = 0; position < root.children.size(); ++position) {
        const particle& child = root.children[position];
        if (child.most == 0) continue;
        if (child.least > 0) out.required[position / 32] |= std::uint32_t{1} << position % 32;
        for (const admitted& a : names.admits(child.element)) {
            if (!taken.insert(a.name).second)
                refuse_model(
                    false, "the child " + names.shown(a.name) +
                               " stands twice in an all group: unique particle attribution (cos-nonambig)"
                );
            out.by_name.push_back(static_cast<std::uint32_t>(out.members.size()));
            out.members.push_back({a.name, a.element, position});
        }
    }
    std::sort(out.by_name.begin(), out.by_name.end(), [&](auto a, auto b) {
        return out.members[a].name < out.members[b].name;
    });
    return out;
}

content_model build_automaton(const particle& root, const particle_names& names, std::size_t& budget) {
    const particle simple = simplified(root);
    try {
        return model_builder(simple, names, unroll_limit, budget).build();
    } catch (const ambiguous_counters&) {
    }
    try {
        return model_builder(simple, names, last_unroll_limit, budget).build();
    } catch (const ambiguous_counters&) {
        refuse_model(true, "wide occurrence bounds where a child could belong to this round or the next");
    }
}
} // namespace

std::variant<content_model, content_fault>
build_content(const particle& root, const particle_names& names, std::size_t& budget) {
    try {
        if (root.what == particle::kind::all && root.most > 0) return build_all(root, names);
        return build_automaton(root, names, budget);
    } catch (const content_refused& r) {
        return r.fault;
    }
}

} // namespace schakel::validation::xsd
