// A copy of everything that a gateway keeps, made beside the running gateway or of a stopped one.
//
// What was accepted before it began is in it: the tables are copied as they are at one moment, the journal after them,
// so the journal has all that the tables have and more, as after a crash. Segments and runs are held open from the
// beginning: what retention removes meanwhile is in the copy all the same. The copy is inspected as the original would
// be, and only then gets its manifest and its name.
//
// Not in it: the key that encrypts our signing keys (they lie in it encrypted), the token of the admin API, the
// configuration.
#pragma once

#include "gateway/backup/manifest.hpp"
#include "gateway/core/clock.hpp"

namespace schakel::backup {

// `to` is not there yet. A manifest with faults is a backup of a damaged store. Failure: nothing was made; a page of a
// database is damaged, or a disk does not obey.
result<manifest> back_up(const place& from, const std::filesystem::path& to, const clock& time, const listener& told);

std::uint64_t bytes_to_back_up(const place& from); // roughly, read twice

} // namespace schakel::backup
