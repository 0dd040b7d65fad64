// What is found in a finished table: states that lead nowhere, and the bytes that every match begins with.
#include "gateway/validation/regex_automaton.hpp"

#include <algorithm>
#include <utility>

namespace schakel::validation {

namespace {

constexpr std::size_t longest_prefix = 256;
constexpr std::size_t most_sets = 8; // bits of regex_table::prefix_sets

// By states that lead to each state, from the accepting ones backwards.
std::vector<bool> states_that_can_match(const regex_table& t) {
    const std::size_t states = t.accepts.size();
    std::vector<std::vector<std::uint16_t>> before(states);
    for (std::size_t s = 0; s < states; ++s) {
        std::uint16_t last = 0;
        for (std::size_t c = 0; c < t.class_count; ++c) {
            const std::uint16_t to = t.next[s * t.class_count + c];
            if (to != last && to != s) before[to].push_back(static_cast<std::uint16_t>(s));
            last = to;
        }
    }
    std::vector<bool> can(states);
    std::vector<std::uint16_t> reached;
    for (std::size_t s = 0; s < states; ++s)
        if (t.accepts[s] != 0) reached.push_back(static_cast<std::uint16_t>(s));
    for (const std::uint16_t s : reached) can[s] = true;
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (const std::uint16_t s : before[reached[i]])
            if (!can[s]) {
                can[s] = true;
                reached.push_back(s);
            }
    return can;
}

std::vector<bool> classes_of_ascii_only(const regex_table& t) {
    std::vector<bool> only(t.class_count, true);
    for (std::size_t run = 0; run < t.bounds.size(); ++run) {
        const bool last = run + 1 == t.bounds.size();
        if (last || t.bounds[run + 1] > 128) only[t.bound_classes[run]] = false;
    }
    return only;
}

// The one state that follows `state`, and the classes that lead there; none when there is a choice.
struct step {
    std::uint16_t to = regex_table::dead;
    std::vector<bool> classes;
};
step only_step(const regex_table& t, std::uint16_t state, const std::vector<bool>& ascii_only) {
    step out;
    out.classes.assign(t.class_count, false);
    for (std::size_t c = 0; c < t.class_count; ++c) {
        const std::uint16_t to = t.next[state * std::size_t{t.class_count} + c];
        if (to == regex_table::dead) continue;
        if (!ascii_only[c] || to == state || to == regex_table::always) return {};
        if (out.to != regex_table::dead && out.to != to) return {};
        out.to = to;
        out.classes[c] = true;
    }
    return out;
}

void find_prefix(regex_table& t) {
    const std::vector<bool> ascii_only = classes_of_ascii_only(t);
    std::vector<std::vector<bool>> sets;
    t.behind_prefix = t.start;
    while (t.prefix.size() < longest_prefix && t.accepts[t.behind_prefix] == 0) {
        const step next = only_step(t, t.behind_prefix, ascii_only);
        if (next.to == regex_table::dead) return;
        const auto known = std::find(sets.begin(), sets.end(), next.classes);
        const auto number = static_cast<std::size_t>(known - sets.begin());
        if (number == most_sets) return;
        const auto bit = static_cast<std::uint8_t>(1u << number);
        if (known == sets.end()) {
            sets.push_back(next.classes);
            for (std::size_t c = 0; c < 128; ++c)
                if (next.classes[t.ascii_classes[c]]) t.prefix_sets[c] |= bit;
        }
        t.prefix.push_back(bit);
        t.behind_prefix = next.to;
    }
}

// The runs of bytes that have this bit in prefix_sets, as first byte and length less one.
std::vector<std::pair<std::uint8_t, std::uint8_t>> ranges_of(const regex_table& t, std::uint8_t bit) {
    std::vector<std::pair<std::uint8_t, std::uint8_t>> out;
    for (unsigned c = 0; c < 128; ++c) {
        if ((t.prefix_sets[c] & bit) == 0) continue;
        if (c > 0 && (t.prefix_sets[c - 1] & bit) != 0)
            ++out.back().second;
        else
            out.emplace_back(static_cast<std::uint8_t>(c), std::uint8_t{0});
    }
    return out;
}

void find_prefix_ranges(regex_table& t) {
    for (const std::uint8_t bit : t.prefix) {
        const auto ranges = ranges_of(t, bit);
        if (ranges.size() > regex_table::most_ranges) {
            t.prefix_ranges = {};
            return;
        }
        for (std::size_t i = 0; i < regex_table::most_ranges; ++i) {
            const auto [low, span] = ranges[std::min(i, ranges.size() - 1)];
            t.prefix_ranges[i].low.push_back(low);
            t.prefix_ranges[i].span.push_back(span);
        }
    }
}

} // namespace

void sharpen(regex_table& table) {
    const std::vector<bool> can_match = states_that_can_match(table);
    for (std::uint16_t& to : table.next)
        if (!can_match[to]) to = regex_table::dead;
    if (!can_match[table.start]) table.start = regex_table::dead;
    find_prefix(table);
    find_prefix_ranges(table);
}

} // namespace schakel::validation
