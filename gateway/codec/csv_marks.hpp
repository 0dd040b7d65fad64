// Finds what matters in a block of 64 bytes of CSV: one bit per byte. Only for csv_*.cpp of this folder.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace schakel::csv {

struct marks {
    std::uint64_t special = 0; // separators, quotes and control characters, line ends among them
    std::uint64_t high = 0;    // bytes outside ASCII
};

inline constexpr std::size_t block_size = 64;

#if defined(__SSE2__)

inline marks marks_of(const char* block, char separator) {
    const __m128i separators = _mm_set1_epi8(separator), quotes = _mm_set1_epi8('"'), space = _mm_set1_epi8(' ');
    marks found;
    for (unsigned i = 0; i < 4; ++i) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i));
        const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
        const auto low = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmplt_epi8(bytes, space)));
        const __m128i told = _mm_or_si128(_mm_cmpeq_epi8(bytes, separators), _mm_cmpeq_epi8(bytes, quotes));
        const auto named = static_cast<std::uint32_t>(_mm_movemask_epi8(told));
        found.special |= std::uint64_t{named | (low & ~high)} << (16 * i); // bytes are signed: high ones are low too
        found.high |= std::uint64_t{high} << (16 * i);
    }
    return found;
}

#else

inline marks marks_of(const char* block, char separator) {
    marks found;
    for (unsigned word = 0; word < 8; ++word) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, block + 8 * word, 8);
        if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
        constexpr std::uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u, rest = ~tops;
        const auto gather = [](std::uint64_t top_bits) { return ((top_bits >> 7) * 0x0102040810204080u) >> 56; };
        const auto equal = [&](char c) { // per byte, without borrowing from its neighbour
            const std::uint64_t differs = bytes ^ (ones * static_cast<unsigned char>(c));
            return ~(((differs & rest) + rest) | differs) & tops;
        };
        const std::uint64_t high = bytes & tops;
        const std::uint64_t control = ~((bytes & rest) + ones * 0x60) & ~high & tops;
        found.special |= gather(equal(separator) | equal('"') | control) << (8 * word);
        found.high |= gather(high) << (8 * word);
    }
    return found;
}

#endif

} // namespace schakel::csv
