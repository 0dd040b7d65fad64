#include "gateway/codec/huge_pages.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace schakel {

void prefer_huge_pages(void* block, std::size_t bytes) {
    constexpr std::size_t small_page = 4096;
    constexpr std::size_t large_block = std::size_t{4} << 20; // one that surely holds a whole huge page of 2 MiB
    if (bytes < large_block) return;
    const std::size_t lead = (small_page - reinterpret_cast<std::uintptr_t>(block) % small_page) % small_page;
    ::madvise(static_cast<char*>(block) + lead, bytes - lead, MADV_HUGEPAGE);
}

} // namespace schakel
