// The seam to systems that own rosters: carries one request of a roster_pull there, with our credentials. The real one
// speaks HTTP; tests have their own.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/pipeline/configuration.hpp"

#include <functional>
#include <memory>
#include <string_view>

namespace schakel::pipeline {

class roster_fetcher {
public:
    virtual ~roster_fetcher() = default;

    // `owner` has a [system.roster] with a url; it belongs to `in_force`. The path of the request is appended to that
    // url. Credentials for the school are added (adapter::authorise, or a signature); a token that is refused is
    // renewed once. Redirects are not followed. `done` is called exactly once, from any thread.
    virtual void fetch(
        std::shared_ptr<const configuration> in_force, const settings::system& owner, const adapter& by,
        std::string_view school, outgoing request, std::function<void(received_answer)> done
    ) = 0;
};

} // namespace schakel::pipeline
