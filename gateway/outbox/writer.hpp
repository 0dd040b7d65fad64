// The one thread that promises: it takes whatever waits, decides, appends the decisions to the journal as one group,
// syncs, and then calls back in the order of arrival. Nothing waits for company: a request that comes alone is promised
// alone. The tables follow.
#pragma once

#include "gateway/outbox/disk_reserve.hpp"
#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/journal_entry.hpp"
#include "gateway/outbox/new_keys.hpp"
#include "gateway/outbox/open_deliveries.hpp"
#include "gateway/outbox/record_index.hpp"
#include "gateway/outbox/store_health.hpp"
#include "gateway/outbox/sync_histogram.hpp"
#include "gateway/outbox/table_follower.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

namespace schakel::outbox {

// What the writer works with; all of it outlives the writer.
struct writer_parts {
    journal& log;
    record_index& records;
    table_follower& tables;
    open_deliveries& open;
    new_keys& keys;
    store_health& health;
    std::function<std::optional<std::string>(const key_row& of)> stored_key;
    std::function<std::optional<std::string>(std::int64_t message)> id_of_message; // none: it is not kept any more
    std::function<void()> tidy_records;                                            // by any thread
    // The last row of deliveries; none: the tables cannot follow.
    std::function<std::optional<std::int64_t>(std::int64_t message)> last_delivery;
};

class writer {
public:
    struct request {
        decision what;
        std::function<void(commit_outcome)> done;
    };

    writer(const sqlite_settings& settings, const clock& time, writer_parts parts, std::int64_t last_message);
    ~writer();

    void put(request what); // after close() the answer is `unavailable`, at once
    void close();           // what was put is promised first
    sync_statistics sync_times() const { return syncs_.read(); }

private:
    struct job {
        request asked;
        bool open = true; // not answered yet
        bool promised = false;
        std::optional<open_delivery> known{}; // of a settlement
        commit_outcome outcome{};
    };

    void run();
    std::optional<std::vector<job>> next_group(); // none: closed, and everything is done
    void work(std::vector<job>& group);
    bool decide_what(job& one);
    bool decide(job& one);
    bool decide(job& one, decided_acceptance& what);
    bool decide(job& one, decided_settlement& what);
    bool accepted_before(job& one, const decided_acceptance& what) const;
    bool known_already(job& one, const decided_acceptance& what);
    std::optional<std::string> id_of_message(std::int64_t number) const;
    bool keys_are_taken(job& one, const decided_acceptance& what);
    void promise(std::vector<job>& group);
    bool append(std::vector<job>& group);
    void refuse_what_asks_for_room(std::vector<job>& group);
    std::optional<known_record> newest(const known_record& of) const;
    void remember(std::vector<job>& group, std::uint64_t number);
    void remember(decided_acceptance& what);
    void remember(decided_settlement& what);
    void refuse(job& one, std::string why);
    void look_for_room();
    std::optional<std::int64_t> next_row(std::int64_t message);
    void tidy_records();

    const std::size_t group_limit_;
    const std::chrono::milliseconds retry_when_full_;
    const clock& time_;
    writer_parts with_;
    sync_histogram syncs_;
    std::int64_t last_message_;
    struct decided_so_far { // in the group under way: it counts for those behind, and is forgotten when it fails
        std::unordered_map<packed_id, known_record, packed_id_hash> records; // by key and scope
        std::unordered_map<std::int64_t, std::string> messages;              // ids by number
        std::unordered_map<std::string, std::string> keys;
        std::unordered_map<packed_id, bool, packed_id_hash> settled; // whether it is still open
        std::unordered_map<std::int64_t, std::int64_t> divided;      // message -> its last row
        std::int64_t last_message = 0;
    } group_;
    disk_reserve reserve_;
    std::optional<std::chrono::steady_clock::time_point> next_probe_; // while the disk is full

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<request> waiting_;
    bool ending_ = false;
    std::thread thread_;
    std::atomic<bool> tidying_under_way_{false};
    std::thread tidying_;
};

} // namespace schakel::outbox
