// Zip archives of strangers, read strictly: one disk, stored or deflated entries, no encryption. The central directory
// is read first, so entries can be read in any order; the content of an entry comes part by part, so that only one part
// of it is in memory. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (below: APPNOTE)
//
// Refused before anything is unpacked: names that would leave a folder (`..`, absolute, backslashes, drives, links),
// names that occur twice, entries that overlap or lie outside the archive, bytes before the first entry, a directory
// that disagrees with what stands before the entry's data, encryption, other methods, archives in the archive, and
// sizes or ratios beyond the limits. Refused while unpacking: more or fewer bytes than promised, and a wrong CRC.
#pragma once

#include "gateway/codec/byte_parts.hpp"
#include "gateway/core/finding.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::zip {

struct limits {
    std::size_t entries = 1'000;
    std::size_t name = 255;                             // bytes
    std::uint64_t unpacked = std::uint64_t{2} << 30;    // bytes of all entries together
    std::uint64_t ratio = 200;                          // unpacked : packed, of an entry …
    std::uint64_t judged_from = std::uint64_t{4} << 20; // … that is at least so large unpacked
};

struct entry {
    std::string name; // UTF-8; ends in '/' for a folder
    std::uint64_t packed = 0, unpacked = 0;
    std::uint32_t crc = 0;
    std::uint16_t method = 0; // 0 stored, 8 deflated
    std::size_t begin = 0;    // of its data in the archive
    bool is_folder() const { return name.ends_with('/'); }
};

// Whether the bytes begin as an archive does.
bool looks_like_archive(std::string_view bytes);

// What can be unpacked of the first entry when it has this name and only the beginning of the archive is there: enough
// to recognise what the archive is. Nothing of it is checked.
std::string beginning_of_first(std::string_view bytes, std::string_view name);

// The content of one entry. Copies no bytes of the archive, which must outlive it.
class unpacking {
public:
    unpacking(std::string_view archive, const entry& which);
    ~unpacking();
    unpacking(unpacking&&) noexcept;
    unpacking& operator=(unpacking&&) noexcept;

    // The next part, valid until the next call; empty at the end and where the content is refused.
    std::string_view next();
    // Why the content was refused. Known only after next() gave an empty part.
    const std::optional<finding>& refused() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

class archive {
public:
    // None when the archive is refused: `found` says why. The bytes must outlive the archive.
    static std::optional<archive> open(std::string_view bytes, const limits& most, findings& found);

    std::span<const entry> entries() const { return entries_; } // in the order of their data
    const entry* find(std::string_view name) const;
    unpacking unpack(const entry& which) const { return {bytes_, which}; }

private:
    std::string_view bytes_;
    std::vector<entry> entries_;
};

// All rules that reading can break.
std::span<const rule> rules_of_reading();

namespace rules {
extern const rule not_an_archive, truncated, prefix, several_disks, entry_header, disagreement, overlap, encrypted,
    method, unsafe_name, duplicate_name, nested, link, limit_entries, limit_unpacked, limit_ratio, content, size, crc;
}

} // namespace schakel::zip
