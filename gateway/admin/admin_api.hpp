// The admin API: everything that the console and the command line can see and do. JSON; errors as RFC 9457 problems;
// every path but /live, /ready, /health and /metrics needs `Authorization: Bearer <token>`. openapi.json beside this
// file describes it and is served at /admin/v1/openapi.json.
//
//   GET  /live                          the process runs
//   GET  /ready                         the store can sync and nothing is being shut down; else 503
//   GET  /health                        what needs a person, in a word for each part; 503 as for /ready
//   GET  /metrics                       Prometheus text
//   GET  /admin/v1/messages             newest first; filters: status, standard, sender, school, destination, route,
//                                       key, text, copy_of, since, until; after and limit for pages
//   GET  /admin/v1/messages/{id}        hops, findings, loss, attempts; the body only with ?body=true, which is audited
//   POST /admin/v1/messages/{id}/replay through the flow again, as a linked copy
//   POST /admin/v1/replays              the same of what a filter finds, or of ids; ?dry_run=true counts only
//   GET  /admin/v1/replays, /replays/{id}  how far they are, newest first; one with what became of each message
//   POST /admin/v1/replays/{id}/stop    goes no further; what was copied stays
//   POST /admin/v1/routes/explain       facts: school, sender, family, kind, standard, subject, level, at
//   POST /admin/v1/routes/{id}/pause    its deliveries wait until a moment; what comes in for it is kept
//   POST /admin/v1/routes/{id}/resume   they wait no longer
//   GET  /admin/v1/status               counts, what to look at, every party, configuration, disk, last reload
//   POST /admin/v1/reload               200 applied, 409 or 422 not applied and why
//   GET  /admin/v1/schools/{id}/roster  counts, version, source and age; ?as_of= an earlier moment
//   POST /admin/v1/schools/{id}/roster  a roster as a file, of any standard that is read; ?standard= names it
//   GET  /admin/v1/schools/{id}/roster/persons   who is in it; audited
//   GET  /admin/v1/schools/{id}/roster/changes   what its versions changed, in counts; ?ids=true: record ids, audited
//   POST /admin/v1/schools/{id}/roster/pause     nothing is taken over until a moment
//   POST /admin/v1/schools/{id}/identities   names of persons, learned; audited
//   POST /admin/v1/schools/{id}/identities/known   which persons have a name of another scheme
//   GET  /admin/v1/schools/{id}/syncs   how its rosters came in, newest first
//   GET  /admin/v1/syncs, /syncs/{id}   the same of all schools; one with its progress
//   POST /admin/v1/syncs                fetches a roster
//   GET  /admin/v1/holds                changed rosters that wait for a person
//   POST /admin/v1/holds/{id}/approve, /discard  what that person decides
//   POST /admin/v1/goals/imports        learning goals as a file or a zip archive; ?standard= names what it is
//   GET  /admin/v1/goals/frameworks, /frameworks/{id}, /mapping-sets  what was imported
//   GET  /admin/v1/goals/goals/{id}     a goal in all releases, what it is related to and what became of it
//   GET  /admin/v1/goals/resolve        what an id or a printed code means; ?as_of= a day
//   POST /admin/v1/goals/translate      what a record on a goal comes to in another framework, explained
//   GET  /admin/v1/goals/defects, /diff contradictions; what a new release does to a mapping set
//   GET  /admin/v1/goals/imports, /imports/{id}  how they came in, newest first; one with its progress
//   POST /admin/v1/goals/fetches        fetches goals from a source of the configuration; told among the imports
//   GET  /admin/v1/goals/recomputation  messages that come to something else after an import; POST looks again
//   GET  /admin/v1/access/why           may this person open this product, and what stands in the way; audited
//   GET  /admin/v1/access/attempts      launches, newest first; without persons
//   GET  /admin/v1/access/registrations parties that registered themselves
//   POST /admin/v1/access/registrations/{id}/accept, /refuse, /remove  what a person decides about one
//   POST /admin/v1/access/invitations   a token with which a party may register itself, shown once
//   GET  /admin/v1/access/deployments   where people came from, and the school it is paired with
//   POST /admin/v1/access/pairings      pairs a deployment with a school, or ends it
//   GET  /admin/v1/access/shelves       whose catalogues and entitlements there are, and from when
//   GET  /admin/v1/access/entitlements  of a school, without persons; of one person: audited
//   GET  /admin/v1/access/catalogue     products; ?product= one with everything that is told of it
//   GET  /admin/v1/access/imports, /imports/{id}  how they came in, newest first; one with its progress
//   POST /admin/v1/access/imports       a catalogue, orders or entitlements as a file; ?source= who tells it
//   POST /admin/v1/access/fetches       fetches what a system of the configuration has
//   GET  /admin/v1/access/holds         loads that would end more than may end at once
//   POST /admin/v1/access/holds/{id}/release, /discard  what a person decides about one
//   GET  /admin/v1/keys                 our signing keys, without their private parts
//   POST /admin/v1/keys/rotate          makes the next one take over
//
// A POST that changes something may be named with Idempotency-Key, and is done once in 24 hours under that name:
// pipeline/kept_answers.hpp.
//
// A body is JSON of at most 64 KiB; a roster and an import are files of at most 64 MiB.
#pragma once

#include "gateway/entitlement/access_check.hpp"
#include "gateway/goals/live_graph.hpp"
#include "gateway/launch/launch_store.hpp"
#include "gateway/launch/signing_keys.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/access_imports.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/deliver.hpp"
#include "gateway/pipeline/goal_imports.hpp"
#include "gateway/pipeline/goal_recomputation.hpp"
#include "gateway/pipeline/kept_answers.hpp"
#include "gateway/pipeline/query.hpp"
#include "gateway/pipeline/receive.hpp"
#include "gateway/pipeline/replay_runs.hpp"
#include "gateway/pipeline/sync.hpp"
#include "gateway/roster/roster_store.hpp"
#include "gateway/transport/listener.hpp"
#include "gateway/transport/metrics.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace schakel::pipeline {
struct launch_counts; // gateway/pipeline/launch.hpp
}

namespace schakel::admin {

struct reload_result {
    bool applied = false;
    std::string message;
    std::vector<settings::fault> faults;
};

struct last_reload {
    instant at{};
    bool applied = false;
    std::string message;
};

// What it looks at of learning goals. All outlive it.
struct goal_services {
    const schakel::goals::goal_store* store = nullptr;
    const schakel::goals::live_graph* graph = nullptr;
    pipeline::goal_imports* imports = nullptr;
    pipeline::goal_recomputation* recomputation = nullptr;
    std::function<void(std::function<void()>)> work; // runs a task on a thread that may be busy for a while
};

// What it looks at and acts on of launches. All outlive it.
struct launch_plane {
    launch::launch_store* store = nullptr;
    launch::signing_keys* keys = nullptr;
    const entitlement::access_check* entitlements = nullptr;
    std::function<void(std::function<void()>)> work; // runs a task on a thread that may wait for the store
};

// The same of catalogues and entitlements.
struct holding_services {
    entitlement::holding_store* store = nullptr;
    pipeline::access_imports* imports = nullptr;
    std::function<void(std::function<void()>)> work; // runs a task on a thread that may wait for the store
};

// What the admin API looks at and acts on. References outlive it.
struct admin_services {
    const adapter_registry& adapters;
    outbox::store& store;
    pipeline::exchange_services flow;
    const pipeline::delivery_counts& deliveries;
    const transport::transport_metrics& transport;
    const clock& time;
    std::function<std::shared_ptr<const pipeline::configuration>()> in_force;
    std::function<reload_result()> reload;
    std::function<bool()> stopping;
    std::function<std::optional<admin::last_reload>()> last_reload; // by this API or by signal; empty: never told
    std::string token;                                              // secret
    std::string version;
    instant started{};
    std::function<std::vector<pipeline::destination_state>()> destinations = {}; // none: nothing is delivered
    std::function<std::string()> hash_of_files = {};   // what would be in force if it were loaded now; none: not known
    const pipeline::query_counts* questions = nullptr; // null: nobody counts
    const pipeline::launch_counts* passages = nullptr; // of browsers; null: nothing is launched
    roster::roster_store* rosters = nullptr;           // both null where no rosters are kept
    pipeline::sync_runner* syncs = nullptr;
    std::optional<goal_services> goals = {};       // none where no goals are kept
    std::optional<launch_plane> launches = {};     // none where no launches are kept
    std::optional<holding_services> holdings = {}; // none where no catalogues and entitlements are kept
    pipeline::kept_answers* answers = nullptr;     // to orders that their senders named; null: names mean nothing
    pipeline::replay_runs* replays = nullptr;      // null where nothing is accepted
    // Runs a task on a thread that may wait for the store; none where nothing is accepted.
    std::function<void(std::function<void()>)> work = {};
};

transport::listener_hooks admin_hooks(admin_services with);

} // namespace schakel::admin
