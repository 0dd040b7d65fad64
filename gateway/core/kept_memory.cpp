#include "gateway/core/kept_memory.hpp"

#include <malloc.h>

namespace schakel {

void keep_freed_memory() {
    constexpr int largest_from_the_heap = 32 << 20, kept_at_most = 1 << 30; // bytes
    ::mallopt(M_MMAP_THRESHOLD, largest_from_the_heap);
    ::mallopt(M_TRIM_THRESHOLD, kept_at_most);
}

} // namespace schakel
