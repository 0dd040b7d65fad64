// Rosters as the store keeps them: rows of opaque bytes that are valid from one version of a school's roster up to
// another. What a row means is known in gateway/roster only.
//
// A load is staged: begin(), then put() and end() in steps that each are one small transaction, so that no message
// waits long behind them. Its rows are invisible at every version before its own. settle() publishes it in one tiny
// transaction, or keeps it held for a person to decide, or closes it. A load that did not get so far is taken back with
// undo(). Numbers of versions rise with every load, whichever its school; a reader that holds one sees the same rows
// for as long as it reads, because a row is ended and never altered.
//
// Two implementations share one contract test suite. Thread-safe. Writing waits until the step is synced: never call it
// from a thread that serves sockets, nor from the store's own callbacks.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

using roster_number = std::int64_t; // of a version; 0: before everything

struct roster_key {
    std::uint8_t kind = 0;
    std::string id; // unique among the rows of its kind at one version

    friend auto operator<=>(const roster_key&, const roster_key&) = default;
};

struct roster_row {
    roster_key key;
    std::string digest;               // of what counts as its content
    std::array<std::string, 2> links; // ids of rows that it belongs to; empty: none
    std::vector<std::string> names;   // under which named() finds it; not filled when read
    std::string bytes;
};

struct stored_roster_row {
    roster_row what;
    std::int64_t place = 0;             // rises in order of storing
    roster_number since = 0;            // the version that brought it
    std::optional<roster_number> until; // the version in which it is gone or replaced
};

// What a load must know of a row that is there already.
struct known_roster_row {
    roster_key key;
    std::int64_t place = 0;
    roster_number since = 0;
    std::string digest;
};

struct roster_version {
    enum class state { staging, held, published, unchanged, discarded };
    roster_number number = 0;
    std::string school, source; // source: the system that it was read from
    state status = state::staging;
    instant began{};
    std::optional<instant> settled;
    std::string summary; // opaque
    std::string reason;  // why it is held or was discarded, ours
};
std::string_view to_string(roster_version::state value); // "staging", "held", …

// The end of a load, or of its waiting.
struct roster_settlement {
    roster_number version = 0;
    roster_version::state status = roster_version::state::published;
    instant at{};
    std::optional<std::string> summary; // none: as it was
    std::string reason;
    std::optional<audit_entry> audit; // in the same transaction
};

// A row between two versions: begun (`before`: it replaces another one of its key) or ended.
struct roster_change {
    stored_roster_row row;
    bool before = false;
};

struct roster_change_cursor {
    roster_number version = 0;
    std::int64_t place = 0;
};

// Rows of one kind whose id is greater than `after`, in order of the ids' bytes.
struct roster_page {
    std::uint8_t kind = 0;
    std::string_view after{};
    std::size_t most = 500;
    std::optional<std::size_t> link{}; // only those with this link to `to`
    std::string_view to{};
    bool with_ended = false;        // also the last row of what has ended
    roster_number changed_from = 0; // only what began or ended with this version or later
};

// How a load came in and ended, told for people.
struct kept_sync {
    std::string id;     // rises with the moment at which it was asked for
    std::string school; // empty: of none
    std::string told;   // opaque
};

class roster_rows {
public:
    virtual ~roster_rows() = default;

    // Failure: the school has a version that is staged or held, or the store cannot write.
    virtual result<roster_number> begin(std::string_view school, std::string_view source, instant at) = 0;
    // A row of the same key is replaced. At most some hundreds at a time.
    virtual result<done> put(roster_number version, std::span<const roster_row> rows) = 0;
    virtual result<done> end(roster_number version, std::span<const roster_key> keys) = 0;
    // Takes back up to `most` rows of a version that is not published; true: there are more.
    virtual result<bool> undo(roster_number version, std::size_t most) = 0;
    // Keeps the summary of a version that is staged. Failure as for settle().
    virtual result<done> note(roster_number version, std::string_view summary) = 0;
    // Failure: the version is neither staged nor held.
    virtual result<done> settle(const roster_settlement& how) = 0;
    // Removes up to `most` rows that ended before or with this version; true: there are more.
    virtual result<bool> forget(std::string_view school, roster_number until, std::size_t most) = 0;
    // An operator's word that nothing is taken over for a while; a moment that has passed ends it.
    virtual result<done> pause(std::string_view school, instant until, const audit_entry& audit) = 0;
    virtual std::optional<instant> paused_until(std::string_view school) = 0; // may have passed
    // Adds to the key tables; a key that has a value keeps it.
    virtual result<done> add_keys(std::span<const key_row> keys) = 0;
    // Up to which published version the key tables know what the rows of a school say. The mark never goes back.
    virtual result<done> mark_learned(std::string_view school, roster_number up_to) = 0;
    virtual roster_number learned(std::string_view school) = 0; // 0: nothing is
    // Keeps it beside the `most` newest of its school. An id that is kept already is told anew.
    virtual result<done> keep_sync(const kept_sync& what, std::size_t most) = 0;
    // Newest first; of every school when none is named.
    virtual std::vector<kept_sync> syncs(std::string_view school, std::size_t most) = 0;
    virtual std::optional<kept_sync> sync(std::string_view id) = 0;

    // The published version, at this moment where one is given.
    virtual std::optional<roster_version> current(std::string_view school, std::optional<instant> at = {}) = 0;
    virtual std::optional<roster_version> staged(std::string_view school) = 0; // staging or held
    virtual std::optional<roster_version> version(roster_number number) = 0;
    // Newest first, before `before` (0: all).
    virtual std::vector<roster_version> versions(std::string_view school, roster_number before, std::size_t most) = 0;
    virtual std::vector<std::string> schools() = 0; // that ever had a load
    // The first version that was published at or after this moment; none: nothing was.
    virtual std::optional<roster_number> first_since(std::string_view school, instant moment) = 0;

    // The newest row of that key which is not newer than `at`; it may have ended.
    virtual std::optional<stored_roster_row> find(std::string_view school, roster_number at, const roster_key& key) = 0;
    virtual std::vector<stored_roster_row> page(std::string_view school, roster_number at, const roster_page& what) = 0;
    virtual std::vector<stored_roster_row>
    named(std::string_view school, roster_number at, std::uint8_t kind, std::string_view name) = 0;

    // One for each key, none where no row has it.
    virtual std::vector<std::optional<known_roster_row>>
    known(std::string_view school, roster_number at, std::span<const roster_key> keys) = 0;
    // All rows, in order of their keys.
    virtual std::vector<known_roster_row>
    known_after(std::string_view school, roster_number at, const roster_key& after, std::size_t most) = 0;

    // What is there at `to` and was not at `from`; what was there at `from` and has no row at `to`.
    virtual std::vector<roster_change> begun(
        std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after,
        std::size_t most
    ) = 0;
    virtual std::vector<roster_change> ended(
        std::string_view school, roster_number from, roster_number to, const roster_change_cursor& after,
        std::size_t most
    ) = 0;
    // Every row that ever had this key and was published, oldest first.
    virtual std::vector<stored_roster_row> history(std::string_view school, const roster_key& key) = 0;
};

} // namespace schakel::outbox
