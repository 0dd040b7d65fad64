#include "gateway/crypto/library_memory.hpp"

#include "gateway/core/small_blocks.hpp"

#include <openssl/crypto.h>

#include <cstdlib>

namespace schakel::crypto {

bool lend_small_blocks() {
    return CRYPTO_set_mem_functions(
               [](std::size_t size, const char*, int) { return size == 0 ? nullptr : take_block(size); },
               [](void* block, std::size_t size, const char*, int) { return std::realloc(block, size); },
               [](void* block, const char*, int) { give_back_block(block); }
           ) == 1;
}

} // namespace schakel::crypto
