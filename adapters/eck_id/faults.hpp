// What the service's exceptions mean to whoever asked. The contract declares none; their names come in faultactor.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace schakel::eck_id {

enum class fault_meaning {
    not_ready,    // ask for the batch again later
    next_day,     // no more batches today
    not_allowed,  // certificate or school: somebody has to look
    bad_hash,     // of one person
    blocked_hash, // the number was replaced: use the new one
    bad_settings, // chain or sector
    unknown
};

struct known_fault {
    std::string_view name; // as the service says it
    fault_meaning means;
    std::string_view reason; // ours, for people
};

// By the name that a fault carries, also with a package before it; unknown for others.
const known_fault& fault_named(std::string_view name);

} // namespace schakel::eck_id
