// From a sourcedId to the record that has it.
#pragma once

#include "adapters/common/oneroster/frame.hpp"
#include "gateway/adapter/roster.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace schakel::oneroster {

// The record's id; none when no record of the kind has this sourcedId. Minted sourcedIds cannot be reckoned back: the
// first question for one goes through all records and is remembered in `memo`, which may be null.
std::optional<std::string> record_with(
    object_kind kind, std::string_view sourced_id, const roster_view& view, const roster_frame& frame, answer_memo* memo
);

} // namespace schakel::oneroster
