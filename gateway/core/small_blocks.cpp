#include "gateway/core/small_blocks.hpp"

#include <malloc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>

namespace schakel {

namespace {

// What blocks of a size hold. glibc's hold 24 bytes, 40, 56, …; the larger the coarser.
struct size_range {
    std::size_t from, step, count;
    constexpr std::size_t end() const { return from + step * count; }
};
constexpr size_range fine{24, 16, 32}, middle{fine.end(), 64, 24}, coarse{middle.end(), 256, 24};
constexpr std::size_t sizes = fine.count + middle.count + coarse.count;
constexpr std::size_t largest = coarse.end() - coarse.step;

constexpr std::size_t least_of(std::size_t which) {
    if (which < fine.count) return fine.from + fine.step * which;
    which -= fine.count;
    if (which < middle.count) return middle.from + middle.step * which;
    return coarse.from + coarse.step * (which - middle.count);
}

// The size whose blocks hold as much as is asked: the smallest of them.
constexpr std::size_t size_for(std::size_t asked) {
    if (asked <= fine.from) return 0;
    if (asked <= fine.end() - fine.step) return (asked - fine.from + fine.step - 1) / fine.step;
    if (asked <= middle.end() - middle.step)
        return fine.count + (asked <= middle.from ? 0 : (asked - middle.from + middle.step - 1) / middle.step);
    return fine.count + middle.count +
           (asked <= coarse.from ? 0 : (asked - coarse.from + coarse.step - 1) / coarse.step);
}

// The largest size that a block which holds so much may serve.
constexpr std::size_t size_of(std::size_t holds) {
    if (holds < fine.end()) return (holds - fine.from) / fine.step;
    if (holds < middle.end()) return fine.count + (holds - middle.from) / middle.step;
    return fine.count + middle.count + (holds - coarse.from) / coarse.step;
}

static_assert(size_for(25) == 1 && size_for(520) == 31 && size_for(521) == 32 && size_of(535) == 31);
static_assert(least_of(size_for(521)) == middle.from && least_of(size_for(largest)) == largest);

constexpr std::size_t bundle_bytes = 4 << 10, kept_together = 64 << 10; // of a size: handed on at once; at the depot

constexpr std::array<std::uint32_t, sizes> bundle_sizes = [] {
    std::array<std::uint32_t, sizes> out{};
    for (std::size_t which = 0; which < sizes; ++which)
        out[which] = static_cast<std::uint32_t>(std::max<std::size_t>(bundle_bytes / least_of(which), 2));
    return out;
}();

// Written into the block itself. Of the first of a bundle at the depot, `below` is the first of the next bundle.
struct free_block {
    free_block* next;
    free_block* below;
};

// Bundles that one thread has too many of are for those that have none: who makes a request is often not who is last
// to hold it.
class depot {
public:
    bool leave(std::size_t which, free_block* bundle) {
        place& at = places_[which];
        const std::lock_guard lock(at.mutex);
        if (at.bundles * bundle_bytes >= kept_together) return false;
        bundle->below = at.top;
        at.top = bundle;
        ++at.bundles;
        return true;
    }

    free_block* fetch(std::size_t which) {
        place& at = places_[which];
        const std::lock_guard lock(at.mutex);
        free_block* const bundle = at.top;
        if (bundle) {
            at.top = bundle->below;
            --at.bundles;
        }
        return bundle;
    }

private:
    struct alignas(64) place {
        std::mutex mutex;
        free_block* top = nullptr;
        std::size_t bundles = 0;
    };
    std::array<place, sizes> places_{};
};
constinit depot shared;

void free_all(free_block* bundle) {
    while (bundle) std::free(std::exchange(bundle, bundle->next));
}

// A bundle that is in use and one that is full: a thread that takes and gives back at the border of a bundle does not
// go to the depot each time.
struct shelf {
    free_block *first = nullptr, *full = nullptr;
    std::uint32_t count = 0; // of the first
};

enum class open : std::uint8_t { not_yet, yes, no_more };

// Plain data: it is there before the first object of a thread and after the last.
struct own_shelves {
    std::array<shelf, sizes> all{};
    open state = open::not_yet;
};
constinit thread_local own_shelves own;

// When the thread ends, what it kept goes back.
struct clearance {
    ~clearance() {
        own.state = open::no_more;
        for (shelf& each : own.all) {
            free_all(std::exchange(each.first, nullptr));
            free_all(std::exchange(each.full, nullptr));
            each.count = 0;
        }
    }
    void expect() {}
};
thread_local clearance at_the_end;

[[gnu::noinline]] bool begin() {
    if (own.state == open::no_more) return false;
    own.state = open::yes;
    at_the_end.expect(); // from now on its destructor is due
    return true;
}

// The shelf has none in use.
[[gnu::noinline]] void* take_elsewhere(std::size_t which) {
    shelf& from = own.all[which];
    free_block* bundle = std::exchange(from.full, nullptr);
    if (!bundle && own.state == open::yes) bundle = shared.fetch(which);
    if (!bundle) return std::malloc(least_of(which));
    from.first = bundle->next;
    from.count = bundle_sizes[which] - 1;
    return bundle;
}

// The bundle in use is full.
[[gnu::noinline]] void make_room(std::size_t which) {
    shelf& at = own.all[which];
    if (at.full && !shared.leave(which, at.full)) free_all(at.full);
    at.full = std::exchange(at.first, nullptr);
    at.count = 0;
}

} // namespace

void* take_block(std::size_t size) noexcept {
    if (size > largest) return std::malloc(size);
    const std::size_t which = size_for(size);
    shelf& from = own.all[which];
    free_block* const block = from.first;
    if (!block) return take_elsewhere(which);
    from.first = block->next;
    --from.count;
    return block;
}

void give_back_block(void* block) noexcept {
    if (!block) return;
    const std::size_t holds = ::malloc_usable_size(block);
    const bool fits = holds >= fine.from && holds < coarse.end();
    if (!fits || (own.state != open::yes && !begin())) return std::free(block);
    const std::size_t which = size_of(holds);
    shelf& to = own.all[which];
    if (to.count == bundle_sizes[which]) make_room(which);
    auto* const kept = static_cast<free_block*>(block);
    kept->next = to.first;
    to.first = kept;
    ++to.count;
}

} // namespace schakel
