#include "gateway/codec/mapping_guard.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <mutex>

namespace schakel::mapping_guard {

namespace {

// Read by the signal handler, so nothing but atomics. A range whose size is 0 is free or being filled in.
struct range {
    std::atomic<std::uintptr_t> begin{0};
    std::atomic<std::size_t> size{0};
};
static_assert(std::atomic<std::uintptr_t>::is_always_lock_free && std::atomic<std::size_t>::is_always_lock_free);

std::array<range, 256> ranges;
std::mutex changing;
std::size_t page = 4096;
struct sigaction before {};

// Zeros from the page of the address to the end of the mapping that holds it.
bool fill(std::uintptr_t address) {
    for (const range& r : ranges) {
        const std::size_t size = r.size.load(std::memory_order_acquire);
        const std::uintptr_t begin = r.begin.load(std::memory_order_acquire);
        if (size == 0 || address < begin || address >= begin + size) continue;
        const std::uintptr_t from = address / page * page;
        void* place = reinterpret_cast<void*>(from); // NOLINT(performance-no-int-to-ptr)
        return ::mmap(
                   place, begin + size - from, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0
               ) != MAP_FAILED;
    }
    return false;
}

void on_missing_page(int number, siginfo_t* about, void* context) {
    const int kept = errno;
    const bool filled = fill(reinterpret_cast<std::uintptr_t>(about->si_addr));
    errno = kept;
    if (filled) return;
    if ((before.sa_flags & SA_SIGINFO) != 0) return before.sa_sigaction(number, about, context);
    if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) return before.sa_handler(number);
    ::signal(number, SIG_DFL); // the access is repeated and ends the process as it would have
}

void install() {
    page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    struct sigaction mine {};
    mine.sa_sigaction = on_missing_page;
    mine.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigemptyset(&mine.sa_mask);
    ::sigaction(SIGBUS, &mine, &before);
}

} // namespace

void add(const char* begin, std::size_t size) {
    static std::once_flag once;
    std::call_once(once, install);
    const std::lock_guard lock(changing);
    for (range& r : ranges) {
        if (r.size.load() != 0) continue;
        r.begin.store(reinterpret_cast<std::uintptr_t>(begin), std::memory_order_release);
        r.size.store(size, std::memory_order_release);
        return;
    }
}

void remove(const char* begin) {
    const std::lock_guard lock(changing);
    for (range& r : ranges)
        if (r.size.load() != 0 && r.begin.load() == reinterpret_cast<std::uintptr_t>(begin)) return r.size.store(0);
}

} // namespace schakel::mapping_guard
