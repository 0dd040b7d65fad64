#include "gateway/goals/live_graph.hpp"

#include "gateway/mapping/goals/graph_builder.hpp"

#include <utility>

namespace schakel::goals {

namespace {

constexpr std::size_t most_waiting = 1000;

} // namespace

void live_graph::start() {
    if (store_.newest() == 0) return open();
    first_ = std::thread([this] {
        static_cast<void>(refresh());
        open();
    });
}

void live_graph::stop() {
    if (first_.joinable()) first_.join();
}

graph_pointer live_graph::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

graph_state live_graph::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

bool live_graph::when_ready(std::function<void()> task) {
    {
        const std::lock_guard lock(mutex_);
        if (!state_.ready) {
            if (waiting_.size() >= most_waiting) return false;
            waiting_.push_back(std::move(task));
            return true;
        }
    }
    task();
    return true;
}

// Those who waited go first to last, outside the lock.
void live_graph::open() {
    std::vector<std::function<void()>> waited;
    {
        const std::lock_guard lock(mutex_);
        state_.ready = true;
        waited.swap(waiting_);
    }
    for (const auto& task : waited) task();
}

result<graph_pointer> live_graph::build() {
    mapping::goals::graph_builder builder;
    mapping::goals::graph_sink sink(builder);
    if (auto given = store_.replay(sink); !given) return failure{given.error().message};
    return builder.finish();
}

result<done> live_graph::refresh() {
    const std::lock_guard one_at_a_time(building_);
    const outbox::goal_number newest = store_.newest();
    if (newest == state().import) return done{};
    const auto began = std::chrono::steady_clock::now();
    auto made = build();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    const bool good = static_cast<bool>(made);
    std::string why = good ? std::string{} : made.error().message;
    put(newest, std::move(made), took.count());
    if (!good) return failure{std::move(why)};
    return done{};
}

void live_graph::put(outbox::goal_number import, result<graph_pointer> made, double seconds) {
    graph_state told;
    {
        const std::lock_guard lock(mutex_);
        state_.failed = !made;
        if (made) {
            current_ = std::move(*made);
            state_.import = import;
            state_.goals = current_->goal_count();
            state_.edges = current_->edge_count();
            state_.bytes = current_->memory();
            state_.seconds = seconds;
            ++state_.builds;
        }
        told = state_;
    }
    if (told.failed) return log_.log_event(log_level::error, "goals.graph_failed", {{"stage", "read"}});
    log_.log_event(
        log_level::info, "goals.graph_built",
        {{"count", told.goals}, {"bytes", told.bytes}, {"milliseconds", seconds * 1000}}
    );
}

} // namespace schakel::goals
