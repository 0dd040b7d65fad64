// Preloaded into a program, moves its wall clock: clock_gettime, gettimeofday and time answer what the machine's clock
// says plus the nanoseconds in the file that SCHAKEL_CLOCK_FILE names (eight bytes, little endian), which may change at
// any moment. The monotonic clocks stay as they are, as when somebody sets the clock of a machine.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>

namespace {

constexpr std::int64_t second = 1'000'000'000;

const volatile std::int64_t* map_offset() {
    static const std::int64_t none = 0;
    const char* path = std::getenv("SCHAKEL_CLOCK_FILE");
    const int file = path ? ::open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return &none;
    void* mapped = ::mmap(nullptr, sizeof(std::int64_t), PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    return mapped == MAP_FAILED ? &none : static_cast<const std::int64_t*>(mapped);
}

std::int64_t moved() {
    static const volatile std::int64_t* offset = map_offset();
    return *offset;
}

timespec wall_time() {
    timespec now{};
    ::syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    std::int64_t nanoseconds = now.tv_nsec + moved();
    now.tv_sec += nanoseconds / second;
    nanoseconds %= second;
    if (nanoseconds < 0) {
        nanoseconds += second;
        --now.tv_sec;
    }
    now.tv_nsec = nanoseconds;
    return now;
}

} // namespace

extern "C" {

int clock_gettime(clockid_t which, timespec* to) noexcept {
    if (which != CLOCK_REALTIME && which != CLOCK_REALTIME_COARSE)
        return static_cast<int>(::syscall(SYS_clock_gettime, which, to));
    *to = wall_time();
    return 0;
}

int gettimeofday(timeval* to, void*) noexcept {
    const timespec now = wall_time();
    to->tv_sec = now.tv_sec;
    to->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t* to) noexcept {
    const time_t now = wall_time().tv_sec;
    if (to) *to = now;
    return now;
}

} // extern "C"
