// The statements that change the tables of the embedded store. Used by the one thread that writes them, between begin()
// and commit().
#pragma once

#include "gateway/outbox/goal_writes.hpp"
#include "gateway/outbox/journal_entry.hpp"
#include "gateway/outbox/message_removal.hpp"
#include "gateway/outbox/roster_writes.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/store.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace schakel::outbox {

// Every function throws sqlite_error when SQLite refuses; roll_back() then undoes the whole transaction.
class sqlite_writes {
public:
    explicit sqlite_writes(connection& db);

    void begin();
    void commit();
    void roll_back() noexcept; // as if begin() had not been called; also after a failed commit()

    // What was decided, told by the journal: nothing is decided here.
    void follow(const decision& what);
    void followed_through(std::uint64_t group);
    // follow() within `work` finds the audit entries of what it follows written already.
    void follow_again(const std::function<void()>& work);

    void audit(const audit_entry& what, std::optional<std::int64_t> message);
    std::optional<std::int64_t> message_named(std::string_view id); // the number of a message, none for other ids
    void add_keys(std::span<const key_row> keys);                   // a key that has a value keeps it
    roster_writes& rosters() { return rosters_; }
    roster_writes& entitlements() { return entitlements_; }
    goal_writes& goals() { return goals_; }
    message_removal& removal() { return removal_; }
    // How many times keys were added and committed. From any thread; counted before anybody is told of the commit.
    std::uint64_t key_additions() const { return key_additions_; }
    // Whether some key of this table was ever added, perhaps in a transaction under way. From any thread.
    bool has_keys_in(std::string_view school, std::string_view table) const;
    void forget_parts(); // of deliveries that are gone
    void pause_route(std::string_view route, instant since, instant until);
    void try_the_disk(); // writes enough to notice that there is room again

private:
    struct chain_end {
        std::int64_t number = 0;
        std::string chain;
    };

    void accept(const decided_acceptance& what);
    void settle(const decided_settlement& what);
    void store_delivery(const decided_delivery& what);
    void refresh_message_state(std::int64_t message);
    std::int64_t entry_about(const std::string& subject);
    void find_key_tables();

    connection& db_;
    bool adds_keys_ = false;
    std::atomic<std::uint64_t> key_additions_{0};
    mutable std::shared_mutex key_tables_mutex_;
    std::unordered_set<std::string> key_tables_; // names of their keys, without these
    chain_end last_, before_;
    bool again_ = false;
    statement begin_, commit_, roll_back_;
    statement insert_message_, insert_delivery_, insert_attempt_, insert_key_value_, insert_audit_;
    statement insert_part_, forget_parts_, pause_route_;
    statement message_seq_, worst_state_, update_delivery_, update_message_, through_, probe_;
    roster_writes rosters_, entitlements_;
    goal_writes goals_;
    message_removal removal_;
};

// The hash that ties an audit entry to the one before it.
std::string chain_after(std::string_view before, const audit_entry& entry);

} // namespace schakel::outbox
