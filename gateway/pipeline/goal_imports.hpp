// Imports of learning goals in a running gateway: uploads, and fetches on a schedule or by order, one at a time, on a
// thread of their own. After each that brought something the goal graph is built anew, and only then the import is told
// as ended: who reads that it ended is answered with what it brought.
#pragma once

#include "gateway/goals/live_graph.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/fetch_attempts.hpp"
#include "gateway/pipeline/goal_fetch.hpp"
#include "gateway/pipeline/goal_intake.hpp"
#include "gateway/pipeline/import_queue.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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
        source_fetcher* out = nullptr;                                   // null: nothing is fetched
        std::function<void(const goals::import_outcome&)> imported = {}; // the new graph is in use; may be empty
    };
    explicit goal_imports(parts with) : with_(std::move(with)), queue_(with_.time) {}

    void start() { // works until stop(), which waits for the import in progress
        queue_.start([this] { plan(); });
    }
    void stop() { queue_.stop(); }

    // Answers the id of the import. Failure: an unknown standard, or too many wait already.
    result<std::string> upload(goal_upload what, std::string_view actor);

    // The same from a [[goal_source]]. Failure: there is none of that name, or a fetch from it is under way.
    result<std::string> fetch(std::string_view source, std::string_view actor);

    // As JSON, newest first: those that are open, and the last hundred that ended in this process.
    std::vector<std::string> tell() const { return queue_.tell(); }
    std::optional<std::string> tell_one(std::string_view id) const { return queue_.tell_one(id); }

    // What the thread does in turn, for tests on their own thread: plan() adds what is due by schedule; run_one()
    // performs one import, and answers whether one waited.
    void plan();
    bool run_one() { return queue_.run_one(); }

private:
    using job = import_queue::job;
    goal_intake_outcome perform_upload(job& one, goal_upload& what);
    goal_intake_outcome perform_fetch(job& one);
    goal_intake_outcome read(job& one, const goal_upload& what, const std::vector<goals::goal_document>& documents);
    instant due(const settings::goal_source& from) const;
    void tell_running(job& one, const std::shared_ptr<const goal_intake>& intake);
    std::string ended(const job& one, goal_intake_outcome outcome);

    parts with_;
    fetch_attempts attempts_;
    import_queue queue_;
};

} // namespace schakel::pipeline
