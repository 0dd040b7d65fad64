// The characters of XML 1.0 (fifth edition) in UTF-8: what may stand where, and how to run past what needs no
// attention. Private to codec.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#if defined(__SSE2__) && !defined(SCHAKEL_PORTABLE_BYTES)
#include <emmintrin.h>
#endif

namespace schakel::xml {

enum : std::uint8_t { name_start = 1, name_part = 2, blank = 4, name_end = 8 };

// Of the ASCII bytes; the colon belongs to no class because it separates prefix and local name.
inline constexpr std::array<std::uint8_t, 256> byte_classes = [] {
    std::array<std::uint8_t, 256> classes{};
    for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = name_start | name_part;
    for (std::size_t c = 'A'; c <= 'Z'; ++c) classes[c] = name_start | name_part;
    for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = name_part;
    classes['_'] = name_start | name_part;
    classes['-'] = classes['.'] = name_part;
    classes[' '] = classes['\t'] = classes['\n'] = classes['\r'] = blank;
    for (std::size_t c = 0; c < 0x80; ++c)
        if (classes[c] == blank || (classes[c] == 0 && c != ':')) classes[c] |= name_end;
    return classes;
}();

inline unsigned char to_byte(char c) {
    return static_cast<unsigned char>(c);
}
inline bool has_class(char c, std::uint8_t classes) {
    return (byte_classes[to_byte(c)] & classes) != 0;
}
inline bool is_ascii(char c) {
    return to_byte(c) < 0x80;
}
inline bool may_be_in_name(char c) {
    return !has_class(c, name_end);
}

// XML 1.0 [2] Char.
constexpr bool is_character(char32_t c) {
    if (c < 0x20) return c == 0x9 || c == 0xA || c == 0xD;
    return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

// XML 1.0 [4] NameStartChar and [4a] NameChar, the part outside ASCII.
constexpr bool is_wide_name_start(char32_t c) {
    return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF && c != 0x37E) ||
           c == 0x200C || c == 0x200D || (c >= 0x2070 && c <= 0x218F) || (c >= 0x2C00 && c <= 0x2FEF) ||
           (c >= 0x3001 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFFD) ||
           (c >= 0x10000 && c <= 0xEFFFF);
}

constexpr bool is_wide_name_part(char32_t c) {
    return is_wide_name_start(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

struct decoded {
    char32_t code = 0;
    std::size_t length = 0; // 0: ill-formed UTF-8
};

// The code point at p; p < end. Refuses overlong forms, surrogates and everything above U+10FFFF.
inline decoded decode(const char* p, const char* end) {
    const auto lead = to_byte(*p);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4u : lead >= 0xE0 ? 3u : 2u;
    if (lead < 0xC2 || lead > 0xF4 || static_cast<std::size_t>(end - p) < length) return {};
    char32_t code = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = to_byte(p[i]);
        if ((next & 0xC0u) != 0x80u) return {};
        code = (code << 6) | (next & 0x3Fu);
    }
    if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF) return {};
    if (code >= 0xD800 && code <= 0xDFFF) return {};
    return {code, length};
}

inline void append_utf8(std::string& out, char32_t code) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            put(0xE0 | (code >> 12));
        } else {
            put(0xF0 | (code >> 18));
            put(0x80 | ((code >> 12) & 0x3F));
        }
        put(0x80 | ((code >> 6) & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

// Whether the first bytes are the same; both places can be read for 32 bytes. `which` has a bit for each of them, from
// the lowest on.
inline bool starts_alike(const char* a, const char* b, std::uint32_t which) {
#if defined(__SSE2__) && !defined(SCHAKEL_PORTABLE_BYTES)
    const auto same = [&](std::size_t at) {
        const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a + at));
        const __m128i y = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + at));
        return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(x, y)));
    };
    if (which <= 0xFFFF) return (which & ~same(0)) == 0;
    return (which & ~(same(0) | same(16) << 16)) == 0;
#else
    return std::memcmp(a, b, static_cast<std::size_t>(std::popcount(which))) == 0;
#endif
}

// The first byte that is no white space.
inline const char* skip_blanks(const char* p, const char* end) {
    if (p == end || !has_class(*p, blank)) return p;
    ++p;
#if defined(__SSE2__) && !defined(SCHAKEL_PORTABLE_BYTES)
    for (; end - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const auto is = [&](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
        const __m128i white = _mm_or_si128(_mm_or_si128(is(' '), is('\n')), _mm_or_si128(is('\t'), is('\r')));
        const auto other = static_cast<unsigned>(_mm_movemask_epi8(white)) ^ 0xFFFFU;
        if (other != 0) return p + std::countr_zero(other);
    }
#endif
    while (p != end && has_class(*p, blank)) ++p;
    return p;
}

// The first byte that needs a look: one of the three given, a control character (tab and line end included) or
// non-ASCII.
template <char A, char B, char C>
const char* skip_plain(const char* p, const char* end) {
#if defined(__SSE2__) && !defined(SCHAKEL_PORTABLE_BYTES)
    const __m128i a = _mm_set1_epi8(A);
    const __m128i b = _mm_set1_epi8(B);
    const __m128i c = _mm_set1_epi8(C);
    const __m128i space = _mm_set1_epi8(0x20);
    for (; end - p >= 16; p += 16) {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        __m128i stop = _mm_cmplt_epi8(block, space); // signed: bytes from 0x80 are negative
        stop = _mm_or_si128(stop, _mm_cmpeq_epi8(block, a));
        stop = _mm_or_si128(stop, _mm_cmpeq_epi8(block, b));
        stop = _mm_or_si128(stop, _mm_cmpeq_epi8(block, c));
        const auto mask = static_cast<unsigned>(_mm_movemask_epi8(stop));
        if (mask != 0) return p + std::countr_zero(mask);
    }
#endif
    while (p != end && to_byte(*p) >= 0x20 && is_ascii(*p) && *p != A && *p != B && *p != C) ++p;
    return p;
}

} // namespace schakel::xml
