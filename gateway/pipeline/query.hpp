// The query flow: query() in one reading. Somebody asks for a roster and waits; the answer goes out in the asker's own
// protocol, from what is stored or from the system that owns the roster, with nothing in it that was not released to
// that party.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/core/kept_coding.hpp"
#include "gateway/core/log.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/live_rosters.hpp"
#include "gateway/pipeline/outcomes.hpp"
#include "gateway/pipeline/query_audit.hpp"
#include "gateway/pipeline/query_memory.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>

namespace schakel::pipeline {

// How questions ended; `accepted` counts those that were answered.
struct query_counts : exchange_counts {
    std::atomic<std::uint64_t> from_memory{0};  // answered as the same question was before
    std::atomic<std::uint64_t> persons{0};      // told of, all answers together
    std::atomic<std::uint64_t> owner_silent{0}; // live questions whose owner gave no roster
};

struct query_services {
    std::function<std::shared_ptr<const roster_view>(std::string_view school)> stored; // null: none is published yet
    live_rosters* owners = nullptr;                                                    // null: nobody can be asked live
    std::function<void(std::function<void()>)> work; // runs a task on a thread that may take its time
    query_memory& memory;
    query_audit& audit;
    query_counts& counts;
    const clock& time;
    logger& log;
};

// Where a question came in, and what an exchange does not keep of its request.
struct asked_at {
    std::string base;                // "https://gateway.example": how the asker reaches us
    std::string raw_path, raw_query; // of the whole request, undecoded: signatures cover them
    document_limits limits;
    std::function<bool()> left = {}; // whether the asker has gone and waits no longer; from any thread; empty: never
};

struct query_answer {
    reply head;                              // status and headers; the body where neither of these is there
    std::shared_ptr<const std::string> body; // shared with later answers
    std::shared_ptr<byte_source> stream;
    std::shared_ptr<kept_coding> coding = {}; // of the body; null where it is not shared
};

// Who asks, what, may they; then the roster, what they may have of it, and the answer. `respond` is called exactly
// once, on this thread or another.
void query(
    exchange asked, const adapter& by, asked_at where, std::shared_ptr<const configuration> in_force,
    const query_services& services, std::function<void(query_answer)> respond
);

} // namespace schakel::pipeline
