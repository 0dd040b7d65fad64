// Where the program's memory comes from: what C++, OpenSSL and SQLite take and give back goes through
// gateway/core/small_blocks.hpp. Linked into the program only.
#include "gateway/core/small_blocks.hpp"
#include "gateway/crypto/library_memory.hpp"
#include "gateway/outbox/library_memory.hpp"

#include <new>

namespace {

using schakel::give_back_block;

void* taken(std::size_t size) {
    for (;;) {
        if (void* block = schakel::take_block(size)) return block;
        const std::new_handler help = std::get_new_handler();
        if (!help) throw std::bad_alloc();
        help();
    }
}

// Before main, and so before either has taken anything.
[[maybe_unused]] const bool lent = schakel::crypto::lend_small_blocks() && schakel::outbox::lend_small_blocks();

} // namespace

void* operator new(std::size_t size) {
    return taken(size);
}
void* operator new[](std::size_t size) {
    return taken(size);
}
void operator delete(void* block) noexcept {
    give_back_block(block);
}
void operator delete[](void* block) noexcept {
    give_back_block(block);
}
void operator delete(void* block, std::size_t) noexcept {
    give_back_block(block);
}
void operator delete[](void* block, std::size_t) noexcept {
    give_back_block(block);
}
