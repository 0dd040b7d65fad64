// One run of the search index, mapped into memory; and the writing of one. Private to the search index.
//
// A run, little endian:
//   header, 64 bytes   "SCHAKFND", version u32, checksum u32 (of the header), terms u64, room u64 (entries laid out),
//                      bytes of numbers u64, checksums of directory and numbers u32 each, zeros
//   room entries       term u64, end u64 of its numbers, counted from the first number; sorted by term
//   numbers            of messages, ascending: the first as it is, then differences; seven bits to a byte
#pragma once

#include "gateway/outbox/run_file.hpp"
#include "gateway/outbox/search_term.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace schakel::outbox {

struct term_entry {
    search_term term = 0;
    std::uint64_t end = 0;
};

class term_run {
public:
    // Throws std::runtime_error: it is not there, is not whole, or is of another version.
    explicit term_run(std::string path);

    const std::string& path() const { return path_; }
    std::uint64_t bytes() const { return file_.bytes().size(); }
    std::size_t terms() const { return entries_.size(); }
    search_term term(std::size_t index) const { return entries_[index].term; }
    // Appends the numbers of messages.
    void read(std::size_t index, std::vector<std::int64_t>& to) const;
    void find(search_term term, std::vector<std::int64_t>& to) const;
    bool checks() const; // reads all of it

private:
    std::string path_;
    mapped_run file_;
    std::span<const term_entry> entries_;
    std::span<const std::byte> numbers_;
};

// Takes terms in order, each once. Nothing is there until finish().
class term_run_writer {
public:
    // `most`: at least as many terms as will come. Throws std::system_error when the disk fails, here and below.
    term_run_writer(std::string path, std::uint64_t most);

    void add(search_term term, std::span<const std::int64_t> messages); // ascending
    void finish();                                                      // synced, and its folder too

private:
    void write_entries();
    void write_numbers();

    run_draft file_;
    const std::uint64_t room_;
    std::vector<term_entry> entries_;
    std::string numbers_;
    std::uint64_t terms_written_ = 0, bytes_written_ = 0;
    std::uint32_t of_entries_ = 0, of_numbers_ = 0; // checksums
};

} // namespace schakel::outbox
