// A value that an expression matches, to show what it asks for.
#include "gateway/validation/regex_automaton.hpp"

#include <algorithm>

namespace schakel::validation {

namespace {
constexpr std::size_t most_cells = 50'000;
constexpr std::size_t longest = 40;
constexpr std::uint32_t unreached = 0xFFFFFFFF;

// The character that stands for each class, or 0: a digit or letter where the class has one.
std::vector<char> representatives(const regex_table& table) {
    std::vector<char> out(table.class_count);
    const auto offer = [&](char c) {
        char& known = out[table.ascii_classes[static_cast<unsigned char>(c)]];
        if (known == 0) known = c;
    };
    for (const char c : std::string_view("1Aa")) offer(c);
    for (char c = '0'; c <= 'z'; ++c)
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c >= 'a') offer(c);
    for (char c = '!'; c <= '~'; ++c) offer(c);
    offer(' ');
    return out;
}

struct step_back {
    std::uint32_t from = unreached;
    char by = 0;
};

std::string way_to(std::uint32_t state, std::uint32_t start, const std::vector<step_back>& steps) {
    std::string out;
    for (; state != start && out.size() <= longest; state = steps[state].from) out += steps[state].by;
    std::reverse(out.begin(), out.end());
    return out.size() > longest ? std::string() : out;
}
} // namespace

std::string shortest_match(const regex_table& table) {
    if (table.next.size() > most_cells) return {};
    const std::vector<char> characters = representatives(table);
    std::vector<step_back> steps(table.accepts.size());
    std::vector<std::uint32_t> queue{table.start};
    steps[table.start].from = table.start;
    for (std::size_t i = 0; i < queue.size(); ++i) {
        const std::uint32_t state = queue[i];
        if (table.accepts[state] != 0) return way_to(state, table.start, steps);
        for (std::uint32_t c = 0; c < table.class_count; ++c) {
            const std::uint16_t next = table.next[state * std::size_t{table.class_count} + c];
            if (characters[c] == 0 || next == regex_table::dead || steps[next].from != unreached) continue;
            steps[next] = {state, characters[c]};
            queue.push_back(next);
        }
    }
    return {};
}

} // namespace schakel::validation
