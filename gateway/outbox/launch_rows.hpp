// What launches leave behind between two requests of a browser and after them: single-use states, values that were used
// once, the attempts, and records of several kinds (line items, results, registrations, keys …). Opaque bytes; what
// they mean is known in gateway/launch only.
//
// They lie in a database of their own that several gateways on one machine have open at the same time (decision 0017):
// what one of them kept, another one finds. Everything that is told to a browser or a peer after a call that succeeded
// survives the death of the process. Synced to disk besides: records, used values and lasting states at once, attempts
// and audit entries when they are sorted. Other states may be lost with the power of the machine, and are all forgotten
// when it was started anew: a login begins once more then, and none can be taken a second time.
//
// Thread-safe. Writing takes tens of microseconds, and as long as a sync where something is synced: never call it from
// a thread that serves sockets. What waits at the same time is committed together.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/store.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

// Remembered until it is taken, which happens once.
struct launch_state {
    // Unguessable, or already a digest of what is; unique. Those that are kept and taken together are found fastest
    // when their first four bytes are alike: the time, say.
    std::string key;
    std::string bytes;
    instant until{};
    bool lasting = false; // survives a restart of the machine: an invitation, say
};

// A nonce, jti or assertion id, with whose it is.
struct used_value {
    std::string what;
    instant until{}; // from then on it would be refused for its age
};

// One launch, from the first request to the last. No names, no addresses; persons only as digests of pseudonyms.
struct launch_attempt {
    std::string trace; // uuid v7 of the launch; the key
    instant began{}, changed{};
    std::string school, product, source, target; // ids of our own settings, empty: not known (yet)
    std::vector<std::string> persons;            // digests by which the person is found; added to those known
    std::string kind;                            // "resource", "deep-linking", …
    std::string hop;                             // the furthest that was reached
    std::string outcome;                         // "" while under way, "opened", or the code of a refusal
    std::string reason;                          // of a refusal, for an administrator
    std::string released;                        // names of the fields that the publisher was told
};

struct attempt_filter {
    std::string school, product, source, target, outcome, trace; // empty: any
    std::string person;                                          // digest
    std::optional<instant> since;
    std::string after;      // trace: go on behind it, to older ones
    std::size_t limit = 50; // at most 1000
};

// Something that is kept under an id. Kinds are numbered in gateway/launch/record_kind.hpp.
struct launch_record {
    std::uint8_t kind = 0;
    std::string id;                    // unique within its kind
    std::string school, system, place; // by which it is found; `place` is what the kind makes of it
    std::string bytes;
    std::uint64_t version = 0; // rises with every change; 0: not stored yet
    instant changed{};
    std::optional<instant> until; // not read after this, and removed some time later
};

struct record_filter {
    std::uint8_t kind = 0;
    std::optional<std::string> school, system, place;
    std::string after; // id behind which to go on
    std::size_t limit = 100;
};

// How a record may be put. One that is over when the new one was changed counts as not there.
enum class put_when {
    always,
    absent,   // nothing has this id
    unchanged // what is stored has the version of the record given
};

// Everything that one step of a launch leaves behind, kept together or not at all.
struct launch_writes {
    std::vector<launch_state> states{};
    std::vector<launch_attempt> attempts{};
    std::vector<launch_record> records{}; // put always
    std::vector<std::string> takes{};     // keys of states that all this follows from: they are gone afterwards
    std::vector<audit_entry> audits{};    // lie here until the gateway that holds the message store collects them
};

struct waiting_audit {
    std::uint64_t number = 0; // rises
    audit_entry entry;
};

class launch_rows {
public:
    virtual ~launch_rows() = default;

    // False: somebody else took one of `takes`, and nothing of this is kept; of all who follow from the same state, in
    // whatever process, one gets true. Failure: it cannot be written, or the key of a new state is taken.
    virtual result<bool> keep(const launch_writes& what) = 0;

    // The same, told to `then` on any thread, perhaps before this returns. `then` must be quick and may not write here:
    // others wait for it. Who has nothing else to do meanwhile than to wait leaves it to a thread that commits for
    // many.
    virtual void keep_later(launch_writes what, std::function<void(result<bool>)> then) { then(keep(what)); }

    // The bytes, and the state is gone: of all who ask, in whatever process, one gets it. None: it never was, was
    // taken, or is over. Failure: the store cannot be written; the state may still be there.
    virtual result<std::optional<std::string>> take(std::string_view key, instant now) = 0;
    // The bytes, and the state stays. Another process may have taken it a moment ago: keep() and take() are what
    // decides.
    virtual std::optional<std::string> look(std::string_view key, instant now) = 0;

    // None: nobody has used any of these before, and all are used from now on. Otherwise the place of the first that
    // was used, and nothing changes. A failure is no permission.
    virtual result<std::optional<std::size_t>> use(std::span<const used_value> all) = 0;

    // Oldest first, and gone once that is said of the last of them.
    virtual std::vector<waiting_audit> audits(std::size_t most) = 0;
    virtual result<done> audits_collected(std::uint64_t up_to) = 0;

    // Attempts and audit entries are written down in the order in which they come, and sorted into their tables some
    // hundred at a time; attempts() does so first. True: there is more. What was sorted is synced.
    virtual result<bool> sort() = 0;

    // Newest first.
    virtual std::vector<launch_attempt> attempts(const attempt_filter& which) = 0;

    // The version it has from then on; none: the condition does not hold.
    virtual result<std::optional<std::uint64_t>> put(const launch_record& what, put_when when) = 0;
    virtual result<bool> remove(std::uint8_t kind, std::string_view id) = 0;
    virtual std::optional<launch_record> find(std::uint8_t kind, std::string_view id, instant now) = 0;
    virtual std::vector<launch_record> list(const record_filter& which, instant now) = 0; // in order of id

    // Forgets what is over, and attempts older than `attempts_before`; some hundreds at a time, true: there is more.
    virtual result<bool> forget(instant now, instant attempts_before) = 0;

    virtual bool can_write() const = 0; // false after a failed sync or while the disk is full
};

// Beside the message store: "<path of the message store>.launches".
std::string launch_path(const std::string& store_path);

// Makes the file when it is not there. Any number of processes on this machine may have it open. Failure: it cannot be
// opened, or is of another version.
struct launch_settings {
    std::string path;
    std::size_t checkpoint_pages = 4096; // of the log, 4 KiB each
    std::string vfs{};                   // SQLite's file layer by name; empty: the machine's
    std::string boot{};                  // names the run of the machine; empty: as the machine says
};
result<std::unique_ptr<launch_rows>> open_launch_rows(const launch_settings& settings);

} // namespace schakel::outbox
