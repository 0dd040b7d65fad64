// Identifiers of our own: exchanges, deliveries, audit entries.
#pragma once

#include "gateway/core/clock.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace schakel {

// A UUID version 7 (RFC 9562 5.7): sorts by time, so ids double as cursor. Lower case, 36 characters.
std::string new_id(const clock& time);
// When new_id() made it, to the millisecond; of any other text the beginning of time.
instant made_at(std::string_view id);

bool is_uuid(std::string_view text); // 8-4-4-4-12 hex digits, either case, RFC 4122 variant

} // namespace schakel
