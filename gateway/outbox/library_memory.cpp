#include "gateway/outbox/library_memory.hpp"

#include "gateway/core/small_blocks.hpp"

#include <sqlite3.h>

#include <malloc.h>

#include <cstdlib>

namespace schakel::outbox {

bool lend_small_blocks() {
    static const sqlite3_mem_methods blocks{
        [](int size) { return take_block(static_cast<std::size_t>(size)); },
        [](void* block) { give_back_block(block); },
        [](void* block, int size) { return std::realloc(block, static_cast<std::size_t>(size)); },
        [](void* block) { return static_cast<int>(::malloc_usable_size(block)); },
        [](int size) { return (size + 7) & ~7; },
        [](void*) { return SQLITE_OK; },
        [](void*) {},
        nullptr};
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &blocks) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
}

} // namespace schakel::outbox
