// Attempts and audit entries as bytes, as they wait to be sorted into their tables.
#pragma once

#include "gateway/outbox/launch_rows.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::outbox {

inline constexpr std::int64_t attempt_event = 1, audit_event = 2;

std::string to_bytes(const launch_attempt& what);
launch_attempt read_attempt(std::string_view bytes);

std::string to_bytes(const audit_entry& what);
audit_entry read_audit(std::string_view bytes);

// What is known of one launch after a later step: empty fields leave what is there, persons are added.
void add(launch_attempt later, launch_attempt& known);

} // namespace schakel::outbox
