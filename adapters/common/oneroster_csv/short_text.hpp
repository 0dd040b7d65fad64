// Comparing and copying ids and words: texts of a few dozen bytes, mostly as long as the one before, without calling a
// function that is made for long ones.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace schakel::oneroster_csv {

namespace words_of_text {

template <class Word>
bool differ(const char* a, const char* b) {
    Word x = 0, y = 0;
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    return x != y;
}

} // namespace words_of_text

inline bool same_text(std::string_view a, std::string_view b) {
    using words_of_text::differ;
    const std::size_t size = a.size();
    if (size != b.size()) return false;
    const char *x = a.data(), *y = b.data();
    if (size >= 8) { // the last words may overlap
        for (std::size_t at = 0; at + 8 < size; at += 8)
            if (differ<std::uint64_t>(x + at, y + at)) return false;
        return !differ<std::uint64_t>(x + size - 8, y + size - 8);
    }
    if (size >= 4) return !differ<std::uint32_t>(x, y) && !differ<std::uint32_t>(x + size - 4, y + size - 4);
    for (std::size_t at = 0; at < size; ++at)
        if (x[at] != y[at]) return false;
    return true;
}

// The texts are not the same memory.
inline void assign_text(std::string& into, std::string_view from) {
    const std::size_t size = from.size();
    if (size == 0) return into.clear();
    if (size != into.size() || size < 16) {
        into.assign(from);
        return;
    }
    char* const to = into.data();
    for (std::size_t at = 0; at + 16 < size; at += 16) std::memcpy(to + at, from.data() + at, 16);
    std::memcpy(to + size - 16, from.data() + size - 16, 16);
}

} // namespace schakel::oneroster_csv
