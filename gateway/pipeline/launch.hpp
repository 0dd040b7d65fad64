// The launch flow: launch() in one reading. A browser passes through: whoever comes from a school's system and opens
// material is verified, found, allowed, and sent on in the publisher's own standard, known there by another name.
//
// Between two requests of a browser everything that is needed lies in the launch store: another gateway on the same
// store, or this one after it was killed, goes on where the browser is.
#pragma once

#include "gateway/access/peer_keys.hpp"
#include "gateway/adapter/launch.hpp"
#include "gateway/adapter/roster_view.hpp"
#include "gateway/core/log.hpp"
#include "gateway/entitlement/access_check.hpp"
#include "gateway/launch/launch_store.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/launch_directory.hpp"
#include "gateway/pipeline/launch_documents.hpp"
#include "gateway/pipeline/recent_steps.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace schakel::pipeline {

// How launches ended. `sent`: the target has its launch, or the source its choice.
struct launch_counts {
    std::atomic<std::uint64_t> arrived{0}, sent{0}, refused{0}, served{0};
    std::atomic<std::uint64_t> fetched{0}, silent{0}; // documents of peers, and those that did not come

    void add_refusal(const std::string& code);
    std::map<std::string, std::uint64_t> refusals() const; // by code

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::uint64_t> by_code_;
};

// What all launches share; outlives them.
struct launch_services {
    launch::launch_store& store;
    const launch_keys& keys;
    access::peer_keys& peers;
    launch_documents& documents;
    launch_directory& directory;
    recent_steps& recent;
    outbox::store& messages; // names of persons are read there; the audit
    std::function<result<done>(const std::vector<outbox::key_row>&)> keep_names;       // and kept there
    std::function<std::shared_ptr<const roster_view>(std::string_view school)> roster; // null: none is published
    const entitlement::access_check& entitlements;
    // Asks a peer, within limits of its own; answers on any thread.
    std::function<void(const launch_question&, std::function<void(received_answer)>)> fetch;
    std::function<void(std::function<void()>)> work; // runs a task on a thread that may wait for the store
    std::function<void(std::chrono::milliseconds, std::function<void()>)> call_later; // once, on any thread
    const adapter_registry& adapters;
    launch_counts& counts;
    const clock& time;
    logger& log;
};

// Where a request came in.
struct browser_at {
    std::string gateway_url;    // "https://gateway.example", as browsers reach us
    std::string raw_query = {}; // of the request, undecoded: signatures cover it
};

// A browser at an end point of purpose `browser`. `respond` is called exactly once, on any thread.
void launch(
    exchange request, const adapter& by, browser_at where, std::shared_ptr<const configuration> in_force,
    const launch_services& services, std::function<void(reply)> respond
);

// The flow's own pages: a link that begins a launch by itself (start), the choice of a publisher, the way back, the end
// of a session that began at a source.
//   GET  /launch/start?from=SYSTEM&product=CODE | &item=ID
//   POST /launch/choice
//   GET  /launch/return?to=KEY
//   GET  /launch/sign-out?from=SYSTEM
bool is_launch_path(std::string_view path);
void launch_page(
    exchange request, browser_at where, std::shared_ptr<const configuration> in_force, const launch_services& services,
    std::function<void(reply)> respond
);

// A system at an end point of purpose `service`.
void serve_launch(
    exchange asked, const adapter& by, browser_at where, std::shared_ptr<const configuration> in_force,
    const launch_services& services, std::function<void(reply)> respond
);

// Who sends this message with credentials of the launch world. `then` is called exactly once, on any thread.
void find_launch_sender(
    const exchange& message, const adapter& by, browser_at where, std::shared_ptr<const configuration> in_force,
    const launch_services& services, std::function<void(std::variant<launch_sender, disposition::outcome>)> then
);

} // namespace schakel::pipeline
