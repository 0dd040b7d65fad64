// Files that hold a sorted run: what the indexes of record keys and of search have in common. A run covers groups of
// the journal, both numbers included, and is called "<database><suffix><first>to<last>" (16 hex digits each). It is
// written once, under the name of a draft ("….new"), and never changed.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

// Numbers of groups, both included.
struct group_range {
    std::uint64_t first = 0, last = 0;
    auto operator<=>(const group_range&) const = default;
};

std::string run_path(const std::string& database, std::string_view suffix, group_range groups);
group_range groups_of_run(std::string_view path); // of one that find_runs() gave

// Of runs that begin with the same group the longest holds the others. One that is missing ends what is covered.
struct run_files {
    std::vector<std::string> covering;  // paths, in order
    std::vector<std::string> left_over; // drafts, what longer runs hold, what lies behind a gap
    std::uint64_t through = 0;          // the last group covered
    std::string missing_before;         // name of the file before which one is missing; empty: none is
};
run_files find_runs(const std::string& database, std::string_view suffix);

// All bytes of a file, read where they are wanted, in any order. Empty when it cannot be read.
class mapped_run {
public:
    explicit mapped_run(const std::string& path);
    ~mapped_run();
    mapped_run(const mapped_run&) = delete;
    mapped_run& operator=(const mapped_run&) = delete;

    std::span<const std::byte> bytes() const { return bytes_; }

private:
    std::span<const std::byte> bytes_;
};

// Nothing is there until finish(). Throws std::system_error when the disk fails.
class run_draft {
public:
    explicit run_draft(std::string path);
    ~run_draft();
    run_draft(const run_draft&) = delete;
    run_draft& operator=(const run_draft&) = delete;

    void write(std::uint64_t offset, const void* bytes, std::size_t length);
    void finish(std::uint64_t length); // of the whole file; synced, and its folder too

private:
    [[noreturn]] void failed(std::string_view what) const;

    std::string path_, draft_;
    int file_ = -1;
};

} // namespace schakel::outbox
