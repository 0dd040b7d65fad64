#include "gateway/outbox/search_term.hpp"

#include <algorithm>
#include <array>

namespace schakel::outbox {

namespace {

// FNV-1a; its upper bits are mixed behind it, because places in a run are told by them.
std::uint64_t hash(std::uint64_t start, std::string_view bytes) {
    std::uint64_t value = 0xCBF29CE484222325 ^ start;
    for (const char each : bytes) value = (value ^ static_cast<unsigned char>(each)) * 0x100000001B3;
    value = (value ^ value >> 33) * 0xFF51AFD7ED558CCD;
    value = (value ^ value >> 33) * 0xC4CEB9FE1A85EC53;
    return value ^ value >> 33;
}

constexpr std::uint64_t start_of(term_kind kind) {
    return (static_cast<std::uint64_t>(kind) + 1) << 56;
}

// U+00C0 to U+00FF as plain letters; '.' for what is no letter.
constexpr std::string_view plain = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty";
static_assert(plain.size() == 64);

// The next letter or digit, folded; 0 for what stands between words. Bytes of other scripts are letters as they are.
char next_letter(std::string_view& rest) {
    const auto first = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    if (first >= 'A' && first <= 'Z') return static_cast<char>(first + ('a' - 'A'));
    if ((first >= 'a' && first <= 'z') || (first >= '0' && first <= '9')) return static_cast<char>(first);
    if (first < 0x80) return 0;
    const auto second = static_cast<unsigned char>(rest.empty() ? '\0' : rest.front());
    const bool latin = first == 0xC2 || first == 0xC3,
               punctuation = first == 0xE2 && (second == 0x80 || second == 0x81);
    if (!latin && !punctuation) return static_cast<char>(first);
    rest.remove_prefix(std::min<std::size_t>(rest.size(), latin ? 1 : 2));
    const char letter = first == 0xC3 ? plain[second & 0x3F] : '.';
    return letter == '.' ? '\0' : letter;
}

constexpr std::size_t shortest = 2, longest = 64;

} // namespace

search_term term_of(term_kind kind, std::string_view value) {
    return hash(start_of(kind), value);
}

std::vector<search_term> terms_of_key(std::string_view value) {
    constexpr std::array kinds{
        term_kind::pupil, term_kind::test, term_kind::product, term_kind::message_id, term_kind::school};
    std::vector<search_term> terms;
    for (const term_kind kind : kinds) terms.push_back(term_of(kind, value));
    return terms;
}

void add_words(std::vector<search_term>& to, std::string_view text) {
    std::array<char, longest> word{};
    std::size_t length = 0;
    const auto end_word = [&] {
        if (length >= shortest) to.push_back(term_of(term_kind::word, {word.data(), length}));
        length = 0;
    };
    while (!text.empty()) {
        const char letter = next_letter(text);
        if (letter == 0)
            end_word();
        else if (length < longest)
            word[length++] = letter;
    }
    end_word();
}

void sort_once(std::vector<search_term>& terms) {
    std::ranges::sort(terms);
    terms.erase(std::ranges::unique(terms).begin(), terms.end());
}

} // namespace schakel::outbox
