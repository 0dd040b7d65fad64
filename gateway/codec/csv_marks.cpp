#include "gateway/codec/csv_marks.hpp"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace schakel::csv {

namespace {

struct masks {
    std::uint64_t special = 0, high = 0; // one bit per byte
};

#if defined(__SSE2__)

masks masks_of(const char* block, char separator) {
    const __m128i separators = _mm_set1_epi8(separator), quotes = _mm_set1_epi8('"'), space = _mm_set1_epi8(' ');
    masks found;
    for (unsigned i = 0; i < 4; ++i) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i));
        const __m128i named = _mm_or_si128(_mm_cmpeq_epi8(bytes, separators), _mm_cmpeq_epi8(bytes, quotes));
        const __m128i low = _mm_cmplt_epi8(bytes, space); // bytes are signed: high ones are low too
        const auto special = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(named, low)));
        const auto high = static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
        found.special |= std::uint64_t{special} << (16 * i);
        found.high |= std::uint64_t{high} << (16 * i);
    }
    found.special &= ~found.high;
    return found;
}

#else

masks masks_of(const char* block, char separator) {
    masks found;
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

#if defined(__SSE2__) && defined(__x86_64__)

// Offsets are written by eight at a time, whether there are so many or not, because a loop as long as there are would
// mostly end where the processor did not expect it.
__attribute__((target("avx2,bmi,popcnt"))) marked
mark_with_avx2(const char* text, std::size_t blocks, char separator, std::uint32_t first, std::uint32_t* into) {
    const __m256i separators = _mm256_set1_epi8(separator), quotes = _mm256_set1_epi8('"'),
                  space = _mm256_set1_epi8(' ');
    std::uint64_t any_high = 0;
    for (std::size_t block = 0; block < blocks; ++block, text += block_size, first += block_size) {
        std::uint64_t special = 0, high = 0;
        for (unsigned i = 0; i < 2; ++i) {
            const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text + 32 * i));
            const __m256i named =
                _mm256_or_si256(_mm256_cmpeq_epi8(bytes, separators), _mm256_cmpeq_epi8(bytes, quotes));
            const __m256i told = _mm256_or_si256(named, _mm256_cmpgt_epi8(space, bytes));
            special |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(told))} << (32 * i);
            high |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes))} << (32 * i);
        }
        special &= ~high;
        any_high |= high;
        const auto count = static_cast<std::size_t>(_mm_popcnt_u64(special));
        for (std::uint32_t* to = into; to == into || to < into + count; to += 8)
            for (unsigned i = 0; i < 8; ++i, special &= special - 1)
                to[i] = first + static_cast<std::uint32_t>(_tzcnt_u64(special));
        into += count;
    }
    return {into, any_high != 0};
}

#endif

} // namespace

marked mark_plainly(const char* text, std::size_t blocks, char separator, std::uint32_t first, std::uint32_t* into) {
    std::uint64_t any_high = 0;
    for (std::size_t block = 0; block < blocks; ++block, text += block_size, first += block_size) {
        const masks found = masks_of(text, separator);
        any_high |= found.high;
        for (std::uint64_t left = found.special; left != 0; left &= left - 1)
            *into++ = first + static_cast<std::uint32_t>(std::countr_zero(left));
    }
    return {into, any_high != 0};
}

marked mark(const char* text, std::size_t blocks, char separator, std::uint32_t first, std::uint32_t* into) {
#if defined(__SSE2__) && defined(__x86_64__)
    static const bool has_avx2 =
        __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
    if (has_avx2) return mark_with_avx2(text, blocks, separator, first, into);
#endif
    return mark_plainly(text, blocks, separator, first, into);
}

} // namespace schakel::csv
