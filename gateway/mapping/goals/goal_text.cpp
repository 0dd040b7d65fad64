#include "gateway/mapping/goals/goal_text.hpp"

#include "gateway/mapping/goals/text_store.hpp"

#include <algorithm>
#include <array>

namespace schakel::mapping::goals {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
// Stands for itself in every form.
bool is_plain(char c) {
    return is_letter(c) || is_digit(c);
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// How many bytes of white space stand here: ASCII, no-break space, the spaces of U+2000 to U+200B, the byte order mark.
std::size_t space_at(std::string_view text) {
    const char c = text.front();
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (text.starts_with("\xc2\xa0")) return 2;
    if (text.starts_with("\xe2\x80\xaf") || text.starts_with("\xef\xbb\xbf")) return 3;
    if (text.size() >= 3 && text.starts_with("\xe2\x80")) {
        const auto last = static_cast<unsigned char>(text[2]);
        if (last >= 0x80 && last <= 0x8b) return 3;
    }
    return 0;
}

// Dashes, quotes, bullets and ellipses of U+2010 to U+206F, the middle dot, « and ».
std::size_t mark_at(std::string_view text) {
    if (text.starts_with("\xc2\xb7") || text.starts_with("\xc2\xab") || text.starts_with("\xc2\xbb")) return 2;
    if (text.size() >= 3 && (text.starts_with("\xe2\x80") || text.starts_with("\xe2\x81"))) return 3;
    return 0;
}

// "<p>", "</li>", "&nbsp;", "&#233;": how many bytes of markup stand here.
std::size_t markup_at(std::string_view text) {
    constexpr std::size_t longest_entity = 10;
    if (text.front() == '<' && text.size() > 1 && (is_letter(text[1]) || text[1] == '/')) {
        const auto end = text.find('>');
        return end == std::string_view::npos ? 0 : end + 1;
    }
    if (text.front() == '&') {
        const auto end = text.substr(0, longest_entity).find(';');
        if (end == std::string_view::npos || end < 2) return 0;
        for (const char c : text.substr(1, end - 1)) {
            if (!is_letter(c) && !is_digit(c) && c != '#') return 0;
        }
        return end + 1;
    }
    return 0;
}

// "é" in its upper case: U+00C0 to U+00DE but for the multiplication sign.
bool is_upper_latin(std::string_view text) {
    if (text.size() < 2 || text[0] != '\xc3') return false;
    const auto second = static_cast<unsigned char>(text[1]);
    return second >= 0x80 && second <= 0x9e && second != 0x97;
}

bool is_number(std::string_view word) {
    for (const char c : word) {
        if (!is_digit(c)) return false;
    }
    return !word.empty();
}

std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find(' '));
}

// Takes "concept", "definitief concept", "kerndoel 3" and the like from the front, as often as they stand there. A word
// that names a kind goes only with its number, since it may begin the sentence itself.
std::string_view without_prefix_words(std::string_view text) {
    constexpr std::array<std::string_view, 4> states{"concept", "definitief", "voorlopig", "ontwerp"};
    constexpr std::array<std::string_view, 6> kinds{"kerndoel",    "eindterm",     "doel",
                                                    "minimumdoel", "leerplandoel", "doelzin"};
    const auto drop = [&](std::string_view word) { text.remove_prefix(std::min(text.size(), word.size() + 1)); };
    for (;;) {
        const std::string_view word = first_word(text);
        if (std::find(states.begin(), states.end(), word) != states.end()) {
            drop(word);
            continue;
        }
        if (std::find(kinds.begin(), kinds.end(), word) == kinds.end()) return text;
        const std::string_view rest = text.substr(std::min(text.size(), word.size() + 1));
        if (!is_number(first_word(rest))) return text;
        drop(word);
        drop(first_word(text));
    }
}

} // namespace

std::string normalised_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    while (!text.empty()) {
        const std::size_t space = is_plain(text.front()) ? 0 : space_at(text);
        if (space > 0) {
            pending = true;
            text.remove_prefix(space);
            continue;
        }
        if (pending && !out.empty()) out += ' ';
        pending = false;
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

std::string bare_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    while (!text.empty()) {
        const char c = text.front();
        std::size_t skipped = 0;
        if (!is_plain(c)) {
            skipped = space_at(text);
            if (skipped == 0) skipped = markup_at(text);
            if (skipped == 0) skipped = mark_at(text);
            if (skipped == 0 && static_cast<unsigned char>(c) < 0x80) skipped = 1;
        }
        if (skipped > 0) {
            pending = true;
            text.remove_prefix(skipped);
            continue;
        }
        if (pending && !out.empty()) out += ' ';
        pending = false;
        if (is_upper_latin(text)) {
            out += c;
            out += static_cast<char>(static_cast<unsigned char>(text[1]) + 0x20);
            text.remove_prefix(2);
        } else {
            out += lower(c);
            text.remove_prefix(1);
        }
    }
    return std::string(without_prefix_words(out));
}

text_print print_of(std::string_view text) {
    const std::string normalised = normalised_text(text);
    if (normalised.empty()) return {};
    const std::string bare = bare_text(normalised);
    return {stable_hash(normalised) | 1, bare.empty() ? 0 : stable_hash(bare) | 1};
}

std::string normalised_code(std::string_view code) {
    std::string out;
    const std::string text = normalised_text(code);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool starts_number = is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1]));
        if (starts_number) {
            while (text[i] == '0' && i + 1 < text.size() && is_digit(text[i + 1])) ++i;
        }
        out += lower(text[i]);
    }
    while (!out.empty() && (out.back() == '.' || out.back() == ':')) out.pop_back();
    return out;
}

code_parts parts_of_code(std::string_view code) {
    code_parts out;
    out.whole = normalised_code(code);
    // Behind a colon stands what the goal is called.
    const std::size_t colon = out.whole.find(": ");
    if (colon != std::string::npos && std::ranges::any_of(out.whole.substr(0, colon), is_digit))
        out.whole.resize(colon);
    std::string_view rest = out.whole;
    for (std::size_t space; (space = rest.find(' ')) != std::string_view::npos; rest.remove_prefix(space + 1))
        out.before.emplace_back(rest.substr(0, space));
    out.number = rest;
    return out;
}

} // namespace schakel::mapping::goals
