// A segment of the journal as bytes: its header, and the entries that can be found in it whatever happened to the rest.
// Private to the journal; journal.hpp says what the bytes are for.
//
//   header, 8192 bytes   twice in pages of their own: "SCHAKLOG", version u32, checksum u32, number u32, zero u32,
//                        salt u64; zeros
//   entries              checksum u32, length of facts u32, length of texts u32, checksum of texts u32, group u64,
//                        salt u64, index in the group u32, entries of the group u32; facts; texts; zeros up to a
//                        multiple of 8
// Little endian. Checksums are CRC-32, of an entry over its other fields and its facts. The salt of a segment tells its
// entries from bytes that lay in a file before, and from bytes that a sender made look like an entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

// An entry to be written. What the views look at stays until it is.
struct draft_entry {
    std::string facts;
    std::vector<std::string_view> texts; // one behind the other
};

struct segment_mark {
    std::uint32_t number = 0;
    std::uint64_t salt = 0;
};

inline constexpr std::size_t segment_header_size = 8192;
std::string segment_header(const segment_mark& what);
// Nothing when neither copy checks. Throws std::runtime_error for a newer version.
std::optional<segment_mark> read_segment_header(std::string_view content);

// An entry whose header and facts check. Offsets are those of the segment.
struct found_entry {
    std::uint64_t group = 0;
    std::uint32_t index = 0, count = 0;
    std::uint64_t begin = 0, texts_begin = 0, end = 0;
    std::string_view facts, texts; // in the content
    bool texts_check = false;

    bool ends_group() const { return index + 1 == count; }
    bool comes_after(const found_entry& before) const;
};

// All of them in the order in which they were written, from `content`, which lies at `offset` in its segment.
std::vector<found_entry> entries_in(std::string_view content, std::uint64_t offset, std::uint64_t salt);
// The one that begins where `content` does, which lies at `offset`; nothing when there is none or it goes on behind.
std::optional<found_entry> entry_at(std::string_view content, std::uint64_t offset, std::uint64_t salt);

std::uint64_t framed_size(const draft_entry& one);
// The bytes of a group one behind the other, each piece valid during the call; framed_size() of every entry. Answers
// where the texts of each entry begin, counted from the beginning of the group. Throws std::length_error when an entry
// has more than 4 GiB.
std::vector<std::uint64_t> frame(
    std::span<const draft_entry> entries, std::uint64_t group, std::uint64_t salt,
    const std::function<void(std::string_view)>& put
);

} // namespace schakel::outbox
