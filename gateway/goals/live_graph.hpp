// The goal graph of a running gateway: all that was imported, in memory. It is built at start on a thread of its own,
// and after each import by whoever imported; those who look at the former one keep it as long as they hold it.
//
// While the first one is built after a start, the gateway takes messages already. What needs goals waits with
// when_ready(), so that no message is translated as if nothing had ever been imported.
#pragma once

#include "gateway/core/log.hpp"
#include "gateway/goals/goal_store.hpp"
#include "gateway/mapping/goals/goal_graph.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace schakel::goals {

using graph_pointer = std::shared_ptr<const mapping::goals::goal_graph>;

// What the graph in use is.
struct graph_state {
    outbox::goal_number import = 0; // up to which import; 0: nothing was imported
    std::size_t goals = 0, edges = 0, bytes = 0;
    double seconds = 0;       // that it took to build
    std::uint64_t builds = 0; // since the start
    bool ready = false;       // false: the first one is being built
    bool failed = false;      // the newest import could not be built; the one before stands
};

class live_graph {
public:
    // Both outlive it.
    live_graph(const goal_store& store, logger& log) : store_(store), log_(log) {}
    ~live_graph() { stop(); }

    void start(); // builds the first one in the background
    void stop();  // waits for that build; those who wait for it go on

    // Null: nothing was imported, or the first one is not there yet.
    graph_pointer current() const;
    graph_state state() const;

    // Runs the task now, or on the building thread as soon as the first graph is there. False: so many wait already
    // that this one is not taken.
    bool when_ready(std::function<void()> task);

    // After an import: builds anew when the store has something newer, and returns when that is in use. Takes seconds
    // for large frameworks. Failure: what is stored cannot be read; the former graph stays in use.
    result<done> refresh();

private:
    result<graph_pointer> build();
    void put(outbox::goal_number import, result<graph_pointer> made, double seconds);
    void open();

    const goal_store& store_;
    logger& log_;
    std::mutex building_;
    mutable std::mutex mutex_;
    graph_pointer current_;
    graph_state state_;
    std::vector<std::function<void()>> waiting_;
    std::thread first_;
};

} // namespace schakel::goals
