// Imports of a running gateway, whatever they bring: one at a time, on a thread of their own. Those that are open and
// the last hundred that ended are told as JSON.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/pipeline/conversation.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace schakel::pipeline {

// Thread-safe.
class import_queue {
public:
    struct job;
    // Answers how it ended, as JSON.
    using work = std::function<std::string(job&)>;

    struct job {
        enum class state { waiting, running, ended };
        std::string id, source, way, actor; // way: "upload" or "fetch"
        std::uint64_t expected = 0;         // bytes
        work what;
        state stands = state::waiting;
        instant asked{};
        std::optional<instant> began, ended;
        std::string doing;
        std::uint64_t bytes = 0;
        std::function<std::uint64_t()> records; // so far; empty: not told
        std::string outcome;                    // JSON
    };

    explicit import_queue(const clock& time) : time_(time) {}
    ~import_queue() { stop(); }

    // `plan` adds what is due, before each import and every half minute.
    void start(std::function<void()> plan);
    void stop(); // waits for the import in progress

    // Of the job: source, way, actor, expected, what. Answers its id. Failure: too many wait already.
    result<std::string> add(job what);
    bool is_open(std::string_view source, std::string_view way) const; // waits or runs
    bool run_one(); // for tests on their own thread; false: none waited

    // For the import in progress.
    bool stopping() const;
    bool wait(std::chrono::seconds how_long); // false: the gateway is stopping
    void tell_progress(job& of, const std::function<void(job&)>& change);
    // How a pull tells how far it is, waits and ends; what is asked is left to the caller.
    pull_means means_of(job& one);

    // Newest first.
    std::vector<std::string> tell() const;
    std::optional<std::string> tell_one(std::string_view id) const;
    static std::string to_json(const job& one);

private:
    using job_pointer = std::shared_ptr<job>;

    void work_on(const std::function<void()>& plan);
    job_pointer take();
    bool anything_waits() const;

    const clock& time_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<job_pointer> jobs_; // oldest first
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace schakel::pipeline
