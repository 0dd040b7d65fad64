// Imports of learning goals in a running gateway: uploads, and fetches on a schedule or by order, one at a time, on a
// thread of their own. After each that brought something the goal graph is built anew, and only then the import is told
// as ended: who reads that it ended is answered with what it brought.
#pragma once

#include "gateway/goals/live_graph.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/goal_fetch.hpp"
#include "gateway/pipeline/goal_intake.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace schakel::pipeline {

struct goal_upload {
    std::string name;     // of the file; an archive: what its files together are called
    std::string bytes;    // a file of goals, or a zip archive with such files
    std::string standard; // empty: recognised
    // What the files do not tell themselves.
    std::string framework, release;
    std::optional<model::goals::day> published;
    bool dry_run = false; // reads and judges only
};

// Thread-safe.
class goal_imports {
public:
    // References outlive it.
    struct parts {
        goals::goal_store& goals;
        goals::live_graph& graph;
        outbox::store& store; // audit
        const adapter_registry& adapters;
        const clock& time;
        logger& log;
        std::function<std::shared_ptr<const configuration>()> in_force;
        goal_fetcher* out = nullptr;                                     // null: nothing is fetched
        std::function<void(const goals::import_outcome&)> imported = {}; // the new graph is in use; may be empty
    };
    explicit goal_imports(parts with) : with_(std::move(with)) {}
    ~goal_imports() { stop(); }

    void start(); // works until stop(), which waits for the import in progress
    void stop();

    // Answers the id of the import. Failure: an unknown standard, or too many wait already.
    result<std::string> upload(goal_upload what, std::string_view actor);

    // The same from a [[goal_source]]. Failure: there is none of that name, or a fetch from it is under way.
    result<std::string> fetch(std::string_view source, std::string_view actor);

    // As JSON, newest first: those that are open, and the last hundred that ended in this process.
    std::vector<std::string> tell() const;
    std::optional<std::string> tell_one(std::string_view id) const;

    // What the thread does in turn, for tests on their own thread: plan() adds what is due by schedule; run_one()
    // performs one import, and answers whether one waited.
    void plan();
    bool run_one();

private:
    struct job {
        enum class state { waiting, running, ended };
        std::string id, source, way, actor;
        goal_upload upload;
        state stands = state::waiting;
        instant asked{};
        std::optional<instant> began, ended;
        std::string doing;
        std::uint64_t bytes = 0, expected = 0;
        std::shared_ptr<const goal_intake> running;
        std::string outcome; // JSON
    };
    using job_pointer = std::shared_ptr<job>;

    void work();
    job_pointer take();
    result<job_pointer> add(job what);
    goal_intake_outcome perform(job& one);
    goal_intake_outcome perform_upload(job& one);
    goal_intake_outcome perform_fetch(job& one);
    pull_means means_of(
        job& one, const std::shared_ptr<const configuration>& in_force, const settings::goal_source& from,
        const adapter& by
    );
    instant due(const settings::goal_source& from) const;
    bool stopping() const;
    goal_intake_outcome read(job& one, const std::vector<goals::goal_document>& documents);
    void swap_graph(goal_intake_outcome& outcome);
    void end(job& one, const goal_intake_outcome& outcome);
    static std::string to_json(const job& one);

    parts with_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<job_pointer> jobs_; // oldest first
    struct attempt {
        instant at{};
        unsigned interrupted = 0; // times in a row
        std::optional<std::chrono::seconds> asked_for;
    };
    std::map<std::string, attempt, std::less<>> tried_; // by source
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace schakel::pipeline
