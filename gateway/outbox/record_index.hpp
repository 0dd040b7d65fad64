// Which message brought which record: digests of one length, in memory and in sorted runs on disk. Adding is an append,
// however many records there are; looking up touches one place in each of a few runs.
//
// Runs are files "<path>-keys<first>to<last>" (numbers of groups of the journal, 16 hex digits each). A run holds every
// record of those groups, is written whole, synced and then renamed into place, and never changes. Runs of the same
// size are merged. What is not yet in a run is read from the journal again after a restart: covered() says from where.
//
// A run, little endian:
//   header, 64 bytes   "SCHAKKEY", version u32, checksum u32 (of the header), count u64, buckets u64, checksum of
//                      everything behind the header u32, zeros
//   buckets + 1 u64    how many records lie before the bucket; a record's bucket is given by the first bits of its key
//   records            48 bytes each, sorted by key, scope, message
#pragma once

#include "gateway/outbox/packed_id.hpp"
#include "gateway/outbox/run_file.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

struct known_record {
    packed_id key; // first 16 bytes of the SHA-256 of the record's key
    std::uint64_t scope = 0;
    std::int64_t message = 0;
    packed_id digest; // of the content

    auto operator<=>(const known_record&) const = default;
};

class record_run; // record_run.hpp

packed_id digest_of_key(std::string_view key);
std::uint64_t digest_of_scope(std::string_view scope);
known_record
known_record_of(std::string_view scope, std::string_view key, std::string_view digest, std::int64_t message);

// A key of a record, and the id that is its value.
known_record key_id_of(std::string_view school, std::string_view table, std::string_view key, const packed_id& id = {});

struct record_index_settings {
    std::string path;                // of the database beside which it lies
    std::size_t in_memory = 1 << 18; // records before a run is written
    std::size_t merged_runs = 8;     // of one size
};

// The runs beside a database.
run_files runs_beside(const std::string& database);

// Whether a run is whole, its content included; else why not.
std::optional<std::string> run_fault(const std::string& path);

// Thread-safe. add() by one thread.
class record_index {
public:
    // Opens the runs that together cover the most, and removes others: what is left of merges that were cut off. A run
    // that is damaged or missing ends what is covered: those behind it are removed too, and their groups are to be
    // added again from the journal. Throws std::runtime_error for a run of a newer version.
    explicit record_index(const record_index_settings& settings);
    ~record_index();

    // The last group whose records are all in runs: groups behind it are to be added again.
    std::uint64_t covered() const;

    // All records of a group, in the order of groups.
    void add(std::uint64_t group, std::span<const known_record> records);

    // The one of the newest message.
    std::optional<known_record> newest(const packed_id& key, std::uint64_t scope) const;
    // Messages that brought a record with this key in whatever scope, oldest first.
    std::vector<std::int64_t> messages_with(const packed_id& key) const;

    // Whether enough lies in memory, or enough runs of one size, that tidy() has something to do.
    bool untidy() const;
    // Writes what lies in memory as a run, and merges; takes as long as it takes, and add() and reading go on
    // meanwhile. Records of messages for which `gone` says yes are left out of merged runs. Throws
    // sqlite_error or std::runtime_error when the disk fails; nothing is lost then.
    void tidy(const std::function<bool(std::int64_t message)>& gone = {});

    std::uint64_t bytes() const;                                       // of the runs
    const std::vector<std::string>& damage() const { return damage_; } // found at the start, in words

private:
    class table;
    using run_pointer = std::shared_ptr<const record_run>;
    using is_gone = std::function<bool(std::int64_t message)>;

    void open_runs();
    bool open_run(const std::string& path);
    void flush();
    bool merge(const is_gone& gone);
    std::span<const run_pointer> alike() const; // enough neighbours of one size; or none

    record_index_settings settings_;
    std::mutex tidying_;
    mutable std::shared_mutex mutex_; // guards what follows
    std::vector<run_pointer> runs_;   // oldest first; neighbours in groups
    std::shared_ptr<table> filling_, flushing_;
    std::uint64_t covered_ = 0, last_ = 0;
    std::vector<std::string> damage_; // as of the start
};

} // namespace schakel::outbox
