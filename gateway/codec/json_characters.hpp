// Runs of bytes that need no look one by one, sixteen at a time where the processor can. Only for json_*.cpp of this
// folder. At least sixteen zeros stand behind a text of which only the beginning is given: no run goes into them.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace schakel::json {

#ifdef __SSE2__

inline const char* first_of(const char* at, int mask) {
    return at + std::countr_zero(static_cast<unsigned>(mask));
}

// The first byte of a string that is a quote, a backslash, a control character or not ASCII.
inline const char* skip_plain(const char* at) {
    for (;; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i escapes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const __m128i others = _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20)); // signed: those above 0x7F as well
        const int stop = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(quotes, escapes), others));
        if (stop != 0) return first_of(at, stop);
    }
}

inline const char* skip_spaces(const char* at) {
    for (;; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i blanks = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '));
        const __m128i tabs = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t'));
        const __m128i ends =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
        const int stop = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(blanks, tabs), ends)) ^ 0xFFFF;
        if (stop != 0) return first_of(at, stop);
    }
}

#else

inline const char* skip_plain(const char* at) {
    while (*at != '"' && *at != '\\' && static_cast<signed char>(*at) >= 0x20) ++at;
    return at;
}

inline const char* skip_spaces(const char* at) {
    while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r') ++at;
    return at;
}

#endif

// Whether the next eight bytes of a string are what skip_plain() passes over. May say no of eight that are.
inline bool are_plain(const char* at) {
    constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x80 * ones;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, 8);
    const std::uint64_t quotes = (bytes ^ ('"' * ones)) - ones;
    const std::uint64_t escapes = (bytes ^ ('\\' * ones)) - ones;
    return ((bytes | quotes | escapes | (bytes - 0x20 * ones)) & tops) == 0;
}

// The same of a text with an end, behind which nothing may be read.
inline const char* skip_plain(const char* at, const char* end) {
#ifdef __SSE2__
    for (; end - at >= 16; at += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        const __m128i marks =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        const int stop = _mm_movemask_epi8(_mm_or_si128(marks, _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20))));
        if (stop != 0) return first_of(at, stop);
    }
#endif
    for (; end - at >= 8; at += 8)
        if (!are_plain(at)) break;
    while (at != end && *at != '"' && *at != '\\' && static_cast<signed char>(*at) >= 0x20) ++at;
    return at;
}

inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Eight bytes may be read behind both.
inline bool same_bytes(const char* a, const char* b, std::size_t size) {
    if (size > 8) return std::memcmp(a, b, size) == 0;
    std::uint64_t x = 0;
    std::uint64_t y = 0;
    std::memcpy(&x, a, 8);
    std::memcpy(&y, b, 8);
    return size == 0 || ((x ^ y) << (64 - 8 * size)) == 0;
}

} // namespace schakel::json
