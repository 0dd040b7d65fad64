// The admin API: everything that the console and the command line can see and do. JSON; errors as RFC 9457 problems;
// every path but /live, /ready and /metrics needs `Authorization: Bearer <token>`. openapi.json beside this file
// describes it and is served at /admin/v1/openapi.json.
//
//   GET  /live                          the process runs
//   GET  /ready                         the store can sync and nothing is being shut down; else 503
//   GET  /metrics                       Prometheus text
//   GET  /admin/v1/messages             newest first; filters: status, standard, sender, school, destination, route,
//                                       key, since, until; after and limit for pages
//   GET  /admin/v1/messages/{id}        hops, findings, loss, attempts; the body only with ?body=true, which is audited
//   POST /admin/v1/messages/{id}/replay through the flow again, as a linked copy
//   POST /admin/v1/routes/explain       facts: school, sender, family, kind, standard, subject, level, at
//   GET  /admin/v1/status               counts, configuration hash, last reload
//   POST /admin/v1/reload               200 applied, 409 or 422 not applied and why
//
// The listener's own limits do not matter here: a body is JSON of at most 64 KiB.
#pragma once

#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/deliver.hpp"
#include "gateway/pipeline/query.hpp"
#include "gateway/pipeline/receive.hpp"
#include "gateway/transport/listener.hpp"
#include "gateway/transport/metrics.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
    const pipeline::query_counts* questions = nullptr; // null: nobody counts
};

transport::listener_hooks admin_hooks(admin_services with);

} // namespace schakel::admin
