// The journal: everything that the store promised, in the order in which it was promised. Groups of bytes are appended
// and synced, and read again after a crash; what the bytes mean is the store's business.
//
// Segments are files "<path>-log<number, 8 digits>" of at most `segment_bytes`, unless one group is larger. A segment:
//   header, 32 bytes   "SCHAKLOG", version u32, checksum u32, number u32, zero u32, salt u64
//   groups             checksum u32, length u32, number u64, salt u64; payload; zeros up to a multiple of 8
// Little endian. Checksums are CRC-32 of what follows them, payload included. The salt of a segment tells its groups
// from bytes that lay in a file before. Groups are numbered from 1 over all segments without a gap.
//
// A group is appended after the one before it was synced. Hence a group that does not check, with none behind it that
// does, was cut off by a crash and was never promised; with one behind it, it was promised and the disk damaged it.
#pragma once

#include "gateway/outbox/layered_file.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

// Where bytes lie. Places sort in the order of the journal.
struct journal_place {
    std::uint32_t segment = 0;
    std::uint64_t offset = 0;

    auto operator<=>(const journal_place&) const = default;
};

struct journal_group {
    std::uint64_t number = 0;
    journal_place at;         // of the first byte of the payload
    std::string_view payload; // valid during the call
};

struct journal_settings {
    std::string path; // of the database beside which it lies
    std::uint64_t segment_bytes = std::uint64_t{64} << 20;
    std::string vfs{};          // SQLite's file layer by name; empty: the machine's
    std::uint64_t promised = 0; // through which group it is known to have been written, by whoever read it before
};

// Groups that were promised and do not check.
struct journal_damage {
    std::uint64_t first = 0, last = 0; // numbers; last 0: nobody can tell how many
    std::uint32_t segment = 0;
};
std::string words_for(const journal_damage& what);

// What the bytes of a segment are, however damaged.
struct segment_facts {
    std::uint32_t number = 0; // as its header says; 0: it has none that checks
    bool newer = false;       // of a version that is not known
    std::uint64_t first = 0, last = 0;
    std::uint64_t end = 0; // behind the last group that checks
    bool gap = false;      // groups are missing between two that check
    std::uint64_t salt = 0;
};
// Each group that checks goes to `take`, in order.
segment_facts
walk_segment(std::string_view content, std::uint32_t number, const std::function<void(const journal_group&)>& take);

// The numbers of the segments beside this database, and where they lie.
std::map<std::uint32_t, std::string> segments_beside(const std::string& database);

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

// One writer at a time.
class journal {
public:
    using taker = std::function<void(const journal_group&)>;

    // Gives every whole group behind number `after` to `take`, in order, and stands ready to append behind the last
    // one. Throws sqlite_error when files cannot be read or written, std::runtime_error for a newer version.
    journal(const journal_settings& settings, std::uint64_t after, const taker& take);

    // Appends and syncs. Throws sqlite_error: nothing was promised. After one that is no disk_full() the journal must
    // be opened anew, because a later sync says nothing about earlier bytes.
    journal_place append(std::string_view payload);

    bool has_room(); // for some more, on the disk
    const journal_reader& reader() const { return reader_; }

    // Removes the segments that lie wholly before the one of `keep`.
    void drop_before(journal_place keep);

    std::uint64_t last_number() const { return last_; }
    std::uint64_t bytes() const; // of all segments
    const std::vector<journal_damage>& damage() const { return damage_; }

private:
    struct segment;
    void find_segments();
    void recover(std::uint32_t number, std::uint64_t after, const taker& take, bool newest);
    void begin_segment();
    void make_room(std::uint64_t end);

    journal_settings settings_;
    journal_reader reader_;
    std::map<std::uint32_t, std::uint64_t> sizes_; // of all segments
    std::optional<layered_file> current_;
    std::uint32_t current_number_ = 0;
    std::uint64_t salt_ = 0, end_ = 0, room_ = 0; // of the current segment: where the next group goes; size of the file
    std::uint64_t last_ = 0;
    std::vector<journal_damage> damage_;
};

} // namespace schakel::outbox
