// What an access node leaves for the gateway that holds the message store: audit entries, and names of persons that it
// learned. They lie in the launch store, synced, until that gateway wrote them where they belong.
#pragma once

#include "gateway/core/result.hpp"
#include "gateway/outbox/launch_rows.hpp"
#include "gateway/outbox/store.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace schakel::outbox {

// Kinds of records, besides those of gateway/launch/record_kind.hpp.
inline constexpr std::uint8_t handed_audit_kind = 250;
inline constexpr std::uint8_t handed_key_kind = 251;

// `id`: unique, and in order of time.
result<done> hand_over(launch_rows& to, const audit_entry& what, std::string id);
result<done> hand_over(launch_rows& to, std::span<const key_row> keys);

// The value of a key that was handed over and is not collected yet.
std::optional<std::string>
key_handed_over(launch_rows& in, std::string_view school, std::string_view table, std::string_view key);

// Writes up to `most` of each kind into the store, with the audit entries of launches; how many. An audit entry may
// come twice when the gateway is killed in between, and none is lost.
result<std::size_t> collect(launch_rows& from, store& into, std::size_t most);

} // namespace schakel::outbox
