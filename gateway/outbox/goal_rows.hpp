// Learning goals as the store keeps them: imports, each of which adds releases of frameworks and versions of mapping
// sets, and blocks of opaque bytes that belong to them. What the bytes mean is known in gateway/goals only.
//
// What was published stays: no release and no version of a mapping set is ever altered or removed. An import is staged:
// begin(), then add() of each owner on the caller's own thread, so that no message waits behind it; settle() publishes
// all of it in one tiny transaction, or discards it. Only what is published is read. An import that was cut off is
// discarded at the next start.
//
// Thread-safe. begin() and settle() wait until what they did is synced: never for a thread that serves sockets.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/store.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::outbox {

using goal_number = std::int64_t; // of an import; rises with every import; 0: before everything

// A release, or a version of a mapping set.
struct goal_owner {
    std::int64_t number = 0; // given by the store, in order of storing
    goal_number import = 0;
    std::string id;     // unique among what is published or staged
    std::string digest; // of its content
    std::string head;   // opaque
};

// Records of one kind, in an order of the writer's choice.
struct goal_block {
    std::uint8_t kind = 0;
    std::string bytes;
};

struct goal_import {
    enum class state { staging, published, discarded };
    goal_number number = 0;
    std::string source; // what was imported, as the operator named it
    state status = state::staging;
    instant began{};
    std::optional<instant> settled;
    std::string summary; // opaque
};
std::string_view to_string(goal_import::state value); // "staging", "published", "discarded"

struct goal_settlement {
    goal_number import = 0;
    goal_import::state status = goal_import::state::published;
    instant at{};
    std::string summary;
    std::optional<audit_entry> audit; // in the same transaction
};

// A delivery with translated goals.
struct goal_use {
    std::int64_t place = 0; // rises with every message that was stored
    std::string delivery, message, destination;
    std::string loss; // JSON of its loss report
};

struct renewed_goal_use {
    std::int64_t place = 0;
    std::vector<std::string> sources, unknown;
};

// Which of them.
struct goal_use_filter {
    bool all = false;                 // whatever they rest on
    std::vector<std::string> sources; // those that rest on one of these releases and mapping sets
    bool unknown = false;             // and those with goals that led nowhere
    std::int64_t after = 0;           // place of the last one before
    std::size_t most = 100;
};

// What is remembered of the last fetch from a source that succeeded.
struct goal_fetch {
    std::string source; // its name in the configuration
    instant at{};
    std::string note; // opaque
};

class goal_rows {
public:
    virtual ~goal_rows() = default;

    // Failure: an import is staged already, or the store cannot write.
    virtual result<goal_number> begin(std::string_view source, instant at) = 0;
    // An owner of this import, which gets its number, with all its blocks. Failure: the import was not begun here, the
    // id is taken, or the disk does not take it.
    virtual result<done> add(const goal_owner& what, std::span<const goal_block> blocks) = 0;
    // Failure: the import is not staged, or cannot be published.
    virtual result<done> settle(const goal_settlement& how) = 0;

    virtual std::optional<goal_import> staged() = 0;
    virtual goal_number newest() = 0;                                 // that was published, 0: none
    virtual std::vector<goal_import> imports(std::size_t most) = 0;   // newest first, of any state
    virtual std::vector<goal_owner> owners() = 0;                     // published, in order of storing
    virtual std::optional<goal_owner> owner(std::string_view id) = 0; // published
    // The next blocks of an owner behind this place (0: from the first), in order of storing; `place` moves on. At most
    // some at a time: an empty answer is the end. Failure: they cannot be read.
    virtual result<std::vector<goal_block>> blocks(const goal_owner& of, std::int64_t& place) = 0;

    // In order of place; fewer than `most`: there are no more.
    virtual std::vector<goal_use> uses(const goal_use_filter& which) = 0;
    // What the deliveries at these places rest on from now on; on nothing: they are not found any more.
    virtual result<done> renew_uses(std::span<const renewed_goal_use> all) = 0;

    virtual std::optional<goal_fetch> last_fetch(std::string_view source) = 0;
    virtual result<done> keep_fetch(const goal_fetch& what) = 0; // replaces the former of its source
};

// For reading beside a gateway that holds the store, and beside nobody. Writing fails. Failure: there is no store of
// this version of Schakel at that path.
result<std::unique_ptr<goal_rows>> read_goal_rows(const std::string& path);

} // namespace schakel::outbox
