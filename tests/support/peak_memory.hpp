// The most memory that this process has had, pages of mapped files included.
#pragma once

#include <cstddef>
#include <fstream>
#include <string>

namespace schakel::test {

// VmHWM in bytes; 0 where the system does not tell.
inline std::size_t peak_memory() {
    std::ifstream status("/proc/self/status");
    std::string word;
    std::size_t kilobytes = 0;
    while (status >> word)
        if (word == "VmHWM:" && status >> kilobytes) break;
    return kilobytes * 1024;
}

} // namespace schakel::test
