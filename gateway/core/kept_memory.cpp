#include "gateway/core/kept_memory.hpp"

#include <malloc.h>

namespace schakel {

void keep_freed_memory() {
    constexpr int largest_from_the_heap = 32 << 20, kept_at_most = 1 << 30; // bytes
    ::mallopt(M_MMAP_THRESHOLD, largest_from_the_heap);
    ::mallopt(M_TRIM_THRESHOLD, kept_at_most);
}

void give_back_freed_memory(std::size_t bytes_of_request) {
    constexpr std::size_t worth_it = 4u << 20;
    if (bytes_of_request >= worth_it) ::malloc_trim(0);
}

} // namespace schakel
