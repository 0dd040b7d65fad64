// A system that publishes learning goals and answers who asks for them: an invented framework, or what files hold. It
// changes over time, and misbehaves as it is told.
#pragma once

#include "gateway/adapter/goals.hpp"
#include "gateway/command/simulate_misbehaviour.hpp"
#include "gateway/goals/generated_framework.hpp"
#include "gateway/transport/http_message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::command {

struct publisher_play {
    goals::framework_options framework;
    std::vector<std::string> files; // of the adapter's standard, published instead of the invented framework
    misbehaviour_set misbehaves;
    std::size_t change_every = 0; // questions; 0: the framework changes only when told to
};

// What is published at one moment. Any number of threads may ask.
class publication {
public:
    virtual ~publication() = default;
    virtual std::size_t frameworks() const = 0;
    virtual bool serves(const exchange& asked) const = 0;
    // `address` is where the asker reaches the adapter: "http://127.0.0.1:8090/ims/case/v1p1".
    virtual transport::http_response answer(const exchange& asked, const std::string& address) const = 0;
};
using publish = std::function<result<std::shared_ptr<const publication>>(const publisher_play&)>;

// Through the adapter's own question() and answer(); it must answer for goals. Failure: a file cannot be read.
publish publish_through(const adapter& by);

class simulated_publisher {
public:
    // Failure: nothing can be published that way.
    static result<std::unique_ptr<simulated_publisher>> open(publish by, publisher_play how);

    bool serves(const exchange& asked) const;
    transport::http_response answer(exchange asked, const std::string& address);

    // As of a simulated school: GET tells how it stands; POST takes change=1 and misbehave=NAME,…
    transport::http_response control(const transport::http_request& request);

    bool is_slow() const;

private:
    struct scene {
        std::shared_ptr<const publication> published;
        misbehaviour_set misbehaves;
        std::size_t question = 0;
    };
    simulated_publisher(publish by, publisher_play how) : by_(std::move(by)), how_(std::move(how)) {}

    result<done> set_stage(); // with mutex_ held
    scene next_scene();

    publish by_;
    mutable std::mutex mutex_;
    publisher_play how_;
    std::shared_ptr<const publication> published_;
    std::size_t questions_ = 0;
};

} // namespace schakel::command
