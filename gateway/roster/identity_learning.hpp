// A published roster teaches the identifier map which names belong to one pupil: las.key, ECK iD, OneRoster and Edu-V
// ids, accounts. Results that come in later under one of them can then be sent under another.
#pragma once

#include "gateway/mapping/identity_map.hpp"
#include "gateway/roster/roster_store.hpp"

namespace schakel::roster {

struct learned {
    std::uint64_t links = 0;     // new rows of the key tables
    std::uint64_t conflicts = 0; // pupils whose identifiers belong to different persons; nothing of them is learned
};

// Learns from every pupil that begins or changes between two versions. What is known already is left as it is, so that
// learning twice does no harm. Waits for the disk.
result<learned> learn_identities(
    outbox::roster_rows& rows, std::string_view school, version_number from, version_number to,
    const mapping::key_source& known, const mapping::identity_list* listed
);

} // namespace schakel::roster
