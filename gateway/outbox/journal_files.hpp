// The files of a journal: their names, what lies first in them, and reading bytes from their place.
#pragma once

#include "gateway/outbox/layered_file.hpp"

#include <compare>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace schakel::outbox {

// Where bytes lie. Places sort in the order of the journal.
struct journal_place {
    std::uint32_t segment = 0;
    std::uint64_t offset = 0;

    auto operator<=>(const journal_place&) const = default;
};

struct journal_settings {
    std::string path; // of the database beside which it lies
    std::uint64_t segment_bytes = std::uint64_t{64} << 20;
    std::string vfs{}; // SQLite's file layer by name; empty: the machine's
};

std::string segment_path(const journal_settings& settings, std::uint32_t number);
// The segments beside this database by number, and where they lie.
std::map<std::uint32_t, std::string> segments_beside(const std::string& database);
std::map<std::uint32_t, std::uint64_t> segment_sizes(const journal_settings& settings); // by number
// Segments whose files have each other's names get their own again.
void put_segments_in_place(const journal_settings& settings);
// The number of the first group of a segment, when its first entry checks.
std::optional<std::uint64_t> first_group_of(const journal_settings& settings, std::uint32_t segment);
// Of these segments the first that may hold a group behind `after`; those before it hold none.
std::uint32_t first_segment_behind(
    const journal_settings& settings, const std::map<std::uint32_t, std::uint64_t>& sizes, std::uint64_t after
);

// Reads bytes from their places. Thread-safe; beside a writer, of this process or another.
class journal_reader {
public:
    explicit journal_reader(const journal_settings& settings) : settings_(settings) {}

    // Throws sqlite_error; of a segment that is gone there is nothing.
    std::string read(journal_place from, std::size_t length) const;
    void forget(std::uint32_t segment) const; // it is about to go

private:
    journal_settings settings_;
    mutable std::mutex mutex_;
    mutable std::map<std::uint32_t, layered_file> open_;
};

} // namespace schakel::outbox
