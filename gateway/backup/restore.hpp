// A backup put where a gateway expects its data. Nothing is overwritten.
#pragma once

#include "gateway/backup/manifest.hpp"
#include "gateway/core/clock.hpp"

namespace schakel::backup {

// Checks every file by the manifest, copies all of them under names of their own, gives them theirs, the tables last,
// and opens the store once, which brings its tables to the end of its journal. Failure: in words; what was copied is
// removed again.
struct restored {
    manifest from;
    std::uint64_t messages = 0, waiting = 0;
};
result<restored> restore(const std::filesystem::path& from, const place& to, const clock& time, const listener& told);

} // namespace schakel::backup
