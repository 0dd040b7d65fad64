// Finds the characters of CSV that matter: separators, quotes and control characters, line ends among them. Only for
// csv_*.cpp of this folder.
#pragma once

#include <cstddef>
#include <cstdint>

namespace schakel::csv {

inline constexpr std::size_t block_size = 64;

struct marked {
    std::uint32_t* end = nullptr; // of the offsets
    bool high = false;            // there are bytes outside ASCII
};

// Looks through whole blocks and writes the offset of each character that matters, counted from `first`. `into` has
// room for an offset of every byte and a block more: what stands behind the end may be overwritten.
marked mark(const char* text, std::size_t blocks, char separator, std::uint32_t first, std::uint32_t* into);

// What mark() does on any processor; for tests.
marked mark_plainly(const char* text, std::size_t blocks, char separator, std::uint32_t first, std::uint32_t* into);

} // namespace schakel::csv
