// A file as one run of bytes, of which only the part being read has to be in memory.
//
// The bytes are a private, read-only mapping: opening costs nothing, and reading them fetches them from disk. Pages
// that were read count as this process's resident memory until release_before() drops them; dropped bytes stay readable
// and are fetched again, so a reader may look back (the name of an outer element, the line of a finding) at the cost of
// a page fault.
//
// Whoever can write a file can cut it off while it is read; the missing pages then cannot be fetched. The process is
// not ended by that: they read as zeros, which no XML or JSON holds, and changed() tells why. A file that was
// overwritten in place gives a mixture of both versions, which changed() tells as well. Where neither may happen, as
// with what a stranger sends, spool() gives a copy without a name that nobody else can reach.
#pragma once

#include "gateway/core/result.hpp"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string_view>

namespace schakel {

class mapped_file {
public:
    // Maps a regular file; something else (a pipe, a terminal, /dev/stdin) is spooled.
    static result<mapped_file> open(const std::filesystem::path& file);

    // Copies what the descriptor gives, up to its end, to a temporary file that has no name and goes with this object.
    // More than `limit` bytes is a failure. The descriptor stays open.
    static result<mapped_file> spool(int descriptor, std::size_t limit);

    mapped_file(mapped_file&& other) noexcept;
    mapped_file& operator=(mapped_file&& other) noexcept;
    ~mapped_file();

    std::string_view bytes() const { return {begin_, size_}; }

    // Drops the pages before the offset from this process's memory. Any thread may call it while others read.
    void release_before(std::size_t offset) const noexcept;
    std::size_t released() const noexcept { return released_.load(std::memory_order_relaxed); } // how far that came

    // Whether the file was written to or cut off since it was opened.
    bool changed() const noexcept;

private:
    mapped_file() = default;
    static result<mapped_file> map(int descriptor); // takes the descriptor over
    void close() noexcept;

    const char* begin_ = nullptr;
    std::size_t size_ = 0;
    mutable std::atomic<std::size_t> released_{0};
    int descriptor_ = -1;
    long long modified_ = 0; // nanoseconds
};

} // namespace schakel
