// A file layer under SQLite by which damage to a database is found when it is read: SQLite itself has no checksum of a
// page, and a flipped bit in a number would be told as if it had been written.
//
// The last eight bytes of each page (which the connection has reserved) hold a checksum of the page's number and
// content, so a page that lies in another's place is found too. A page that does not check is answered with
// SQLITE_IOERR_DATA. Frames of the write-ahead log have checksums by SQLite's own format, which it looks at after a
// crash only; here they are looked at whenever a handle that does not write reads one: readers, and checkpoints before
// they copy a page into the database. A database that was made without reserved bytes is read as it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace schakel::outbox {

inline constexpr int reserved_for_check = 8;

// The name of the layer that checks above the layer `base` (empty: the machine's). From any thread; the layer stays for
// the life of the process, and finds `base` anew by its name at each file that it opens.
std::string checked_layer(const std::string& base);

// Whether the bytes are the page of that number (from 1) as the layer wrote it.
bool page_checks(std::span<const std::byte> page, std::uint32_t number);

// How many frames of a log check that lie behind one that does not, of those that were written since it last began.
std::size_t frames_behind_a_break(std::span<const std::byte> log);

// A database that was made without reserved bytes.
bool lacks_page_checks(const std::string& path);

// The size of the pages of a database of which these are the first 100 bytes; 0: it is none.
std::uint32_t page_size_in(std::string_view header);

} // namespace schakel::outbox
