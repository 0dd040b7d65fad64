// What the launch flow needs of a running gateway, put together: peers' keys and documents over our HTTP client, the
// directory of parties, the counts.
#pragma once

#include "gateway/pipeline/launch.hpp"
#include "gateway/transport/client.hpp"

#include <chrono>
#include <functional>
#include <memory>

namespace schakel::service {

struct launch_flow_parts {
    launch::launch_store& store;
    const launch_keys& keys;
    outbox::store& messages;
    std::function<std::shared_ptr<const roster_view>(std::string_view school)> roster;
    const entitlement::access_check& entitlements;
    transport::http_client& client;
    std::function<void(std::function<void()>)> work;
    std::function<void(std::chrono::milliseconds, std::function<void()>)> call_later;
    const adapter_registry& adapters;
    const clock& time;
    logger& log;
};

class launch_flow {
public:
    explicit launch_flow(launch_flow_parts parts);

    const pipeline::launch_services& services() const { return services_; }
    const pipeline::launch_counts& counts() const { return counts_; }

private:
    void fetch(const launch_question& what, std::function<void(received_answer)> done) const;

    launch_flow_parts parts_;
    access::peer_keys peers_;
    pipeline::launch_documents documents_;
    pipeline::launch_directory directory_;
    pipeline::recent_steps recent_;
    pipeline::launch_counts counts_;
    pipeline::launch_services services_;
};

} // namespace schakel::service
