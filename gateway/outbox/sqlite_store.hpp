// The embedded store: what callers see, put together from the journal and its writer, the tables that follow it with
// two readers, the index of records and the queue of open deliveries.
#pragma once

#include "gateway/outbox/goal_sqlite.hpp"
#include "gateway/outbox/journal.hpp"
#include "gateway/outbox/known_keys.hpp"
#include "gateway/outbox/new_keys.hpp"
#include "gateway/outbox/open_deliveries.hpp"
#include "gateway/outbox/process_lock.hpp"
#include "gateway/outbox/record_index.hpp"
#include "gateway/outbox/roster_sqlite.hpp"
#include "gateway/outbox/route_pauses.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/sqlite_reads.hpp"
#include "gateway/outbox/store.hpp"
#include "gateway/outbox/store_condition.hpp"
#include "gateway/outbox/store_health.hpp"
#include "gateway/outbox/table_follower.hpp"
#include "gateway/outbox/term_index.hpp"
#include "gateway/outbox/writer.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>

namespace schakel::outbox {

class sqlite_store final : public store, public store_condition, public route_pauses {
public:
    // Throws sqlite_error or std::runtime_error when the file is not a store that this version can use.
    // `damage`: what was found and mended before.
    sqlite_store(
        const sqlite_settings& settings, const clock& time, std::shared_ptr<const process_lock> lock,
        std::vector<std::string> damage = {}
    );
    ~sqlite_store() override;

    roster_rows* rosters() override;
    roster_rows* entitlements() override;
    goal_rows* goals() override;
    void commit(acceptance what, std::function<void(commit_outcome)> done) override;
    std::vector<delivery> lease(instant now, std::size_t most) override;
    std::vector<delivery> lease_where(instant now, std::size_t most, const permission& may_go) override;
    std::optional<instant> next_due() override;
    std::optional<instant> next_due_where(const permission& may_go) override;
    void settle(settlement what, std::function<void(bool stored)> done) override;
    void release(std::string_view delivery_id, instant next_attempt) override;
    void write_audit(audit_entry what, std::function<void(bool stored)> done) override;
    result<std::uint64_t> verify_audit() override;
    result<forgotten> forget(const keeping_terms& terms, keeping_place& from, std::size_t most) override;

    message_page list(const message_filter& filter) override;
    result<message_history> show(std::string_view id) override;
    std::optional<message> find_by_record(std::string_view scope, std::string_view key) override;
    std::optional<std::string>
    key_value(std::string_view school, std::string_view table, std::string_view key) override;
    store_counts counts() override;
    sync_statistics sync_times() const override;
    bool can_accept() const override;
    std::string trouble() const override;
    std::vector<std::string> damage() const override;
    std::vector<delivery_queue::open_there> open_by_destination() override;
    std::uint64_t groups_behind() const override;
    result<done> pause(std::string_view route, instant until, const audit_entry& audit) override;
    std::vector<route_pause> pauses() override;
    std::optional<instant> paused_until(std::string_view route) override;
    void close() override;

    // Removes segments of the journal in which nothing lies that is kept, open, or not followed for good. For whoever
    // removed messages; from any thread.
    void drop_unneeded_segments();

private:
    // One connection for what the traffic asks, one for what people ask: a long list makes no delivery wait.
    struct reader {
        reader(const sqlite_settings& settings, const journal_reader& journal);
        connection db;
        sqlite_reads reads;
        std::mutex mutex;
    };

    result<forgotten> remove(const std::vector<std::int64_t>& messages);
    void give_back_space();

    void open_journal(std::unique_ptr<connection> db);
    void load_memory();
    void tidy_records();
    std::int64_t last_message();
    writer_parts parts();
    // Until they hold everything that was promised so far. On a disk that is full or has failed they cannot: then what
    // they hold is answered.
    bool wait_for_tables();
    std::optional<std::vector<std::int64_t>> candidates(const message_filter& filter) const;

    // Why a delivery cannot be handed out.
    struct unreadable {
        packed_id id;
        std::string reason;
        bool damaged = false; // otherwise it is tried again later
    };
    struct handed_out {
        std::vector<delivery> whole;
        std::vector<unreadable> left;
    };
    // Answers the group for which those that stay behind wait; 0: none does. Without `may_wait` those are tried later.
    std::uint64_t lease_into(handed_out& to, instant now, std::size_t most, const permission& may_go, bool may_wait);
    std::variant<delivery, unreadable> read_whole(const delivery_queue::leased& what);
    void set_aside(const packed_id& id, std::string reason);

    const sqlite_settings settings_;
    const clock& time_;
    std::shared_ptr<const process_lock> lock_;
    const std::vector<std::string> damage_; // of before it was opened
    open_deliveries open_;
    std::map<std::string, instant, std::less<>> paused_since_; // by route; guarded by open_.mutex, as the queue is
    std::mutex pausing_;                                       // one order after the other
    new_keys keys_;
    known_keys known_keys_;
    store_health health_;
    std::unique_ptr<record_index> records_;
    std::unique_ptr<term_index> terms_;
    std::unique_ptr<journal> journal_;
    std::atomic<std::uint64_t> promised_{0};                        // the last group
    std::unique_ptr<reader> traffic_, people_, deciding_, keeping_; // the third for the writer, the last for forget()
    std::unique_ptr<table_follower> tables_;
    std::unique_ptr<writer> writer_;
    std::unique_ptr<roster_sqlite> rosters_, entitlements_;
    std::unique_ptr<goal_sqlite> goals_;
};

} // namespace schakel::outbox
