// What the gateway remembers between two requests of one browser, under a key that only that browser was told. Taken
// once, by one gateway of all that share the store.
//
// The store keeps a digest of the key, and the bytes encrypted under the key itself: who copies the database can
// neither use a state nor read what it holds, not even of states that were taken.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::launch {

// Fit for outbox::launch_writes, so that several things are kept together. `lasting`: survives a restart of the
// machine.
outbox::launch_state seal(std::string_view key, std::string_view bytes, instant until, bool lasting = false);

class states {
public:
    states(outbox::launch_rows& rows, const clock& time) : rows_(rows), time_(time) {}

    // 32 characters of base64url: 4 bytes tell the time, so that what comes together lies together in the store, and 20
    // are chance.
    static std::string new_key(instant now);
    static std::string stored_key(std::string_view key); // by which the store knows it

    result<done> keep(std::string_view key, std::string_view bytes, instant until, bool lasting = false);
    // None: never kept, taken, or over. Failure: the store cannot be written; the browser may try again.
    result<std::optional<std::string>> take(std::string_view key);
    std::optional<std::string> look(std::string_view key); // and leaves it there

    // Nonces, ids of tokens and assertions. None: nobody used any of these before, and all are used from now on.
    // Otherwise the place of the first that was used, and nothing changes. A failure is no permission.
    result<std::optional<std::size_t>> use_once(std::span<const outbox::used_value> all);

private:
    outbox::launch_rows& rows_;
    const clock& time_;
};

} // namespace schakel::launch
