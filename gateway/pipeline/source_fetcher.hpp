// The seam to who publishes learning goals, catalogues or entitlements. The real one speaks HTTP; tests have their own.
#pragma once

#include "gateway/pipeline/configuration.hpp"

#include <functional>
#include <memory>
#include <string_view>

namespace schakel::pipeline {

class source_fetcher {
public:
    virtual ~source_fetcher() = default;

    // The source belongs to `in_force`. The path of the request is appended to its url, and its credentials are added,
    // those for this school where they differ. Redirects are not followed. `done` is called exactly once, from any
    // thread.
    virtual void fetch(
        std::shared_ptr<const configuration> in_force, const settings::fetched_source& from, const adapter& by,
        std::string_view school, outgoing request, std::function<void(received_answer)> done
    ) = 0;
};

} // namespace schakel::pipeline
