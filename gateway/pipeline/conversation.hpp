// A fetch from another system, question by question, whatever is fetched.
#pragma once

#include "gateway/adapter/fetching.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace schakel::pipeline {

struct intake_progress {
    std::string doing; // "users, page 3"
    std::uint64_t records = 0, expected = 0;
};

// How a pull reaches the outside, and how long it may take. All are called on the caller's thread and may block.
struct pull_means {
    std::function<received_answer(const outgoing&)> ask;
    std::function<bool(std::chrono::seconds)> wait; // false: the gateway is stopping
    std::function<void(const intake_progress&)> tell;
    std::function<bool()> stopping;
};

// Asks and takes until the pull is over or the gateway stops.
template <class Pull, class Sink>
void converse(Pull& pull, Sink& into, const pull_means& means) {
    while (!means.stopping()) {
        const pull_state& before = pull.state();
        if (before.what == pull_state::phase::running && before.retry_after && !means.wait(*before.retry_after)) return;
        const auto question = pull.next();
        if (!question) return;
        pull.take(*question, means.ask(*question), into);
        const pull_state& after = pull.state();
        means.tell({after.doing, after.records, after.expected});
    }
}

// Waits for an answer that comes from another thread, within the time-out of whoever asks. What answers after the
// gateway began to stop answers nobody.
received_answer await_answer(
    const std::function<void(std::function<void(received_answer)>)>& ask, const std::function<bool()>& stopping
);

} // namespace schakel::pipeline
