// Syncs: rosters that are fetched on a schedule or by order, found in a watched folder, or uploaded. One at a time per
// school, on threads of their own; tried again when they are interrupted; audited; and told about while they run.
#pragma once

#include "gateway/pipeline/roster_fetcher.hpp"
#include "gateway/pipeline/roster_intake.hpp"

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

struct sync_status {
    enum class state { waiting, running, ended };

    std::string id; // uuid v7
    std::string school, source, standard, way, actor;
    state stands = state::waiting;
    instant asked{};
    instant due{}; // waiting: not before this moment
    std::optional<instant> began, ended;
    unsigned attempts = 0;
    intake_progress progress;
    std::optional<intake_outcome> outcome; // of the last attempt
};
std::string_view to_string(sync_status::state of);

// Thread-safe.
class sync_runner {
public:
    struct parts {
        intake_services intake;
        const adapter_registry& adapters;
        roster_fetcher& out;
        std::function<std::shared_ptr<const configuration>()> in_force;
    };
    explicit sync_runner(parts with) : with_(std::move(with)) {}
    ~sync_runner(); // stop()

    // Takes back what a former process left unfinished and learns the identities that it did not come to, then works
    // until stop(), which waits for the step in progress.
    void start(unsigned threads = 2);
    void stop();

    // Answer the id of the sync. Failure: nothing to fetch from, or a sync of the school is under way.
    result<std::string> fetch(std::string_view school, std::string_view actor);
    result<std::string>
    upload(std::string_view school, std::string_view standard, std::string bytes, std::string_view actor);

    // An operator's word on what is held; done on a thread of their own, which waits for no sync. `told` is called
    // once, from that thread.
    using answer = std::function<void(result<done>)>;
    void approve(roster::version_number held, std::string actor, answer told);
    void discard(roster::version_number held, std::string reason, std::string actor, answer told);
    void pause(std::string school, instant until, std::string actor, answer told);

    // Of this process, newest first: those that are open, and the last that ended.
    std::vector<sync_status> list() const;
    std::optional<sync_status> show(std::string_view id) const;

    // As JSON, newest first: those that are open, and the last hundred of each school that ended, in whichever process.
    // All schools together: two hundred at most.
    std::vector<std::string> tell(std::string_view school = {}) const;
    std::optional<std::string> tell_one(std::string_view id) const;

    // What the threads do in turn; for tests on their own thread. plan() adds what is due by schedule and what lies in
    // folders; run_one() performs one sync that is due, and answers whether there was one.
    void plan();
    bool run_one();
    instant next_due(); // of anything, at most half a minute ahead

private:
    struct job {
        sync_status told;
        std::string bytes; // of an upload
        std::string file;  // or folder with CSV files, in a watched folder
    };
    using job_pointer = std::shared_ptr<job>;

    void work();
    void obey();
    void learn_missed();
    void order(std::function<void()> what);
    job_pointer open_job_of(std::string_view school) const;
    bool anything_due() const; // under the lock
    job_pointer add(sync_status what);
    void plan_fetches(const configuration& in_force, const settings::system& from);
    void plan_files(const configuration& in_force, const settings::system& from);
    std::optional<instant> last_fetch(std::string_view school, std::string_view source);
    std::string school_of_file(const configuration& in_force, const settings::system& from, const std::string& file);
    job_pointer take_due();
    intake_outcome perform(job& one);
    intake_outcome perform_file(const job& one, const intake_order& order);
    intake_outcome perform_fetch(job& one, const intake_order& order);
    received_answer
    ask(const intake_order& order, const settings::system& owner, const adapter& by, const outgoing& what);
    bool wait(std::chrono::seconds how_long);
    bool stopping() const;
    void end(job& one, intake_outcome outcome);
    void keep(const sync_status& ended);
    void forget_old();

    parts with_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<job_pointer> jobs_;                                 // oldest first
    std::map<std::pair<std::string, std::string>, instant> tried_; // school, source: when a fetch last ended
    std::map<std::string, instant> looked_;                        // source: when its folder was last looked at
    std::deque<std::function<void()>> orders_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace schakel::pipeline
