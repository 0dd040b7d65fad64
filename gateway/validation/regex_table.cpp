// Code point classes and the subset construction.
#include "gateway/validation/regex_automaton.hpp"

#include <algorithm>
#include <map>

namespace schakel::validation {

namespace {
constexpr std::size_t cell_limit = 4'000'000;
constexpr std::size_t work_limit = 40'000'000;

struct too_large {};

// Splits the code points so that every set is a union of classes. Every set renames the runs that it covers.
class class_builder {
public:
    class_builder(const std::vector<code_point_set>& sets, regex_table& out) : out_(out) {
        std::vector<char32_t>& bounds = out_.bounds;
        bounds.push_back(0);
        for (const auto& set : sets) {
            for (const auto& r : set.ranges()) {
                bounds.push_back(r.first);
                if (r.last < last_code_point) bounds.push_back(r.last + 1);
            }
        }
        std::sort(bounds.begin(), bounds.end());
        bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
        names_.assign(bounds.size(), 0);
        for (const auto& set : sets) refine(set);
        number();
    }

private:
    template <class F>
    void for_each_run(const code_point_set& set, F f) const {
        for (const auto& r : set.ranges()) {
            auto run = std::lower_bound(out_.bounds.begin(), out_.bounds.end(), r.first);
            for (; run != out_.bounds.end() && *run <= r.last; ++run)
                f(static_cast<std::size_t>(run - out_.bounds.begin()));
        }
    }

    void refine(const code_point_set& set) {
        std::map<std::uint32_t, std::uint32_t> renamed;
        for_each_run(set, [&](std::size_t run) {
            const auto [entry, added] = renamed.try_emplace(names_[run], next_name_);
            if (added) ++next_name_;
            names_[run] = entry->second;
        });
    }

    void number() {
        std::map<std::uint32_t, std::uint16_t> numbers;
        for (const std::uint32_t name : names_) {
            if (numbers.size() > 60'000) throw too_large{};
            out_.bound_classes.push_back(
                numbers.try_emplace(name, static_cast<std::uint16_t>(numbers.size())).first->second
            );
        }
        out_.class_count = static_cast<std::uint32_t>(numbers.size());
        for (char32_t c = 0; c < 128; ++c) {
            const auto after = std::upper_bound(out_.bounds.begin(), out_.bounds.end(), c);
            out_.ascii_classes[c] = out_.bound_classes[static_cast<std::size_t>(after - out_.bounds.begin() - 1)];
        }
    }

    regex_table& out_;
    std::vector<std::uint32_t> names_;
    std::uint32_t next_name_ = 1;
};

std::vector<std::vector<std::uint16_t>>
classes_of_sets(const std::vector<code_point_set>& sets, const regex_table& table) {
    std::vector<std::vector<std::uint16_t>> out(sets.size());
    for (std::size_t s = 0; s < sets.size(); ++s) {
        for (const auto& r : sets[s].ranges()) {
            auto run = std::lower_bound(table.bounds.begin(), table.bounds.end(), r.first);
            for (; run != table.bounds.end() && *run <= r.last; ++run)
                out[s].push_back(table.bound_classes[static_cast<std::size_t>(run - table.bounds.begin())]);
        }
        std::sort(out[s].begin(), out[s].end());
        out[s].erase(std::unique(out[s].begin(), out[s].end()), out[s].end());
    }
    return out;
}

enum class side : std::uint32_t { edge, word, other }; // what stands before or after a position

// A state of the table is the set of automaton states reached plus what was read last, which ^ and \b look at.
// Assertions are decided one step late, when what follows is known.
class table_builder {
public:
    table_builder(const regex_tree& tree, const regex_automaton& automaton, bool anywhere)
        : automaton_(automaton), anywhere_(anywhere), marks_(automaton.states.size(), 0) {
        std::vector<code_point_set> sets = tree.sets;
        using kind = regex_automaton::state::kind;
        for (const auto& s : automaton.states) {
            looks_at_words_ |= s.what == kind::at_word_edge || s.what == kind::inside_word;
            looks_at_start_ |= s.what == kind::at_start;
        }
        if (looks_at_words_) sets.push_back(ecma_word_set());
        class_builder(sets, out_);
        set_classes_ = classes_of_sets(sets, out_);
        sides_.assign(out_.class_count, side::other);
        if (looks_at_words_)
            for (const std::uint16_t c : set_classes_.back()) sides_[c] = side::word;
    }

    regex_table build() {
        add_row(0); // dead
        add_row(regex_table::always);
        out_.accepts = {0, 1};
        keys_.assign(2, nullptr);
        out_.start = state_for({automaton_.start}, looks_at_words_ || looks_at_start_ ? side::edge : side::other);
        for (std::size_t s = 2; s < keys_.size(); ++s) fill(s);
        return std::move(out_);
    }

private:
    using key = std::vector<std::uint32_t>; // sorted automaton states, then the side before

    void add_row(std::uint16_t fill_with) {
        if (out_.next.size() + out_.class_count > cell_limit || keys_.size() > regex_state_limit) throw too_large{};
        out_.next.resize(out_.next.size() + out_.class_count, fill_with);
    }

    std::uint16_t state_for(key states, side before) {
        std::sort(states.begin(), states.end());
        states.erase(std::unique(states.begin(), states.end()), states.end());
        if (states.empty()) return regex_table::dead;
        states.push_back(static_cast<std::uint32_t>(before));
        const auto [entry, added] = numbers_.try_emplace(std::move(states), static_cast<std::uint16_t>(keys_.size()));
        if (added) {
            add_row(regex_table::dead);
            keys_.push_back(&entry->first);
            out_.accepts.push_back(0);
        }
        return entry->second;
    }

    void fill(std::size_t s) {
        const key& k = *keys_[s];
        const auto before = static_cast<side>(k.back());
        out_.accepts[s] = close(k, before, side::edge);
        fill_side(s, before, side::other);
        if (looks_at_words_) fill_side(s, before, side::word);
    }

    // The successors over the classes of one side.
    void fill_side(std::size_t s, side before, side after) {
        const bool found = close(*keys_[s], before, after) && anywhere_;
        targets_.resize(out_.class_count);
        for (const std::uint32_t state : reached_) {
            const auto& from = automaton_.states[state];
            if (from.what != regex_automaton::state::kind::set || found) continue;
            for (const std::uint16_t c : set_classes_[from.set]) targets_[c].push_back(from.out);
            work_ += set_classes_[from.set].size();
        }
        const bool remembers = looks_at_words_ || looks_at_start_;
        for (std::uint16_t c = 0; c < out_.class_count; ++c) {
            key to = std::exchange(targets_[c], {});
            if (sides_[c] != after) continue;
            if (anywhere_) to.push_back(automaton_.start);
            const std::uint16_t target =
                found ? regex_table::always : state_for(std::move(to), remembers ? after : side::other);
            out_.next[s * out_.class_count + c] = target;
        }
        work_ += out_.class_count;
        if (work_ > work_limit) throw too_large{};
    }

    // Follows what consumes nothing; leaves the states in reached_ and tells whether the end is among them.
    bool close(const key& k, side before, side after) {
        using kind = regex_automaton::state::kind;
        reached_.assign(k.begin(), k.end() - 1);
        ++generation_;
        for (const std::uint32_t state : reached_) marks_[state] = generation_;
        bool accepts = false;
        const auto visit = [&](std::uint32_t state) {
            if (std::exchange(marks_[state], generation_) != generation_) reached_.push_back(state);
        };
        for (std::size_t i = 0; i < reached_.size(); ++i) {
            const auto& s = automaton_.states[reached_[i]];
            const bool edge = (before == side::word) != (after == side::word);
            switch (s.what) {
            case kind::accept: accepts = true; break;
            case kind::set: break;
            case kind::split:
                visit(s.out);
                visit(s.other);
                break;
            case kind::at_start:
                if (before == side::edge) visit(s.out);
                break;
            case kind::at_end:
                if (after == side::edge) visit(s.out);
                break;
            case kind::at_word_edge:
                if (edge) visit(s.out);
                break;
            case kind::inside_word:
                if (!edge) visit(s.out);
                break;
            }
        }
        work_ += reached_.size();
        return accepts;
    }

    const regex_automaton& automaton_;
    const bool anywhere_;
    bool looks_at_words_ = false;
    bool looks_at_start_ = false;
    regex_table out_;
    std::vector<std::vector<std::uint16_t>> set_classes_;
    std::vector<side> sides_; // of each class
    std::map<key, std::uint16_t> numbers_;
    std::vector<const key*> keys_; // by state
    std::vector<std::uint32_t> marks_;
    std::uint32_t generation_ = 0;
    std::vector<std::uint32_t> reached_;
    std::vector<key> targets_; // by class
    std::size_t work_ = 0;
};
} // namespace

std::uint16_t regex_table::class_of(char32_t point) const {
    const auto after = std::upper_bound(bounds.begin(), bounds.end(), point);
    return bound_classes[static_cast<std::size_t>(after - bounds.begin() - 1)];
}

result<regex_table> build_table(const regex_tree& tree, const regex_automaton& automaton, bool anywhere) {
    try {
        regex_table table = table_builder(tree, automaton, anywhere).build();
        sharpen(table);
        return table;
    } catch (const too_large&) {
        return failure{"the expression needs a table of more than 20,000 states; shorten its counted repetitions"};
    }
}

} // namespace schakel::validation
