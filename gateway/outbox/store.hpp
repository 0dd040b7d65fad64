// The store contract: what was received, what is to be delivered, what happened. Opaque bytes; no standard is known
// here.
//
// One promise above all (P1): commit() calls back with `stored` only after the transaction is synced to disk. Exchange,
// deliveries, record keys, key-table rows and audit entry commit together or not at all. Two implementations share one
// contract test suite.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/keeping.hpp"
#include "gateway/outbox/search_term.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

// States of a message as people see them (user-experience.md 3). A message has the state of its worst delivery.
enum class state { accepted, waiting, delivered, already_there, held, rejected, quarantined, expired };
std::string_view to_string(state value); // "accepted", "waiting", "delivered", "already there", …
std::optional<state> parse_state(std::string_view text);

struct header {
    std::string name, value;
};

// One received message. `digest` is the SHA-256 of `body`, checked at every read (P5).
struct message {
    std::string id; // uuid v7, sorts by time
    std::string standard;
    std::string kind;
    std::string sender; // system id
    std::string school; // school id
    std::string listener;
    std::string method, path, content_type;
    std::string envelope; // what else of the request is needed to read the message again, as the pipeline writes it
    std::string trace_parent;
    std::string body;
    std::string digest;
    instant received_at{};
    schakel::outbox::state status = state::accepted;
    std::string report;    // JSON of the validation report
    std::string replay_of; // id of the message that this one repeats by order of an operator
};

// One message on its way to one receiver.
struct delivery {
    std::string id; // uuid v7; sent to the receiver as a stable delivery id
    std::string message_id;
    std::string route;
    std::string destination; // system id
    std::string school;      // school id; credentials may differ per school
    std::string standard;    // of the destination's adapter
    std::string order_key;   // deliveries of one (route, order_key) leave in order of id
    std::string method, path;
    std::vector<header> headers;
    std::string body;
    std::uint32_t records = 0;
    std::string loss; // JSON of the loss report
    schakel::outbox::state status = state::waiting;
    std::uint32_t attempts = 0;
    instant next_attempt{};
    instant created_at{};
    std::optional<instant> settled_at;
    std::string reason; // of the last outcome, ours
    // What its translations of learning goals rest on, each once; written with the delivery and read by goal_rows only.
    std::vector<std::string> goal_sources = {};  // ids of releases, mapping sets and frameworks
    std::vector<std::string> unknown_goals = {}; // references that led nowhere: tried again after the next import
};

struct attempt {
    std::string delivery_id;
    std::uint32_t number = 0;
    instant at{};
    std::uint32_t milliseconds = 0;
    int status = 0;      // HTTP status, 0 when there was no answer
    std::string outcome; // receipt outcome as text
    std::string reason;
};

// Recognises repeats: (scope, key) is known with this digest. Scope: sender, school and standard.
struct record_key {
    std::string scope, key, digest;
};

// A row of the persistent key tables that the mapper keeps per school: a key has one value for ever. One of a record
// has it as long as a message is kept that brought the row; every message that brings the record brings it again.
struct key_row {
    std::string school, table, key, value;
    bool of_record = false;
};

struct audit_entry {
    instant at{};
    std::string actor;   // "system:toetsuitgever", "operator", "gateway"
    std::string action;  // "message.accepted", "delivery.quarantined", "message.replayed" …
    std::string subject; // id of a message or delivery
    std::string detail;
};

// A request that its sender gave a name (Idempotency-Key), so that asking twice does what asking once does.
struct named_request {
    std::string scope, key; // whose names these are, and the name
    std::string digest;     // of what is asked
    instant since{};        // a request before this moment under the same name is another one
};

// Everything that one accepted (or refused) message brings.
struct acceptance {
    schakel::outbox::message message;
    std::vector<delivery> deliveries;
    std::vector<record_key> keys;
    bool repeats_may_differ = true;
    std::vector<key_row> new_keys;
    audit_entry audit;
    std::optional<named_request> request = {}; // found by find_by_record() afterwards, as its records are
    // What list() finds it by, besides what the store knows itself. Words of the reasons of its deliveries are added as
    // these are settled.
    std::vector<search_term> terms = {};
};

struct commit_outcome {
    enum class kind {
        stored,
        repeated,     // all record keys were known with the same digests; nothing was stored
        same_request, // this was accepted before under its name; nothing was stored
        name_in_use,  // under this name something else was accepted; nothing was stored
        conflict,     // a record key was known with another digest and repeats may not differ; nothing was stored
        unavailable   // disk full, sync failed, shutting down; nothing was stored
    } what = kind::stored;
    std::string earlier_id; // repeated: the message that brought the records; same_request, name_in_use: that request
    std::string detail;
};

// One step of a delivery, decided by the policy.
struct settlement {
    std::string delivery_id;
    schakel::outbox::state status = state::waiting; // waiting: try again at next_attempt
    instant next_attempt{};
    std::string reason;
    std::optional<schakel::outbox::attempt> attempt;
    std::vector<delivery> replaced_by; // parts of a batch that was divided; they take its place in the order
    std::optional<audit_entry> audit;
};

struct message_filter {
    std::optional<state> status;
    std::string standard, sender, school, destination, route; // empty: any
    std::string key;     // a business key of any kind (term_kind), or a record key of the message
    std::string text;    // words, all of which the message is found by
    std::string copy_of; // id of a message: its copies
    std::optional<instant> since, until;
    std::string after;      // cursor: the id before which to go on (newest first)
    std::size_t limit = 50; // at most 1000
};

struct message_page {
    std::vector<message> messages; // without bodies, newest first
    std::string next;              // cursor, empty at the end
};

struct message_history {
    schakel::outbox::message message;
    std::vector<delivery> deliveries;
    std::vector<attempt> attempts;
    std::vector<audit_entry> audit;
};

inline constexpr std::string_view no_such_message = "no message has this id";

struct store_counts {
    std::uint64_t messages = 0;
    std::uint64_t waiting = 0, held = 0, dead_letters = 0; // deliveries; dead letters: rejected + quarantined + expired
    std::optional<instant> oldest_waiting;
    std::uint64_t bytes = 0; // of the database file and its log
};

struct sync_statistics {
    std::vector<std::pair<double, std::uint64_t>> buckets; // upper bound in seconds, cumulative count
    double sum_seconds = 0;
    std::uint64_t count = 0;
};

class roster_rows; // roster_rows.hpp
class goal_rows;   // goal_rows.hpp

// Thread-safe. Callbacks come from the writer's thread and must not block.
class store {
public:
    virtual ~store() = default;

    // The rosters that lie in the same database; null in a store that has none. They live as long as the store.
    virtual roster_rows* rosters() { return nullptr; }
    // Catalogues and entitlements, in rows of the same kind: `school` is the shelf that they stand on. Null as above.
    virtual roster_rows* entitlements() { return nullptr; }
    virtual goal_rows* goals() { return nullptr; } // the same of learning goals

    virtual void commit(acceptance what, std::function<void(commit_outcome)> done) = 0;

    // Due deliveries that may go: per (route, order key) only the first one that is waiting and not leased; at most
    // `most`. Leased in this process until settled; leases do not survive a restart, so nothing waits for a time-out
    // after a crash (P4).
    virtual std::vector<delivery> lease(instant now, std::size_t most) = 0;
    virtual std::optional<instant> next_due() = 0; // when the earliest waiting, unleased delivery is due
    virtual void settle(settlement what, std::function<void(bool stored)> done) = 0;
    // Puts a leased delivery back as it was (shutdown, breaker open) without counting an attempt.
    virtual void release(std::string_view delivery_id, instant next_attempt) = 0;

    // lease() and next_due() for a worker with breakers: `may_go` is asked just before a delivery to that destination
    // would be taken; false skips the destination for this call, true always brings a delivery. Destinations take
    // turns. Called under the store's lock: must be quick and must not call the store. A store that cannot choose
    // leases as lease() does.
    using permission = std::function<bool(std::string_view destination)>;
    virtual std::vector<delivery> lease_where(instant now, std::size_t most, const permission& may_go) {
        static_cast<void>(may_go);
        return lease(now, most);
    }
    virtual std::optional<instant> next_due_where(const permission& may_go) {
        static_cast<void>(may_go);
        return next_due();
    }

    // An entry that belongs to no commit or settlement: somebody looked at a body, a configuration was applied. One
    // whose subject is the id of a message is told with that message by show().
    virtual void write_audit(audit_entry what, std::function<void(bool stored)> done) {
        static_cast<void>(what);
        done(false);
    }
    // Walks the whole chain: the number of entries, or the first one that does not fit the one before it.
    virtual result<std::uint64_t> verify_audit() { return failure{"this store keeps no audit chain"}; }

    // Removes messages that are kept no longer: looks at `most` of them from `from` on, oldest first, moves `from`, and
    // waits until what goes is gone, in one small transaction. At the end the space in the journal is given back. A
    // store that keeps everything looks at none.
    virtual result<forgotten> forget(const keeping_terms& terms, keeping_place& from, std::size_t most) {
        static_cast<void>(terms), static_cast<void>(most);
        from.at_end = true;
        return forgotten{};
    }

    // Reads; answered from the last committed state.
    virtual message_page list(const message_filter& filter) = 0;
    // Failure: no_such_message, or in other words that the body is damaged.
    virtual result<message_history> show(std::string_view id) = 0;
    virtual std::optional<schakel::outbox::message> find_by_record(std::string_view scope, std::string_view key) = 0;
    virtual std::optional<std::string>
    key_value(std::string_view school, std::string_view table, std::string_view key) = 0;
    virtual store_counts counts() = 0;
    virtual sync_statistics sync_times() const = 0;
    virtual bool can_accept() const = 0; // false after a failed sync or while the disk is full

    // Everything that was queued is committed, then no more is accepted.
    virtual void close() = 0;
};

// The embedded store: SQLite, WAL, synchronous=FULL, one writer thread that commits whatever waits as one group.
// Fails when the file cannot be opened, is of a newer version, or another process holds it.
//
// Ids of messages and deliveries are uuids as new_id() makes them; commit() and settle() throw std::invalid_argument
// for others. An acceptance with `replay_of` is stored although its records are known. A batch that was divided keeps
// state `accepted`: its parts stand for it. A held delivery stands aside: later ones of its key pass. A request for a
// key row that got another value from another message is `unavailable` and succeeds when it comes again. A full disk
// refuses commits and is tried again every `retry_when_full`; a failed sync refuses everything until the store is
// opened anew, because a later sync that succeeds says nothing about pages written before (P6). After such a failure, a
// settlement that was answered with `false` left its delivery leased.
struct sqlite_settings {
    std::string path;
    std::size_t group_limit = 256;
    std::size_t checkpoint_pages = 4096; // of the log, 4 KiB each, before a checkpoint runs beside the commits
    std::chrono::milliseconds retry_when_full{1000};
    std::string vfs{};                                     // SQLite's file layer by name; empty: the machine's
    std::uint64_t segment_bytes = std::uint64_t{64} << 20; // of the journal, before it goes on in another file
};
result<std::unique_ptr<store>> open_sqlite_store(const sqlite_settings& settings, const clock& time);

} // namespace schakel::outbox
