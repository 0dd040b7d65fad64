// The statements that change the embedded store. Used by its one writer thread, between begin() and commit().
#pragma once

#include "gateway/outbox/delivery_queue.hpp"
#include "gateway/outbox/goal_writes.hpp"
#include "gateway/outbox/prepared_writes.hpp"
#include "gateway/outbox/roster_writes.hpp"
#include "gateway/outbox/sqlite_connection.hpp"
#include "gateway/outbox/store.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace schakel::outbox {

// What a stored acceptance changes in memory.
struct accepted_message {
    commit_outcome outcome;
    std::vector<open_delivery> open;
    std::uint64_t dead_letters = 0;
};

// What a stored settlement changes in memory.
struct settled_delivery {
    bool stored = false;
    state status = state::waiting;
    instant next_attempt{};
    std::uint64_t dead_letters = 0;
    std::vector<open_delivery> open; // the parts of a divided batch
};

// Every function throws sqlite_error when SQLite refuses; roll_back() then undoes the whole transaction.
class sqlite_writes {
public:
    explicit sqlite_writes(connection& db);

    void begin();
    void commit();
    void roll_back() noexcept; // as if begin() had not been called; also after a failed commit()

    accepted_message accept(const prepared_acceptance& ready);
    settled_delivery settle(const prepared_settlement& ready, const open_delivery& known, instant now);
    void audit(const audit_entry& what, std::optional<std::int64_t> message);
    std::optional<std::int64_t> message_named(std::string_view id); // the number of a message, none for other ids
    void add_keys(std::span<const key_row> keys);                   // a key that has a value keeps it
    roster_writes& rosters() { return rosters_; }
    roster_writes& entitlements() { return entitlements_; }
    goal_writes& goals() { return goals_; }
    void try_the_disk(); // writes enough to notice that there is room again

private:
    struct counters {
        std::int64_t message = 0, content = 0, audit = 0;
        std::string chain;
    };

    std::optional<commit_outcome> accepted_before(const std::optional<named_request>& request);
    std::optional<commit_outcome> known_already(const acceptance& what);
    void store_records(const acceptance& what, std::int64_t message);
    std::optional<commit_outcome> store_key_rows(const std::vector<key_row>& rows);
    std::int64_t store_content(std::string_view bytes, std::string_view digest);
    std::optional<std::int64_t> store_note(const std::string& text);
    void store_message(const prepared_acceptance& ready, state status, std::int64_t body);
    open_delivery store_delivery(
        const delivery& what, const prepared_delivery& ready, std::int64_t row, std::string place, std::int64_t body
    );
    std::vector<open_delivery> store_parts(const prepared_settlement& ready, const open_delivery& known);
    void refresh_message_state(std::int64_t message);

    connection& db_;
    counters last_, before_;
    statement begin_, commit_, roll_back_;
    statement insert_content_, insert_message_, insert_delivery_, insert_attempt_, insert_record_, insert_key_value_,
        insert_audit_;
    statement newest_record_, message_id_, message_seq_, key_value_, last_delivery_, worst_state_;
    statement update_delivery_, update_message_, probe_;
    roster_writes rosters_, entitlements_;
    goal_writes goals_;
};

// The hash that ties an audit entry to the one before it.
std::string chain_after(std::string_view before, const audit_entry& entry);

} // namespace schakel::outbox
