// What a fetch from another system depends on and how it stands, whatever is fetched: rosters or goals.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace schakel {

struct pull_options {
    std::string base_url;      // of the source, to which outgoing.path is appended: links elsewhere are not followed
    model::identifiers school; // whose roster; all identifiers configured
    std::string school_year;   // "2026-2027"
    std::string profile;
    std::map<std::string, std::string, std::less<>> parameters; // of the source's settings; the README lists them
    std::set<std::string, std::less<>> quirks;
    document_limits limits;
    std::string watermark; // of the last pull that was published; empty: fetch everything
    instant now{};
};

// How a pull stands.
struct pull_state {
    enum class phase {
        running,
        complete,   // everything came; `reading` tells what
        unchanged,  // the source says that nothing changed since the watermark
        failed,     // it will fail again: wrong credentials, invalid answers (reading.report says why)
        interrupted // it may succeed later
    } what = phase::running;
    std::string reason;                              // our own words and codes of the standard, never text of the peer
    std::optional<std::chrono::seconds> retry_after; // interrupted; also: wait before asking next()
    std::string doing;                               // "users, page 3"
    std::uint64_t records = 0;
    std::uint64_t expected = 0; // records in all, 0 when not known
    std::string watermark;      // complete: to be given to the next pull
};

} // namespace schakel
