// What a progress record on goal A permits to be said of goal B, one hop away: the table of goal-mapping-practice.md
// B2. Positive evidence flows down (to narrower goals), negative evidence flows up (to broader ones), and scores do not
// flow along inclusion at all.
#pragma once

#include "gateway/mapping/goals/set_relation.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace schakel::mapping::goals {

enum class record_kind : std::uint8_t {
    attained,     // a claim of mastery
    not_attained, // tested, below the threshold
    in_progress,
    score,    // a value on a scale
    activity, // time, attempts
    level     // an ordinal on a named scale
};
inline constexpr std::size_t record_kind_count = 6;
inline constexpr std::array<record_kind, record_kind_count> record_kinds{
    record_kind::attained, record_kind::not_attained, record_kind::in_progress,
    record_kind::score,    record_kind::activity,     record_kind::level};
std::string_view to_string(record_kind which); // "attained", "not-attained" …

// What may be said of B. In no order.
enum class claim : std::uint8_t {
    nothing,
    attained,
    likely_attained, // A includes B, but A's threshold was not said to mean all of A: a mark for a person, no mastery
    not_attained,
    capped, // B cannot be attained fully; it is not said what of it was not
    in_progress,
    evidence,        // something of B was seen; how much is not known
    score,           // the same score
    component_score, // A's score, kept as that of a component of B, never as B's
    context,         // A's score, attached for a reader; says nothing of B
    activity,        // counts for B
    exposure,        // counts as having met B
    level            // the same level
};
inline constexpr std::size_t claim_count = 13;
std::string_view to_string(claim which); // "attained", "likely-attained" …

// `threshold_means_all`: whether "attained" was given for all that A demands, so that every part of A was mastered.
claim permitted(record_kind record, set_relation relation, bool threshold_means_all);

} // namespace schakel::mapping::goals
