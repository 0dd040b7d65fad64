// One sorted run of the record index, mapped into memory; and the writing of one. Private to the record index.
#pragma once

#include "gateway/outbox/record_index.hpp"

#include <array>
#include <cstddef>
#include <stdexcept>

namespace schakel::outbox {

struct damaged_run : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class record_run {
public:
    // Throws damaged_run: it is not there or not whole; std::runtime_error: it is of a newer version.
    record_run(std::string path, group_range covers);

    const std::string& path() const { return path_; }
    group_range covers() const { return covers_; }
    std::span<const known_record> records() const { return records_; }
    std::uint64_t bytes() const { return file_.bytes().size(); }
    // All of a key, by scope and message.
    std::span<const known_record> find(const packed_id& key) const;
    bool checks() const; // reads all of it

private:
    std::string path_;
    group_range covers_;
    mapped_run file_;
    std::span<const std::uint64_t> buckets_;
    std::span<const known_record> records_;
};

// Takes sorted records one by one. Nothing is there until finish().
class record_run_writer {
public:
    // `most`: at least as many as will come. Throws std::system_error when the disk fails, here and below.
    record_run_writer(std::string path, std::uint64_t most);

    void add(const known_record& one);
    void finish(); // synced, and its folder too

private:
    void write_out();

    run_draft file_;
    unsigned shift_ = 0;
    std::vector<std::uint64_t> buckets_;
    std::vector<known_record> waiting_;
    std::uint64_t count_ = 0;
    std::uint32_t checksum_ = 0;
};

} // namespace schakel::outbox
