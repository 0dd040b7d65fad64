// Where the program's memory comes from: mimalloc (decisions/0024). Its library, which the program needs by these
// calls, stands before the C library's malloc, for SQLite and OpenSSL too. Its own `operator new` ends the program
// where there is no memory, because Debian builds it as C; ours throws, and a request is refused. Linked into the
// program only: tests and sanitizers have the memory that they watch.
#include <mimalloc.h>

#include <new>

namespace {

template <class Take>
void* taken(Take take) {
    for (;;) {
        if (void* block = take()) return block;
        const std::new_handler help = std::get_new_handler();
        if (!help) throw std::bad_alloc();
        help();
    }
}

} // namespace

void* operator new(std::size_t size) {
    return taken([size] { return mi_malloc(size); });
}
void* operator new[](std::size_t size) {
    return taken([size] { return mi_malloc(size); });
}
void* operator new(std::size_t size, std::align_val_t border) {
    return taken([=] { return mi_malloc_aligned(size, static_cast<std::size_t>(border)); });
}
void* operator new[](std::size_t size, std::align_val_t border) {
    return taken([=] { return mi_malloc_aligned(size, static_cast<std::size_t>(border)); });
}
void operator delete(void* block) noexcept {
    mi_free(block);
}
void operator delete[](void* block) noexcept {
    mi_free(block);
}
void operator delete(void* block, std::size_t) noexcept {
    mi_free(block);
}
void operator delete[](void* block, std::size_t) noexcept {
    mi_free(block);
}
void operator delete(void* block, std::align_val_t) noexcept {
    mi_free(block);
}
void operator delete[](void* block, std::align_val_t) noexcept {
    mi_free(block);
}
void operator delete(void* block, std::size_t, std::align_val_t) noexcept {
    mi_free(block);
}
void operator delete[](void* block, std::size_t, std::align_val_t) noexcept {
    mi_free(block);
}
