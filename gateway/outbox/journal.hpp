// The journal: everything that the store promised, in the order in which it was promised. Groups of entries are
// appended and synced, and read again after a crash; what entries say is the store's business: facts, which make sense
// by themselves, and texts (bodies, reports), which are read from their place.
//
// Segments are files "<path>-log<number, 8 digits>" of at most `segment_bytes`, unless one group is larger;
// journal_segment.hpp describes their bytes. Groups are numbered from 1 over all segments without a gap.
//
// A group is appended after the one before it was synced. Hence a last group that is not whole was cut off by a crash
// and never promised: what is left of it is kept as if it were all. Of every other group that is not whole, the disk
// damaged a part: what checks goes on, the rest is told.
#pragma once

#include "gateway/outbox/journal_files.hpp"
#include "gateway/outbox/journal_segment.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

struct logged_entry {
    std::string_view facts; // valid during the call
    journal_place texts;
};

struct journal_group {
    std::uint64_t number = 0;
    std::vector<logged_entry> entries; // in order; fewer than there were when some are damaged
};

// What was promised and does not check.
struct journal_damage {
    std::uint64_t first = 0, last = 0; // groups; the same when one is not whole
    journal_place at;
    std::uint64_t length = 0; // bytes that make no sense; 0: they are gone
    bool only_texts = false;  // the entry to which they belong is known

    bool operator==(const journal_damage&) const = default;
};
std::string words_for(const journal_damage& one); // for logs and people who look after the machine

// One writer at a time.
class journal {
public:
    using taker = std::function<void(const journal_group&)>;

    struct known {
        std::uint64_t after = 0;    // groups up to here are not asked for
        std::uint64_t promised = 0; // groups up to here were promised for certain
        std::uint64_t kept = 0;     // groups up to here may have been removed, because nobody needed them
    };
    // Gives every group behind `after` to `take`, in order, and stands ready to append behind the last one. Throws
    // sqlite_error when files cannot be read or written, std::runtime_error for a newer version.
    journal(const journal_settings& settings, const known& start, const taker& take);

    // Appends the entries as one group and syncs; answers where the texts of each begin. Throws sqlite_error: nothing
    // was promised. After one that is no disk_full() the journal must be opened anew, because a later sync says nothing
    // about earlier bytes.
    std::vector<journal_place> append(std::span<const draft_entry> entries);

    bool has_room(); // for some more, on the disk
    const journal_reader& reader() const { return reader_; }
    std::uint64_t last_number() const { return last_; }
    const std::vector<journal_damage>& damage() const { return damage_; } // found at opening

    // From any thread, here and below.
    std::uint64_t bytes() const; // of all segments
    // Removes those segments whose groups all lie before `group` and which nobody needs. The current one stays.
    void drop_segments(std::uint64_t group, const std::function<bool(std::uint32_t segment)>& is_needed);

private:
    struct segment {
        std::uint64_t size = 0, first = 0; // group; 0: none
    };

    std::string go_on_in(std::uint32_t number, std::string content, const known& start);
    std::vector<std::uint32_t> segments_before(std::uint64_t group);
    void remove_segment(std::uint32_t number);
    void begin_segment();
    std::uint64_t room_for(std::uint64_t end) const;
    void has_grown_to(std::uint64_t room);
    void write_zeros(std::uint64_t from, std::uint64_t to);
    std::vector<std::uint64_t> write_group(std::span<const draft_entry> entries, std::uint64_t size);

    journal_settings settings_;
    journal_reader reader_;
    mutable std::mutex mutex_;                  // guards segments_
    std::map<std::uint32_t, segment> segments_; // by number
    std::optional<layered_file> current_;
    std::uint32_t current_number_ = 0;
    std::uint64_t salt_ = 0, end_ = 0, room_ = 0; // of the current segment: where the next group goes; size of the file
    std::uint64_t spoilt_ = 0;                    // to where something was written in vain
    std::uint64_t last_ = 0;
    std::vector<journal_damage> damage_;
};

// What the bytes of a segment are, however damaged.
struct segment_facts {
    std::uint32_t number = 0; // as its header says; 0: it has none that checks
    bool newer = false;       // of a version that is not known
    std::uint64_t first = 0, last = 0;
    std::uint64_t end = 0; // behind the last whole group
    bool gap = false;      // something before that does not check
};
// Each group of which something checks goes to `take`, in order.
segment_facts walk_segment(std::string_view content, std::uint32_t number, const journal::taker& take);

// Reads all there is behind group `after`, beside a writer of this process or another, and changes nothing. Damage as
// above; what the last segment lacks at its end is none.
std::vector<journal_damage>
read_journal(const journal_settings& settings, std::uint64_t after, const journal::taker& take);

} // namespace schakel::outbox
