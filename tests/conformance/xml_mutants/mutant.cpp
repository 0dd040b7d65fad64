#include "mutant.hpp"

#include "seeds.hpp"
#include "tests/support/chance.hpp"

#include <utility>

namespace schakel::mutants {

namespace {

using test::chance;
using tokens = std::vector<std::string>;

std::ptrdiff_t distance(std::size_t index) {
    return static_cast<std::ptrdiff_t>(index);
}

std::string joined(const tokens& parts) {
    std::string whole;
    for (const std::string& part : parts) whole += part;
    return whole;
}

// Bytes.

void change_bit(std::string& bytes, chance& random) {
    if (bytes.empty()) return;
    char& changed = bytes[random.below(bytes.size())];
    changed = static_cast<char>(static_cast<unsigned char>(changed) ^ (1u << random.below(8)));
}

void replace_byte(std::string& bytes, chance& random) {
    if (bytes.empty()) return;
    char& changed = bytes[random.below(bytes.size())];
    changed = static_cast<char>(random.below(256));
}

void erase_bytes(std::string& bytes, chance& random) {
    const std::size_t at = random.below(bytes.size() + 1);
    bytes.erase(at, random.between(1, 4));
}

void insert_piece(std::string& bytes, chance& random) {
    const std::size_t at = random.below(bytes.size() + 1);
    bytes.insert(at, random.pick(pieces()));
}

void truncate(std::string& bytes, chance& random) {
    bytes.resize(random.below(bytes.size() + 1));
}

void repeat_bytes(std::string& bytes, chance& random) {
    const std::size_t from = random.below(bytes.size() + 1);
    const std::string copy = bytes.substr(from, random.between(1, 40));
    bytes.insert(random.below(bytes.size() + 1), copy);
}

void splice(std::string& bytes, chance& random) {
    const std::string& other = random.pick(seeds());
    bytes.resize(random.below(bytes.size() + 1));
    bytes += other.substr(random.below(other.size() + 1));
}

// Tokens.

template <class Change>
void change_tokens(std::string& bytes, Change change) {
    tokens parts = tokens_of(bytes);
    if (parts.empty()) return;
    change(parts);
    bytes = joined(parts);
}

void drop_token(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) { parts.erase(parts.begin() + distance(random.below(parts.size()))); });
}

void replace_token(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) {
        std::string& changed = parts[random.below(parts.size())];
        changed = random.pick(pieces());
    });
}

void insert_token(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) {
        const std::size_t at = random.below(parts.size() + 1);
        parts.insert(parts.begin() + distance(at), random.pick(pieces()));
    });
}

void swap_tokens(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) {
        const std::size_t one = random.below(parts.size());
        const std::size_t other = random.below(parts.size());
        std::swap(parts[one], parts[other]);
    });
}

void copy_token(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) {
        const std::string copy = random.pick(parts);
        std::string& changed = parts[random.below(parts.size())];
        changed = copy;
    });
}

// Gentle changes, after which most documents are well-formed still.

std::vector<std::size_t> places_of(const tokens& parts, bool (*wanted)(const std::string&)) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (wanted(parts[i])) places.push_back(i);
    return places;
}

bool is_word(const std::string& token) {
    const char c = token.front();
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
}

void replace_word(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) {
        const std::vector<std::size_t> places = places_of(parts, is_word);
        if (places.empty()) return;
        std::string& changed = parts[random.pick(places)];
        changed = random.percent(50) ? parts[random.pick(places)] : random.pick(words());
    });
}

void insert_content(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) {
        const auto places = places_of(parts, [](const std::string& token) { return token == ">"; });
        if (places.empty()) return;
        const std::size_t at = random.pick(places) + 1;
        parts.insert(parts.begin() + distance(at), random.pick(contents()));
    });
}

void insert_attribute(std::string& bytes, chance& random) {
    change_tokens(bytes, [&](tokens& parts) {
        std::vector<std::size_t> places; // after the name of a start tag
        for (std::size_t i = 1; i < parts.size(); ++i)
            if (parts[i - 1] == "<" && is_word(parts[i])) places.push_back(i + 1);
        if (places.empty()) return;
        std::size_t at = random.pick(places);
        if (at + 1 < parts.size() && parts[at] == ":") at += 2;
        parts.insert(parts.begin() + distance(at), random.pick(attributes()));
    });
}

} // namespace

std::string derive(std::uint64_t seed, std::size_t index) {
    using change = void (*)(std::string&, chance&);
    static constexpr change gentle[] = {replace_word, replace_word, insert_content, insert_attribute};
    static constexpr change rough[] = {change_bit, replace_byte, erase_bytes,  insert_piece, insert_piece, truncate,
                                       splice,     repeat_bytes, drop_token,   copy_token,   swap_tokens,  drop_token,
                                       copy_token, insert_token, insert_token, replace_token};
    chance random(seed * 1'000'003 + index);
    std::string bytes = random.pick(seeds());
    const bool gently = random.percent(50);
    for (std::size_t i = random.percent(60) ? 1 : random.between(2, 4); i > 0; --i)
        (gently ? random.pick(gentle) : random.pick(rough))(bytes, random);
    return bytes;
}

} // namespace schakel::mutants
