// Rosters that are asked of their owner at the moment somebody asks us: fetched once for all who wait for the same one,
// kept for a while, never published.
#pragma once

#include "gateway/adapter/roster.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/roster_fetcher.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace schakel::pipeline {

class live_rosters : public std::enable_shared_from_this<live_rosters> {
public:
    using task = std::function<void()>;
    struct parts {
        roster_fetcher& owners;
        const adapter_registry& adapters;
        const clock& time;
        std::function<void(task)> work;                                  // on a thread that may take its time
        std::function<void(std::chrono::milliseconds, task)> call_later; // once, after that time
    };
    // The view, or why there is none: our own words.
    using answer = std::function<void(result<std::shared_ptr<const roster_view>>)>;

    explicit live_rosters(parts with) : with_(std::move(with)) {}

    // The school's roster as its owner has it, and no other school's, not older than `cache`. `done` is called exactly
    // once, after `time_out` at the latest; what comes later is kept for the next who asks.
    void
    ask(std::shared_ptr<const configuration> in_force, const settings::school& school, std::chrono::milliseconds cache,
        std::chrono::milliseconds time_out, answer done);

private:
    struct waiter;
    struct fetch;
    struct state {
        std::shared_ptr<const roster_view> view;
        instant fetched{};
        bool fetching = false;
        std::vector<std::shared_ptr<waiter>> waiting;
    };

    std::shared_ptr<fetch> begin(std::shared_ptr<const configuration> in_force, const settings::school& school);
    void go_on(const std::shared_ptr<fetch>& of);
    void ask_owner(const std::shared_ptr<fetch>& of);
    void end(const std::string& school, result<std::shared_ptr<const roster_view>> how);

    parts with_;
    std::mutex mutex_;
    std::map<std::string, state, std::less<>> schools_;
};

} // namespace schakel::pipeline
