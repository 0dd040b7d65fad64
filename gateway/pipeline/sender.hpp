// The seam to the outside: carries a message to a system with its credentials. The real one speaks HTTP; tests have
// their own.
#pragma once

#include "gateway/adapter/adapter.hpp"
#include "gateway/pipeline/configuration.hpp"

#include <functional>
#include <memory>
#include <string>

namespace schakel::pipeline {

class sender {
public:
    virtual ~sender() = default;

    // Adds the credentials for this school (adapter::authorise), sends, and tells what came back. `done` is called
    // exactly once, from any thread. `delivery_id` goes with the message, so that a receiver can recognise a repeat.
    virtual void send(
        std::shared_ptr<const configuration> in_force, const destination& to, std::string_view school,
        std::string_view delivery_id, outgoing message, std::function<void(received_answer)> done
    ) = 0;
};

} // namespace schakel::pipeline
