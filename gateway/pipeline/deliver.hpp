// The delivery flow: lease what is due, send it, ask the adapter what the answer means, let the policy decide, settle.
#pragma once

#include "gateway/core/log.hpp"
#include "gateway/outbox/delivery_policy.hpp"
#include "gateway/outbox/route_pauses.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/pipeline/configuration.hpp"
#include "gateway/pipeline/sender.hpp"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace schakel::pipeline {

struct delivery_counts {
    std::atomic<std::uint64_t> delivered{0}, already_there{0}, retried{0}, rejected{0}, held{0}, quarantined{0},
        expired{0};
    std::atomic<std::uint64_t> in_flight{0};
};

// How deliveries to one destination go, since the gateway started.
struct destination_state {
    std::string destination;
    unsigned under_way = 0;
    std::uint64_t delivered = 0, dead_letters = 0; // dead letters: rejected, quarantined or expired
    std::uint64_t failing_tries = 0;               // since it last gave an answer that is final
    std::optional<instant> last_delivered, last_failed;
    std::string reason;                // of the try that failed last, ours
    std::optional<instant> open_until; // nothing but probes is sent before; empty: the breaker is closed
};

// Thread-safe. Nothing here waits: pump() starts what can go and returns; the end of each delivery pumps again.
class delivery_flow : public std::enable_shared_from_this<delivery_flow> {
public:
    struct parts {
        outbox::store& store;
        sender& out;
        const clock& time;
        logger& log;
        std::function<std::shared_ptr<const configuration>()> in_force;
        std::function<double()> chance;                            // for jitter, in [0,1)
        std::function<void(std::chrono::milliseconds)> call_later; // asks to be pumped again after a while
        unsigned at_once = 128;                                    // deliveries under way in all
    };
    explicit delivery_flow(parts with)
        : with_(std::move(with)), pauses_(dynamic_cast<outbox::route_pauses*>(&with_.store)) {}

    void pump();
    // No new deliveries; those under way end. `drained` is called once, when none is left.
    void stop(std::function<void()> drained);
    const delivery_counts& counts() const { return counts_; }
    std::vector<destination_state> destinations(); // in order of their names

private:
    struct lane { // one destination
        unsigned under_way = 0;
        outbox::breaker breaker{outbox::breaker::settings{}};
        destination_state seen;
    };
    struct trip;

    bool may_go(std::string_view destination, const configuration& in_force, instant now);
    void start(outbox::delivery one, std::shared_ptr<const configuration> in_force);
    void answered(const std::shared_ptr<trip>& on, received_answer answer);
    void checked(const std::shared_ptr<trip>& on, const outgoing& question, received_answer answer);
    void judge(const std::shared_ptr<trip>& on, receipt what, int status);
    outbox::settlement settlement_of(const trip& on, const receipt& what, int status, instant now);
    void learn(const trip& on, const receipt& what, outbox::state after, instant now);
    instant could_go_since(const outbox::delivery& what) const;
    void settle(outbox::settlement end, std::function<void()> then);
    bool settle_what_is_left();
    void finished(const std::string& destination);
    void plan_next_pump();
    void wake_after(std::chrono::milliseconds wait);

    parts with_;
    outbox::route_pauses* pauses_; // null: the store pauses nothing
    delivery_counts counts_;
    std::mutex mutex_;
    std::map<std::string, lane, std::less<>> lanes_;
    unsigned under_way_ = 0;
    std::vector<outbox::settlement> unsettled_;                    // the store had no room for them
    std::optional<std::chrono::steady_clock::time_point> wake_at_; // timers do not follow a clock that is set
    bool stopping_ = false;
    std::function<void()> drained_;
};

} // namespace schakel::pipeline
