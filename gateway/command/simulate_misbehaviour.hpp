// How `schakel simulate` misbehaves when it plays a system that owns rosters or publishes goals, so that whoever asks
// it can be tested.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::command {

enum class misbehaviour : std::uint8_t {
    too_many_requests,
    html_error,
    html_page,
    truncated,
    unavailable,
    unauthorised,
    slow,
    content_type,
    invalid,
    failure_in_success,
    changing_total,
    no_total,
    no_link,
    foreign_link,
    capped_limit,
    ignore_filter,
    ignore_offset,
    empty,
    shrunk,
    doubled_ids,
    swapped_ids,
    missing_entity,
    not_ready,
    never_ready,
    lost_batch,
    daily_limit,
    not_allowed,
    failing_persons,
    wrong_index,
    root_instead
};

struct misbehaviour_info {
    misbehaviour which;
    std::string_view name; // "too-many-requests"
    std::string_view what; // English, for --help
};
std::span<const misbehaviour_info> misbehaviours();

using misbehaviour_set = std::set<misbehaviour>;
std::optional<misbehaviour> parse_misbehaviour(std::string_view name);
std::optional<misbehaviour_set> parse_misbehaviours(std::string_view names); // separated by commas
std::string misbehaviour_help();                                             // one line for each

} // namespace schakel::command
